import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '@dw-sim/api-platform';
import { RunIdPipe, RunRecords, UNKNOWN_RUN } from '@dw-sim/api-runs';
import type { RunDiff } from '@dw-sim/contracts';
import { definitionChanges } from '@dw-sim/generation-plan';
import { VersionRecords } from '../versions/version-records';
import { runDiff, type ComparedRun } from './run-diff';
import { RunDiffDto } from './run-diff.dto';

@ApiTags('Runs')
@Controller('runs/:id/diff/:other')
export class RunDiffController {
  constructor(
    private readonly runs: RunRecords,
    private readonly versions: VersionRecords,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Compare two runs', description: 'What differs in the second: settings, definition with JSON paths, rows and files of each table.' })
  @ApiOkResponse({ type: RunDiffDto })
  @ApiProblems(UNKNOWN_RUN)
  async diff(@Param('id', RunIdPipe) id: number, @Param('other', RunIdPipe) other: number): Promise<RunDiff> {
    const [before, after] = [await this.compared(id), await this.compared(other)];
    return runDiff(before, after, before.definition === undefined || after.definition === undefined ? [] : definitionChanges(before.definition, after.definition));
  }

  private async compared(id: number): Promise<ComparedRun & { readonly definition: unknown }> {
    const { run, detail } = await this.runs.find(id);
    return { detail, files: await this.runs.files(id), definition: (await this.versions.ofRun(run))?.definition };
  }
}
