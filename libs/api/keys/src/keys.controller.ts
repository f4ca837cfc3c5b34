import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequiresScope } from '@dw-sim/api-platform';
import type { ApiKeyList, ApiKeySummary, CreatedApiKey } from '@dw-sim/contracts';
import { ApiKeys } from './api-keys';
import { ApiKeyListDto, ApiKeySummaryDto, CreateApiKeyDto, CreatedApiKeyDto } from './keys.dto';

@ApiTags('API keys')
@RequiresScope('admin')
@Controller('keys')
export class KeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @ApiOperation({ summary: 'List the API keys', description: 'Without their secrets, which nobody keeps.' })
  @ApiOkResponse({ type: ApiKeyListDto })
  async list(): Promise<ApiKeyList> {
    return { items: await this.keys.list() };
  }

  @Post()
  @ApiOperation({ summary: 'Make an API key', description: 'The key is in the answer, and is never shown again.' })
  @ApiBody({ type: CreateApiKeyDto, examples: { reader: { value: { name: 'dashboards', scope: 'read' } }, loader: { value: { name: 'nightly loads', scope: 'write', expires_in_days: 90 } } } })
  @ApiCreatedResponse({ type: CreatedApiKeyDto })
  create(@Body() request: CreateApiKeyDto): Promise<CreatedApiKey> {
    return this.keys.create(request);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Revoke an API key', description: 'It stops working at once. It stays in the list as revoked.' })
  @ApiOkResponse({ type: ApiKeySummaryDto })
  @ApiProblems({ code: 'not_found', detail: 'There is no API key "3f9a0c11d2e4".' })
  revoke(@Param('id') id: string): Promise<ApiKeySummary> {
    return this.keys.revoke(id);
  }
}
