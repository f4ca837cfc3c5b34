import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiOperation, ApiProduces, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { ApiProblems, RequiresScope, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import { AppError, QUERY_ID_HEADER, scopeIncludes, type ApiKeyScope, type CancelQueryResult } from '@dw-sim/contracts';
import type { Request, Response } from 'express';
import { QueryHistory, rowsOf } from './history/query-history';
import { CancelQueryResultDto, QueryRequestDto, QueryResultDto, QueryStatusDto, RunningQueriesDto } from './query.dto';
import { QueryService } from './query.service';
import { RunningQueries } from './running-queries';
import { sendStream } from './send-stream';

const EXAMPLES = {
  json: { summary: 'JSON', value: { sql: 'SELECT status, COUNT(*) FROM orders GROUP BY status', experiment: 'ecommerce' } },
  several: { summary: 'Several statements', value: { sql: 'CREATE TEMP TABLE big AS SELECT * FROM orders WHERE amount > 100; SELECT COUNT(*) FROM big', experiment: 'ecommerce' } },
  csv: { summary: 'CSV', value: { sql: 'SELECT * FROM orders', experiment: 'ecommerce', format: 'csv' } },
};
const UNKNOWN_QUERY = { code: 'not_found', detail: 'There is no query with the id "42".' } as const;
const binary = { schema: { type: 'string', format: 'binary' } };

@ApiTags('Query')
@Controller('query')
export class QueryController {
  constructor(
    private readonly queries: QueryService,
    private readonly running: RunningQueries,
    private readonly history: QueryHistory,
  ) {}

  @RequiresScope('read')
  @Post('execute')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Run a query',
    description: 'One or several statements, in the SQL of the warehouse or in the dialect that is asked for; they only read, unless `allow_writes` lets them change tables of the experiment. JSON has a result for each of them. The other formats are streams of the last one\'s rows: they end with the trailers `X-Row-Count` and `X-Truncated`, and where the query fails after its first rows the connection is cut (NDJSON: a last line `{"$error": …}`). Closing the connection stops the query.',
  })
  @ApiBody({ type: QueryRequestDto, examples: EXAMPLES })
  @ApiProduces('application/json', 'application/x-ndjson', 'text/csv', 'application/vnd.apache.parquet', 'application/vnd.apache.arrow.stream')
  @ApiExtraModels(QueryResultDto)
  @ApiOkResponse({
    headers: { [QUERY_ID_HEADER]: { description: 'Id of the query, to ask for its status and to cancel it.', schema: { type: 'string' } } },
    content: {
      'application/json': { schema: { $ref: getSchemaPath(QueryResultDto) } },
      'application/x-ndjson': { schema: { type: 'string' }, example: '{"status":"delivered","count_star()":204000}\n' },
      'text/csv': { schema: { type: 'string' }, example: 'status,count_star()\r\ndelivered,204000\r\n' },
      'application/vnd.apache.parquet': binary,
      'application/vnd.apache.arrow.stream': binary,
    },
  })
  @ApiProblems(
    UNKNOWN_EXPERIMENT,
    { code: 'invalid_sql', detail: 'Referenced column "statuss" not found.', more: { position: { line: 1, column: 8, length: 7 } } },
    { code: 'statement_not_allowed', detail: 'This statement is not allowed: DROP.' },
    { code: 'timeout', detail: 'The query took longer than 60000 ms.' },
    { code: 'aborted', detail: 'The query was cancelled.' },
  )
  async execute(@Body() request: QueryRequestDto, @Res() response: Response): Promise<void> {
    const { format = 'json' } = request;
    if (request.allow_writes === true) requireScope(response, 'write');
    const query = this.running.begin(request, response.req.access);
    const recording = this.history.begin(request);
    response.once('close', () => response.writableFinished || query.abandon());
    response.setHeader(QUERY_ID_HEADER, query.id);
    try {
      if (format === 'json') {
        const result = await this.queries.fetch(request, query);
        recording.completed(rowsOf(result));
        response.json(result);
      } else {
        const answer = await this.queries.stream(request, format, query);
        await sendStream(answer, response);
        recording.completed(answer.rowCount);
      }
      query.end();
    } catch (error) {
      query.end(error);
      recording.failed(error, query.signal.aborted);
      // The client has gone, or its answer was cut: there is nobody to tell.
      if (!response.destroyed) throw error;
    }
  }

  @Get('running')
  @ApiOperation({ summary: 'List the queries that run' })
  @ApiOkResponse({ type: RunningQueriesDto })
  list(): RunningQueriesDto {
    return { items: [...this.running.running()] as QueryStatusDto[] };
  }

  @Get(':id/status')
  @ApiOperation({ summary: 'Show what a query does or came to', description: 'Of a query that runs, and of the last that did. Tells why a stream broke off.' })
  @ApiOkResponse({ type: QueryStatusDto })
  @ApiProblems(UNKNOWN_QUERY)
  status(@Param('id') id: string): QueryStatusDto {
    return this.running.status(id) as QueryStatusDto;
  }

  // Its own queries, as far as the key only reads.
  @RequiresScope('read')
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel a query', description: 'Stops it in the engine; its own answer is then 409 `aborted`.' })
  @ApiOkResponse({ type: CancelQueryResultDto })
  @ApiProblems(UNKNOWN_QUERY)
  cancel(@Param('id') id: string, @Req() { access }: Request): CancelQueryResult {
    return { query_id: id, cancelled: this.running.cancel(id, access) };
  }
}

/** @throws AppError `forbidden` where the key of the request allows less */
function requireScope({ req: { access } }: Response, scope: ApiKeyScope): void {
  if (access !== undefined && scopeIncludes(access.scope, scope)) return;
  throw new AppError('forbidden', `Queries that write need a key of scope ${scope}.`, { hint: `dw-sim key create NAME --scope ${scope}` });
}
