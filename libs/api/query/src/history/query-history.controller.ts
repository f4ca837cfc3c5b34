import { Controller, Delete, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '@dw-sim/api-platform';
import type { ClearHistoryResult, QueryHistoryList } from '@dw-sim/contracts';
import { QueryHistory } from './query-history';
import { ClearHistoryResultDto, QueryHistoryFilterDto, QueryHistoryListDto } from './query-history.dto';

@ApiTags('Query history')
@Controller('query/history')
export class QueryHistoryController {
  constructor(private readonly history: QueryHistory) {}

  @Get()
  @ApiOperation({ summary: 'List the queries that ran', description: 'The newest first. The setting `query_history` says how many are kept.' })
  @ApiOkResponse({ type: QueryHistoryListDto })
  @ApiProblems({ code: 'invalid_request', detail: 'The request has 1 fault: limit must be a whole number from 1 to 1000' })
  list(@Query() { limit, offset, ...filter }: QueryHistoryFilterDto): Promise<QueryHistoryList> {
    return this.history.list({ ...filter, ...(limit !== undefined && { limit: Number(limit) }), ...(offset !== undefined && { offset: Number(offset) }) });
  }

  @Delete()
  @ApiOperation({ summary: 'Forget the queries that ran' })
  @ApiOkResponse({ type: ClearHistoryResultDto })
  async clear(): Promise<ClearHistoryResult> {
    return { removed: await this.history.clear() };
  }
}
