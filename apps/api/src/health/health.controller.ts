import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataRoot, PRODUCT_VERSION, RequiresScope } from '@dw-sim/api-platform';
import { TargetProbe } from '@dw-sim/api-warehouses';
import type { HealthReport, Liveness } from '@dw-sim/contracts';
import { STAGING_STORE, type StagingStore } from '@dw-sim/staging';
import { HealthReportDto, LivenessDto } from './health.dto';
import { stagingHealth } from './staging-health';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly targets: TargetProbe,
    private readonly root: DataRoot,
    @Inject(PRODUCT_VERSION) private readonly version: string,
    @Inject(STAGING_STORE) private readonly staging: StagingStore,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Tell how the server and its targets do', description: 'A target that does not answer within 3 seconds is unavailable.' })
  @ApiOkResponse({ type: HealthReportDto })
  async health(): Promise<HealthReport> {
    const [warehouses, staging] = await Promise.all([this.targets.health(), stagingHealth(this.staging)]);
    return {
      status: [...warehouses, staging].every(({ status }) => status === 'ok') ? 'ok' : 'degraded',
      version: this.version,
      uptime_seconds: Math.floor(process.uptime()),
      data_root: this.root.path,
      warehouses,
      staging,
    };
  }

  @Get('live')
  @RequiresScope('public')
  @ApiOperation({ summary: 'Tell that the server runs', description: 'Needs no key and asks no warehouse: for containers and load balancers.' })
  @ApiOkResponse({ type: LivenessDto })
  live(): Liveness {
    return { status: 'ok' };
  }
}
