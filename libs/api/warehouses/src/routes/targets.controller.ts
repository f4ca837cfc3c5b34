import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequiresScope, type ProblemExample } from '@dw-sim/api-platform';
import type { DeleteTargetResult, TargetDetail, TargetList, TargetTestResult, ValidationReport } from '@dw-sim/contracts';
import { DeleteTargetResultDto, TargetDefinitionDto, TargetDetailDto, TargetListDto, TargetTestResultDto, TargetValidationDto } from './targets.dto';
import { TargetsService } from './targets.service';

const DEFINITION = {
  type: TargetDefinitionDto,
  examples: {
    file: { summary: 'A file of SQLite', value: { id: 'marketing', kind: 'sqlite', dsn: 'sqlite:///marketing.db' } },
    own: { summary: 'A DuckDB file in the data root, with limits', value: { id: 'scratch', name: 'Scratch space', kind: 'duckdb', options: { memory_limit_mb: 512, threads: 2 } } },
    server: { summary: 'A server, with its password from the environment', value: { id: 'staging', kind: 'postgres', dsn: 'postgres://me:${DB_PASSWORD}@db.example.com:5432/app', schema: 'public' } },
  },
};

const UNKNOWN: ProblemExample = { code: 'not_found', detail: 'There is no target "markting"; existing: duckdb, sqlite, marketing.' };
const FAULT = { path: '$.dsn', code: 'invalid_dsn', message: 'dsn has the protocol mysql; allowed: sqlite://, such as sqlite:///marketing.db' };
const FAULTS: ProblemExample = { code: 'invalid_definition', detail: `The target has 1 fault. $.dsn: ${FAULT.message}`, more: { errors: [FAULT] } };
const READ_ONLY: ProblemExample = { code: 'conflict', detail: 'The target "duckdb" is built in and can\'t be changed here.' };
const IN_USE: ProblemExample = { code: 'run_active', detail: 'Run 7 of experiment "shop" uses the target "marketing".', more: { hint: 'Wait until it has ended, or abort it.' } };

@ApiTags('Targets')
@Controller('targets')
export class TargetsController {
  constructor(private readonly targets: TargetsService) {}

  @Get()
  @ApiOperation({ summary: 'List the targets', description: 'Also the definitions that could not be taken, and what each kind of target takes. Passwords are never shown.' })
  @ApiOkResponse({ type: TargetListDto })
  list(): Promise<TargetList> {
    return this.targets.list();
  }

  @RequiresScope('admin')
  @Post()
  @ApiOperation({ summary: 'Add a target', description: 'A DSN with a password is kept encrypted.' })
  @ApiBody(DEFINITION)
  @ApiCreatedResponse({ type: TargetDetailDto })
  @ApiProblems({ code: 'conflict', detail: 'There is a target "marketing" already (stored).' }, FAULTS)
  // The service checks the document as a whole, so that every fault comes at once and none repeats a password.
  create(@Body() document: unknown): Promise<TargetDetail> {
    return this.targets.create(document);
  }

  @RequiresScope('read')
  @Post('validate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check the definition of a target without adding it' })
  @ApiBody(DEFINITION)
  @ApiOkResponse({ type: TargetValidationDto })
  validate(@Body() document: unknown): ValidationReport {
    return this.targets.validate(document);
  }

  @RequiresScope('admin')
  @Post('test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Connect to a target that is not added' })
  @ApiBody(DEFINITION)
  @ApiOkResponse({ type: TargetTestResultDto })
  @ApiProblems(FAULTS)
  testDefinition(@Body() document: unknown): Promise<TargetTestResult> {
    return this.targets.testDefinition(document);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a target' })
  @ApiOkResponse({ type: TargetDetailDto })
  @ApiProblems(UNKNOWN)
  detail(@Param('id') id: string): Promise<TargetDetail> {
    return this.targets.detail(id);
  }

  @RequiresScope('admin')
  @Put(':id')
  @ApiOperation({ summary: 'Change a target', description: 'Replaces the definition. A DSN as it is shown, with `***`, keeps its password.' })
  @ApiBody(DEFINITION)
  @ApiOkResponse({ type: TargetDetailDto })
  @ApiProblems(UNKNOWN, READ_ONLY, IN_USE, FAULTS)
  replace(@Param('id') id: string, @Body() document: unknown): Promise<TargetDetail> {
    return this.targets.replace(id, document);
  }

  @RequiresScope('admin')
  @Delete(':id')
  @ApiOperation({ summary: 'Remove a target', description: 'Its data stays where it is. Refused while a run uses it, and while experiments have their tables there.' })
  @ApiOkResponse({ type: DeleteTargetResultDto })
  @ApiProblems(UNKNOWN, { code: 'conflict', detail: 'The target "marketing" holds the tables of shop.', more: { hint: 'Delete that experiment first.' } }, IN_USE)
  delete(@Param('id') id: string): Promise<DeleteTargetResult> {
    return this.targets.delete(id);
  }

  @RequiresScope('admin')
  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Connect to a target', description: 'Answers within 10 seconds: the version, the latency and what the engine can do, or why it did not work.' })
  @ApiOkResponse({ type: TargetTestResultDto })
  @ApiProblems(UNKNOWN)
  test(@Param('id') id: string): Promise<TargetTestResult> {
    return this.targets.test(id);
  }
}
