import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import { RunDetailDto } from '@dw-sim/api-runs';
import type { RunDetail } from '@dw-sim/contracts';
import { LoadRequestDto } from './loader.dto';
import { LoaderService } from './loader.service';

@ApiTags('Runs')
@Controller('experiments/:name/load')
export class LoaderController {
  constructor(private readonly loader: LoaderService) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Load the files of a run again', description: 'Answers at once with a run of kind `load`; follow its events.' })
  @ApiBody({ type: LoadRequestDto, required: false, examples: { last: { summary: 'The last completed run', value: {} }, one: { summary: 'One run', value: { run_id: 7 } } } })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_EXPERIMENT, { code: 'run_active', detail: 'Run 7 of experiment "shop" is active (RUNNING).' })
  load(@Param('name') name: string, @Body() request: LoadRequestDto): Promise<RunDetail> {
    return this.loader.start(name, request);
  }
}
