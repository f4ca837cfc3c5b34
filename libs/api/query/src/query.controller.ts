import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Body, Controller, HttpCode, Post, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiProduces, ApiTags, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import { AppError } from '@dw-sim/contracts';
import type { Response } from 'express';
import { csvChunks } from './csv';
import { QueryHistory, rowsOf, type Recording } from './history/query-history';
import { QueryRequestDto, QueryResultDto } from './query.dto';
import { QueryService } from './query.service';

const EXAMPLES = {
  json: { summary: 'JSON', value: { sql: 'SELECT status, COUNT(*) FROM orders GROUP BY status', experiment: 'ecommerce' } },
  csv: { summary: 'CSV', value: { sql: 'SELECT * FROM orders', experiment: 'ecommerce', format: 'csv' } },
};

@ApiTags('Query')
@Controller('query')
export class QueryController implements OnModuleDestroy {
  private readonly clients = new Set<AbortController>();

  constructor(
    private readonly queries: QueryService,
    private readonly history: QueryHistory,
  ) {}

  @Post('execute')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Run a query',
    description: 'Reading statements only, in the SQL of the warehouse or in the dialect that is asked for. Of several statements the last one answers. With `format: csv` the rows are streamed; closing the connection stops the query.',
  })
  @ApiBody({ type: QueryRequestDto, examples: EXAMPLES })
  @ApiProduces('application/json', 'text/csv')
  @ApiExtraModels(QueryResultDto)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(QueryResultDto) } },
      'text/csv': { schema: { type: 'string' }, example: 'status,count_star()\r\ndelivered,204000\r\n' },
    },
  })
  @ApiProblems(
    UNKNOWN_EXPERIMENT,
    { code: 'invalid_sql', detail: 'Referenced column "statuss" not found.', more: { position: { line: 1, column: 8, length: 7 } } },
    { code: 'statement_not_allowed', detail: 'This statement is not allowed: DROP.' },
    { code: 'timeout', detail: 'The query took longer than 60000 ms.' },
  )
  async execute(@Body() request: QueryRequestDto, @Res() response: Response): Promise<void> {
    const client = new AbortController();
    this.clients.add(client);
    response.once('close', () => {
      this.clients.delete(client);
      client.abort(new AppError('aborted', 'The client closed the connection.'));
    });
    const recording = this.history.begin(request);
    try {
      if (request.format === 'csv') await this.sendCsv(request, response, client.signal, recording);
      else {
        const result = await this.queries.fetch(request, client.signal);
        recording.completed(rowsOf(result));
        response.json(result);
      }
    } catch (error) {
      recording.failed(error, client.signal.aborted);
      throw error;
    }
  }

  /** Ends queries under way, before the engines are closed. */
  onModuleDestroy(): void {
    for (const client of this.clients) client.abort(new AppError('aborted', 'The server is stopping.'));
  }

  private async sendCsv(request: QueryRequestDto, response: Response, signal: AbortSignal, recording: Recording): Promise<void> {
    const query = await this.queries.stream(request, signal);
    try {
      const chunks = csvChunks(query.columns, query.batches())[Symbol.asyncIterator]();
      // Faults that show with the first rows still get their own status.
      const first = [await chunks.next(), await chunks.next()];
      response.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
      response.setHeader('Content-Disposition', 'attachment; filename="query.csv"');
      await pipeline(Readable.from(withFirst(first, chunks)), response);
      recording.completed(null);
    } catch (error) {
      recording.failed(error, signal.aborted);
      // The client has gone, or its answer was cut: there is nobody to tell.
      if (!response.destroyed) throw error;
    } finally {
      await query.close();
    }
  }
}

async function* withFirst(first: readonly IteratorResult<string>[], rest: AsyncIterator<string>): AsyncGenerator<string> {
  for (const { value, done } of first) if (!done) yield value;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
