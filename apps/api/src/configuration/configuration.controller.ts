import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CONFIGURATION, RequiresScope, type Configuration } from '@dw-sim/api-platform';
import type { ConfigurationReport } from '@dw-sim/contracts';
import { ConfigurationReportDto } from './configuration.dto';

@ApiTags('Configuration')
@RequiresScope('admin')
@Controller('configuration')
export class ConfigurationController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  @Get()
  @ApiOperation({ summary: 'Show every setting in force and where it comes from', description: 'Secrets are `***`.' })
  @ApiOkResponse({ type: ConfigurationReportDto })
  report(): ConfigurationReport {
    return { items: this.configuration.views };
  }
}
