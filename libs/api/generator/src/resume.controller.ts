import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import { RunDetailDto, RunIdPipe, RunRecords } from '@dw-sim/api-runs';
import type { RunDetail } from '@dw-sim/contracts';
import { IsBoolean, IsOptional } from 'class-validator';
import { ResumeService } from './resume.service';

export class ResumeRequestDto {
  @ApiPropertyOptional({ default: false, description: "Waits for the experiment's active run, where it is refused otherwise." })
  @IsOptional() @IsBoolean()
  queue?: boolean;
}

@ApiTags('Runs')
@Controller()
export class ResumeController {
  constructor(
    private readonly resumes: ResumeService,
    private readonly runs: RunRecords,
  ) {}

  @Post('runs/:id/resume')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Resume a run',
    description: 'Does the rest of a run that was interrupted or has failed: its finished parts and files are compared with their SHA-256 and taken over. '
      + 'A parked run goes on itself; otherwise the answer is a new run with the same settings, `source_run_id` names the one whose parts or files it takes, and `resumed_run_id` the first of those that share the work. The bytes are those of a run that was not disturbed.',
  })
  @ApiBody({ type: ResumeRequestDto, required: false, examples: { now: { summary: 'At once', value: {} } } })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(
    UNKNOWN_EXPERIMENT,
    { code: 'conflict', detail: 'Run 7 has ended: COMPLETED.', more: { hint: 'Only runs that were interrupted or have failed can be resumed; start a new one with its seed.' } },
    { code: 'interrupted', detail: 'Run 7 was made for version 1.0.0 of experiment "shop", which is 1.1.0 now.', more: { hint: 'Generate anew.' } },
  )
  resume(@Param('id', RunIdPipe) id: number, @Body() request: ResumeRequestDto): Promise<RunDetail> {
    return this.resumes.resume(id, request);
  }

  @Post('experiments/:name/runs/:id/resume')
  @HttpCode(202)
  @ApiOperation({ summary: 'Resume a run of an experiment', description: 'As by its number alone.' })
  @ApiBody({ type: ResumeRequestDto, required: false, examples: { now: { summary: 'At once', value: {} } } })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  async resumeOf(@Param('name') name: string, @Param('id', RunIdPipe) id: number, @Body() request: ResumeRequestDto): Promise<RunDetail> {
    await this.runs.detail(name, id);
    return this.resumes.resume(id, request);
  }
}
