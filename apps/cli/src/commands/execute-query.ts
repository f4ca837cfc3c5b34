import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import { AppError, type ExplainMode, type QueryFormat, type QueryRequest, type QueryResult, type SqlDialect } from '@dw-sim/contracts';
import { readUserText } from '../document/read-text';
import { formatBytes, formatDuration, formatPlural } from '../output/quantities';
import { resultsText, summaryOf } from '../output/query-results';
import { InterruptedError } from '../report-failure';
import { onInterrupt } from '../run/interrupt';
import { writeFileWhole } from '../output/whole-file';
import type { CliContext } from '../cli-context';
import type { ApiClient } from '../client/api-client';
import type { UserText } from '../document/user-text';

/** Options of a query that runs. */
export interface QueryOptions {
  readonly sql?: string;
  readonly file?: string;
  readonly experiment?: string;
  readonly target?: string;
  readonly dialect?: SqlDialect;
  readonly output?: string;
  readonly format?: 'table' | QueryFormat;
  readonly limit?: number;
  readonly timeout?: number;
  readonly explain?: ExplainMode | true;
  readonly allowWrites?: boolean;
}

/** What the ending of a file's name asks for. */
const FORMAT_OF_FILE: Readonly<Record<string, QueryFormat>> = {
  '.json': 'json_rows', '.ndjson': 'ndjson', '.jsonl': 'ndjson', '.parquet': 'parquet', '.arrow': 'arrow', '.arrows': 'arrow',
};

/** `dw-sim query execute` */
export async function executeQuery(context: CliContext, options: QueryOptions): Promise<void> {
  const format = formatOf(context, options);
  context.source = await readSql(context, options);
  const api = await context.api();
  const controller = new AbortController();
  const interrupt = onInterrupt(async () => controller.abort());
  try {
    await run(context, api, requestOf(context.source.text, options), format, options.output, controller.signal);
  } catch (error) {
    // Whatever the interruption broke off is no news.
    throw interrupt.happened ? new InterruptedError() : error;
  } finally {
    interrupt.dispose();
  }
}

function formatOf({ json, terminal }: CliContext, { format, output, explain }: QueryOptions): 'table' | QueryFormat {
  if (json) return 'json';
  const chosen = format ?? (output === undefined || explain !== undefined ? 'table' : (FORMAT_OF_FILE[extname(output).toLowerCase()] ?? 'csv'));
  if (output === undefined && terminal.isInteractive && (chosen === 'parquet' || chosen === 'arrow')) {
    throw new AppError('invalid_request', `${chosen} is nothing to read on a screen.`, { hint: `Write it to a file with --output FILE.${chosen}, or pass it on to a program.` });
  }
  return chosen;
}

function requestOf(sql: string, { experiment, target, dialect, limit, timeout, explain, allowWrites }: QueryOptions): QueryRequest {
  return {
    sql,
    ...(experiment !== undefined && { experiment }),
    ...(target !== undefined && { warehouse: target }),
    ...(dialect !== undefined && { dialect }),
    ...(limit !== undefined && { row_limit: limit }),
    ...(timeout !== undefined && { timeout_ms: timeout * 1000 }),
    ...(explain !== undefined && { explain: explain === true ? 'plan' : explain }),
    ...(allowWrites === true && { allow_writes: true }),
  };
}

/** The query that is given as an argument or a file. @throws AppError `invalid_request` where it is neither or both */
export async function readSql({ terminal }: CliContext, { sql, file }: Pick<QueryOptions, 'sql' | 'file'>): Promise<UserText> {
  if ((sql === undefined) === (file === undefined)) throw new AppError('invalid_request', 'Give a query or --file FILE; exactly one of them.');
  if (file !== undefined || sql === '-') return readUserText(file ?? '-', terminal.input);
  return { label: undefined, text: sql ?? '' };
}

async function run(context: CliContext, api: ApiClient, request: QueryRequest, format: 'table' | QueryFormat, output: string | undefined, signal: AbortSignal): Promise<void> {
  if (format !== 'table' && format !== 'json') return runStream(context, api, { ...request, format, query_id: randomUUID() }, output, signal);
  const result = await api.query(request, signal);
  const text = format === 'json' ? `${JSON.stringify(result)}\n` : tablesOf(context, result, output !== undefined);
  if (output === undefined) context.terminal.out.write(text);
  else await writeFileWhole(output, [text]);
  if (!context.json) context.terminal.note(summaryOf(result, output));
}

/** Rows are passed on as they come, so that their number does not matter. */
async function runStream({ terminal }: CliContext, api: ApiClient, request: QueryRequest & { query_id: string }, output: string | undefined, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const stream = await api.queryStream(request, signal);
  let byteLength = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream.chunks) {
      byteLength += chunk.length;
      yield chunk;
    }
  }
  if (output === undefined) for await (const chunk of counted()) await write(terminal.out, chunk);
  else await writeFileWhole(output, counted());
  const { rowCount, truncated } = stream.end();
  const rows = rowCount === undefined ? 'the rows' : `${truncated ? 'the first ' : ''}${formatPlural(rowCount, 'row')}`;
  const where = output === undefined ? '' : ` to ${output} (${formatBytes(byteLength)})`;
  terminal.note(`${output === undefined ? '' : 'Wrote '}${rows}${where} in ${formatDuration(performance.now() - startedAt)}`);
}

/** Waits for a slow reader. */
function write(out: NodeJS.WritableStream, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => (out.write(chunk) ? resolve() : out.once('drain', resolve)));
}

function tablesOf({ terminal }: CliContext, result: QueryResult, toFile: boolean): string {
  const plain = (text: string) => text;
  const { bold, dim } = terminal.outColors;
  return resultsText(result, toFile ? { title: plain, null: plain, shorten: false } : { title: bold, null: dim, shorten: terminal.isInteractive });
}
