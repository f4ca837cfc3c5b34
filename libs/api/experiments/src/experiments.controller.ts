import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequiresScope, UNKNOWN_EXPERIMENT, type ProblemExample } from '@dw-sim/api-platform';
import type { DeleteExperimentResult, ExperimentDetail, ExperimentList, MadeTableList, ResetExperimentResult, ValidationReport } from '@dw-sim/contracts';
import { ExperimentDefinitionDto } from './definition/definition.dto';
import { SMALL_EXAMPLE } from './examples/examples';
import {
  DeleteExperimentResultDto, ExperimentDetailDto, ExperimentListDto, ResetExperimentResultDto, ValidationReportDto, MadeTableListDto,
} from './experiments.dto';
import { ExperimentsService } from './experiments.service';

/** A definition as the body of a request. */
export const DEFINITION = { type: ExperimentDefinitionDto, examples: { shop: { summary: 'Two tables', value: SMALL_EXAMPLE } } };

export const ACTIVE_RUN: ProblemExample = { code: 'run_active', detail: 'Run 7 of experiment "shop" is active (RUNNING).', more: { hint: 'Wait until it has ended, or abort it.' } };

export const FAULTS: ProblemExample = {
  code: 'invalid_definition',
  detail: 'The definition has 1 fault. $.tables[0].target_rows: target_rows is 0',
  more: { errors: [{ path: '$.tables[0].target_rows', code: 'wrong_type', message: 'target_rows is 0', value: 0, allowed: 'whole numbers from 1 to 4,294,967,296' }] },
};

const BROKEN_JSON: ProblemExample = { code: 'invalid_json', detail: 'The body is not valid JSON at line 1, column 9: value expected.', more: { position: { line: 1, column: 9 } } };

@ApiTags('Experiments')
@Controller('experiments')
export class ExperimentsController {
  constructor(private readonly experiments: ExperimentsService) {}

  @Post()
  @ApiOperation({ summary: 'Create an experiment', description: 'Checks the whole definition, then creates its tables in the warehouse. Nothing is left behind where that fails.' })
  @ApiBody(DEFINITION)
  @ApiCreatedResponse({ type: ExperimentDetailDto })
  @ApiProblems(BROKEN_JSON, { code: 'conflict', detail: 'There is an experiment "shop" already.' }, FAULTS)
  // The service checks the document as a whole, so that the faults of shape and of meaning come together.
  create(@Body() document: unknown): Promise<ExperimentDetail> {
    return this.experiments.create(document);
  }

  @RequiresScope('read')
  @Post('validate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check a definition without creating anything' })
  @ApiBody(DEFINITION)
  @ApiOkResponse({ type: ValidationReportDto })
  @ApiProblems(BROKEN_JSON)
  validate(@Body() document: unknown): Promise<ValidationReport> {
    return this.experiments.validate(document);
  }

  @Get()
  @ApiOperation({ summary: 'List experiments, the latest first' })
  @ApiOkResponse({ type: ExperimentListDto })
  list(): Promise<ExperimentList> {
    return this.experiments.list();
  }

  @Get(':name')
  @ApiOperation({ summary: 'Show an experiment' })
  @ApiOkResponse({ type: ExperimentDetailDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  detail(@Param('name') name: string): Promise<ExperimentDetail> {
    return this.experiments.detail(name);
  }

  @Get(':name/made-tables')
  @ApiOperation({ summary: 'List the tables that queries have made', description: 'Tables and views made by statements of users, by their names in the warehouse of the experiment. They are dropped with it.' })
  @ApiOkResponse({ type: MadeTableListDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  madeTables(@Param('name') name: string): Promise<MadeTableList> {
    return this.experiments.madeTables(name);
  }

  @Delete(':name')
  @ApiOperation({ summary: 'Delete an experiment', description: 'Its tables, runs and staged files go together or not at all.' })
  @ApiOkResponse({ type: DeleteExperimentResultDto })
  @ApiProblems(UNKNOWN_EXPERIMENT, ACTIVE_RUN)
  delete(@Param('name') name: string): Promise<DeleteExperimentResult> {
    return this.experiments.delete(name);
  }

  @Post(':name/reset')
  @HttpCode(200)
  @ApiOperation({ summary: 'Empty the tables of an experiment', description: 'The schema and the staged files stay.' })
  @ApiOkResponse({ type: ResetExperimentResultDto })
  @ApiProblems(UNKNOWN_EXPERIMENT, ACTIVE_RUN)
  reset(@Param('name') name: string): Promise<ResetExperimentResult> {
    return this.experiments.reset(name);
  }
}
