import { AppError, type QueryRequest, type QueryResult, type SqlDialect } from '@dw-sim/contracts';
import { readUserText } from '../document/read-text';
import { formatBytes, formatCount, formatDuration, formatPlural } from '../output/quantities';
import { formatQueryTable } from '../output/query-table';
import { InterruptedError } from '../report-failure';
import { onInterrupt } from '../run/interrupt';
import { CsvCounter } from '../output/csv-counter';
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
  readonly format?: 'table' | 'json' | 'csv';
  readonly limit?: number;
}

/** `dw-sim query execute` */
export async function executeQuery(context: CliContext, options: QueryOptions): Promise<void> {
  context.source = await readSql(context, options);
  const api = await context.api();
  const request: QueryRequest = {
    sql: context.source.text,
    ...(options.experiment !== undefined && { experiment: options.experiment }),
    ...(options.target !== undefined && { warehouse: options.target }),
    ...(options.dialect !== undefined && { dialect: options.dialect }),
    ...(options.limit !== undefined && { row_limit: options.limit }),
  };
  const controller = new AbortController();
  const interrupt = onInterrupt(async () => controller.abort());
  try {
    await run(context, api, request, options, controller.signal);
  } catch (error) {
    // Whatever the interruption broke off is no news.
    throw interrupt.happened ? new InterruptedError() : error;
  } finally {
    interrupt.dispose();
  }
}

/** The query that is given as an argument or a file. @throws AppError `invalid_request` where it is neither or both */
export async function readSql({ terminal }: CliContext, { sql, file }: Pick<QueryOptions, 'sql' | 'file'>): Promise<UserText> {
  if ((sql === undefined) === (file === undefined)) throw new AppError('invalid_request', 'Give a query or --file FILE; exactly one of them.');
  if (file !== undefined || sql === '-') return readUserText(file ?? '-', terminal.input);
  return { label: undefined, text: sql ?? '' };
}

async function run(context: CliContext, api: ApiClient, request: QueryRequest, options: QueryOptions, signal: AbortSignal): Promise<void> {
  const format = context.json ? 'json' : (options.format ?? (options.output === undefined ? 'table' : 'csv'));
  if (format === 'csv') return runCsv(context, api, request, options.output, signal);
  const result = await api.query(request, signal);
  const text = format === 'json' ? `${JSON.stringify(result)}\n` : tableOf(context, result, options.output !== undefined);
  if (options.output === undefined) context.terminal.out.write(text);
  else await writeFileWhole(options.output, [text]);
  if (!context.json) context.terminal.note(summaryOf(result, options.output));
}

/** CSV is passed on as it comes, so that its size does not matter. */
async function runCsv({ terminal }: CliContext, api: ApiClient, request: QueryRequest, output: string | undefined, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const counter = new CsvCounter();
  const counted = counter.count(await api.queryCsv(request, signal));
  if (output === undefined) for await (const chunk of counted) await write(terminal.out, chunk);
  else await writeFileWhole(output, counted);
  const where = output === undefined ? '' : ` to ${output} (${formatBytes(counter.byteLength)})`;
  terminal.note(`${output === undefined ? '' : 'Wrote '}${formatPlural(counter.rowCount, 'row')}${where} in ${formatDuration(performance.now() - startedAt)}`);
}

/** Waits for a slow reader. */
function write(out: NodeJS.WritableStream, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => (out.write(chunk) ? resolve() : out.once('drain', resolve)));
}

function tableOf({ terminal }: CliContext, result: QueryResult, toFile: boolean): string {
  if (result.columns.length === 0) return '';
  const plain = (text: string) => text;
  const { bold, dim } = terminal.outColors;
  const style = toFile ? { title: plain, null: plain, shorten: false } : { title: bold, null: dim, shorten: terminal.isInteractive };
  return `${formatQueryTable(result, style)}\n`;
}

function summaryOf(result: QueryResult, output: string | undefined): string {
  const rows = result.truncated ? `the first ${formatCount(result.row_count)} rows (--limit N for more)` : formatPlural(result.row_count, 'row');
  return `${rows} in ${formatDuration(result.elapsed_ms)} on ${result.warehouse}${output === undefined ? '' : `, written to ${output}`}`;
}
