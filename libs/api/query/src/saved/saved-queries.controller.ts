import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type ProblemExample } from '@dw-sim/api-platform';
import { savedQueryFile, type DeleteSavedQueryResult, type ImportSavedQueriesResult, type SavedQuery, type SavedQueryList } from '@dw-sim/contracts';
import { DeleteSavedQueryResultDto, ImportSavedQueriesDto, ImportSavedQueriesResultDto, SavedQueryChangeDto, SavedQueryDefinitionDto, SavedQueryDto, SavedQueryFilterDto, SavedQueryListDto } from './saved-query.dto';
import { SavedQueries } from './saved-queries';

const UNKNOWN: ProblemExample = { code: 'not_found', detail: 'There is no saved query "top"; existing: top_customers.' };
const TAKEN: ProblemExample = { code: 'conflict', detail: 'There is a saved query "top_customers" already.', more: { hint: 'Choose another name, or replace it.' } };
const FAULTS: ProblemExample = { code: 'invalid_request', detail: 'The request has 1 fault: sql must not be empty' };

const DEFINITION = { name: 'top_customers', sql: 'SELECT customer_id, SUM(total) FROM orders GROUP BY 1 ORDER BY 2 DESC', experiment: 'ecommerce' };
const EXAMPLES = {
  one: { query: { summary: 'A query of an experiment', value: DEFINITION } },
  several: { queries: { summary: 'The queries of a folder', value: { queries: [DEFINITION], replace: true } } },
};

@ApiTags('Saved queries')
@Controller('query/saved')
export class SavedQueriesController {
  constructor(private readonly saved: SavedQueries) {}

  @Get()
  @ApiOperation({ summary: 'List the saved queries' })
  @ApiOkResponse({ type: SavedQueryListDto })
  list(@Query() { experiment }: SavedQueryFilterDto): Promise<SavedQueryList> {
    return this.saved.list(experiment);
  }

  @Post()
  @ApiOperation({ summary: 'Save a query', description: 'The experiment need not exist, and the text is not checked: `POST /api/query/check` does that.' })
  @ApiBody({ type: SavedQueryDefinitionDto, examples: EXAMPLES.one })
  @ApiCreatedResponse({ type: SavedQueryDto })
  @ApiProblems(TAKEN, FAULTS)
  create(@Body() definition: SavedQueryDefinitionDto): Promise<SavedQuery> {
    return this.saved.create(definition);
  }

  @Post('import')
  @HttpCode(200)
  @ApiOperation({ summary: 'Save several queries', description: 'All of them or none.' })
  @ApiBody({ type: ImportSavedQueriesDto, examples: EXAMPLES.several })
  @ApiOkResponse({ type: ImportSavedQueriesResultDto })
  @ApiProblems(TAKEN, FAULTS)
  import(@Body() request: ImportSavedQueriesDto): Promise<ImportSavedQueriesResult> {
    return this.saved.import(request);
  }

  @Get(':name')
  @ApiOperation({ summary: 'Show a saved query' })
  @ApiOkResponse({ type: SavedQueryDto })
  @ApiProblems(UNKNOWN)
  show(@Param('name') name: string): Promise<SavedQuery> {
    return this.saved.show(name);
  }

  @Get(':name/file')
  @Header('Content-Type', 'application/sql; charset=utf-8')
  @Header('Content-Disposition', 'attachment')
  @ApiOperation({ summary: 'Download a saved query', description: 'As an .sql file with name, experiment, dialect and description in a comment at its head.' })
  @ApiProduces('application/sql')
  @ApiOkResponse({ content: { 'application/sql': { schema: { type: 'string' }, example: '-- name: top_customers\n-- experiment: ecommerce\n\nSELECT 1\n' } } })
  @ApiProblems(UNKNOWN)
  async file(@Param('name') name: string): Promise<string> {
    return savedQueryFile(await this.saved.show(name));
  }

  @Put(':name')
  @ApiOperation({ summary: 'Change a saved query', description: 'Replaces all of it. A name in the body is the new one.' })
  @ApiBody({ type: SavedQueryChangeDto, examples: EXAMPLES.one })
  @ApiOkResponse({ type: SavedQueryDto })
  @ApiProblems(UNKNOWN, TAKEN, FAULTS)
  replace(@Param('name') name: string, @Body() change: SavedQueryChangeDto): Promise<SavedQuery> {
    return this.saved.replace(name, change);
  }

  @Delete(':name')
  @ApiOperation({ summary: 'Remove a saved query' })
  @ApiOkResponse({ type: DeleteSavedQueryResultDto })
  @ApiProblems(UNKNOWN)
  async remove(@Param('name') name: string): Promise<DeleteSavedQueryResult> {
    return { name: await this.saved.remove(name) };
  }
}
