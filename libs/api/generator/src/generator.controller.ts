import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import { RunDetailDto } from '@dw-sim/api-runs';
import type { RunDetail } from '@dw-sim/contracts';
import { GenerateRequestDto } from './generator.dto';
import { GeneratorService } from './generator.service';

const UNKNOWN_TABLE = { path: '$.rows.order', code: 'unknown_table', message: 'there is no table "order"; did you mean "orders"?', value: 10, allowed: ['customers', 'orders'] };

@ApiTags('Runs')
@Controller('experiments/:name/generate')
export class GeneratorController {
  constructor(private readonly generator: GeneratorService) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Generate and load rows',
    description: 'Answers at once with a run; follow its events. It waits where the machine is busy (`queue_position`). Tables keep their old rows until the new ones are all there.',
  })
  @ApiBody({
    type: GenerateRequestDto,
    required: false,
    examples: { defaults: { summary: 'As defined', value: {} }, chosen: { summary: 'Other row counts, a seed', value: { rows: { customers: 1000, orders: 50000 }, seed: 42 } } },
  })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(
    UNKNOWN_EXPERIMENT,
    { code: 'run_active', detail: 'Run 7 of experiment "shop" is active (RUNNING).', more: { hint: 'Wait until it has ended, or abort it; a run that is asked to queue waits for it.' } },
    { code: 'invalid_request', detail: UNKNOWN_TABLE.message, more: { errors: [UNKNOWN_TABLE] } },
  )
  generate(@Param('name') name: string, @Body() request: GenerateRequestDto): Promise<RunDetail> {
    return this.generator.start(name, request);
  }
}
