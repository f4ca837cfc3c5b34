import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT, type ProblemExample } from '@dw-sim/api-platform';
import type { ExperimentVersionDetail, ExperimentVersionList, UpdateExperimentResult, UpdatePlan, VersionDiff } from '@dw-sim/contracts';
import { ACTIVE_RUN, DEFINITION, FAULTS } from '../experiments.controller';
import { ExperimentsService } from '../experiments.service';
import { ExperimentUpdates } from './experiment-updates';
import { VersionRecords } from './version-records';
import { ExperimentVersionDetailDto, ExperimentVersionListDto, UpdateExperimentResultDto, UpdateQueryDto, VersionDiffDto } from './versions.dto';

const UNKNOWN_VERSION: ProblemExample = { code: 'not_found', detail: 'Experiment "shop" has no version "2.0.0"; existing: 1.0.0, 1.1.0.' };
const LOST_ROWS: ProblemExample = {
  code: 'conflict',
  detail: 'The change of experiment "shop" would lose rows: table "orders" would be built anew and lose 20,000 rows: Columns new: discount.',
  more: { errors: [{ path: '$.tables', code: 'rows_lost', message: 'table "orders" would be built anew and lose 20,000 rows: Columns new: discount.', value: 'orders' }], hint: 'Confirm it (confirm=true, --confirm).' },
};

/** Changes of experiments, and the versions that come of them. */
@ApiTags('Experiments')
@Controller('experiments/:name')
export class VersionsController {
  constructor(
    private readonly experiments: ExperimentsService,
    private readonly updates: ExperimentUpdates,
    private readonly versions: VersionRecords,
  ) {}

  @Put()
  @ApiOperation({
    summary: 'Change the definition of an experiment',
    description: 'It becomes a new version, and the old ones are kept. Tables whose columns or keys change are built anew, empty; where that loses rows, `confirm=true` is needed. `dry_run=true` tells what would be done.',
  })
  @ApiBody(DEFINITION)
  @ApiOkResponse({ type: UpdateExperimentResultDto, description: 'Without `experiment` where it is a dry run.' })
  @ApiProblems(UNKNOWN_EXPERIMENT, ACTIVE_RUN, LOST_ROWS, FAULTS)
  update(@Param('name') name: string, @Body() document: unknown, @Query() query: UpdateQueryDto): Promise<UpdateExperimentResult | UpdatePlan> {
    return this.change(name, document, query, null);
  }

  @Get('versions')
  @ApiOperation({ summary: 'List the versions of an experiment, the latest first' })
  @ApiOkResponse({ type: ExperimentVersionListDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  list(@Param('name') name: string): Promise<ExperimentVersionList> {
    return this.versions.list(name);
  }

  @Get('versions/:version')
  @ApiOperation({ summary: 'Show a version with its definition' })
  @ApiOkResponse({ type: ExperimentVersionDetailDto })
  @ApiProblems(UNKNOWN_VERSION)
  show(@Param('name') name: string, @Param('version') version: string): Promise<ExperimentVersionDetail> {
    return this.versions.find(name, version);
  }

  @Get('versions/:version/diff/:other')
  @ApiOperation({ summary: 'Compare two versions', description: 'What differs in the second, with JSON paths.' })
  @ApiOkResponse({ type: VersionDiffDto })
  @ApiProblems(UNKNOWN_VERSION)
  diff(@Param('name') name: string, @Param('version') version: string, @Param('other') other: string): Promise<VersionDiff> {
    return this.updates.diff(name, version, other);
  }

  @Post('versions/:version/restore')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go back to the definition of a version', description: 'As a new version, so that nothing of the history is lost. Tables follow as in a change.' })
  @ApiOkResponse({ type: UpdateExperimentResultDto, description: 'Without `experiment` where it is a dry run.' })
  @ApiProblems(UNKNOWN_VERSION, ACTIVE_RUN, LOST_ROWS)
  async restore(@Param('name') name: string, @Param('version') version: string, @Query() query: UpdateQueryDto): Promise<UpdateExperimentResult | UpdatePlan> {
    // The version that the definition may name is taken.
    const { version: _taken, ...definition } = (await this.versions.find(name, version)).definition;
    return this.change(name, definition, query, version);
  }

  private async change(name: string, document: unknown, { confirm = false, dry_run: dryRun = false }: UpdateQueryDto, restoredFrom: string | null): Promise<UpdateExperimentResult | UpdatePlan> {
    if (dryRun) return this.updates.plan(name, document);
    const plan = await this.updates.apply(name, document, { confirm, restoredFrom });
    return { ...plan, experiment: await this.experiments.detail(name) };
  }
}
