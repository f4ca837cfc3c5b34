import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import { RunDetailDto, RunIdPipe, UNKNOWN_RUN } from '@dw-sim/api-runs';
import type { RunDetail } from '@dw-sim/contracts';
import { ReproductionService } from './reproduction.service';
import { StartRunRequestDto } from './run-start.dto';
import { RunStartService } from './run-start.service';

const BOTH = { path: '$', code: 'contradiction', message: 'scenario_id and scenario are both given.', allowed: 'exactly one of scenario_id and scenario' };

/** Runs that are started and made again, by their numbers. */
@ApiTags('Runs')
@Controller('runs')
export class RunStartController {
  constructor(
    private readonly starts: RunStartService,
    private readonly reproductions: ReproductionService,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Start a run', description: 'Of a scenario that exists or is given, to a target that exists or is given. Answers at once; follow its events.' })
  @ApiBody({ type: StartRunRequestDto, examples: { existing: { summary: 'An experiment that exists', value: { scenario_id: 'ecommerce', seed: 42, rows: { orders: 50000 } } } } })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(
    UNKNOWN_EXPERIMENT,
    { code: 'run_active', detail: 'Run 7 of experiment "shop" is active (RUNNING).' },
    { code: 'conflict', detail: 'Experiment "shop" exists, and its version 1.1.0 has another definition.' },
    { code: 'invalid_request', detail: BOTH.message, more: { errors: [BOTH] } },
  )
  start(@Body() request: StartRunRequestDto): Promise<RunDetail> {
    return this.starts.start(request);
  }

  @Post(':id/reproduce')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Make the files of a run again and compare them',
    description: 'From its record alone: the version of the definition that it used, its seed, clock and row counts, also where the experiment has changed or was deleted since. '
      + 'Answers with a run of kind `reproduce`; its event `reproduced` and its member `reproduction` tell whether every file has the SHA-256 of then, and where not, why. No table is touched.',
  })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_RUN, { code: 'conflict', detail: 'Run 7 has left no digests: it ended before its files were in place.' })
  reproduce(@Param('id', RunIdPipe) id: number): Promise<RunDetail> {
    return this.reproductions.start(id);
  }
}
