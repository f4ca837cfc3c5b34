import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataRoot } from '@dw-sim/api-platform';
import { TargetProbe } from '@dw-sim/api-warehouses';
import type { HealthReport } from '@dw-sim/contracts';
import { HealthReportDto } from './health.dto';

/** DI symbol of the product's version. */
export const VERSION = Symbol('VERSION');

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly targets: TargetProbe,
    private readonly root: DataRoot,
    @Inject(VERSION) private readonly version: string,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Tell how the server and its targets do', description: 'A target that does not answer within 3 seconds is unavailable.' })
  @ApiOkResponse({ type: HealthReportDto })
  async health(): Promise<HealthReport> {
    const warehouses = await this.targets.health();
    return {
      status: warehouses.every(({ status }) => status === 'ok') ? 'ok' : 'degraded',
      version: this.version,
      uptime_seconds: Math.floor(process.uptime()),
      data_root: this.root.path,
      warehouses,
    };
  }
}
