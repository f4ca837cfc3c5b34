import type { QueryResult, StatementResult } from '@dw-sim/contracts';
import { formatCount, formatDuration, formatPlural } from './quantities';
import { formatQueryTable, type QueryTableStyle } from './query-table';
import { truncate, visible } from './visible-text';

/** Longest line of a statement that stands above its result. */
const MAX_STATEMENT_WIDTH = 80;

/** The results of a text one below the other; where there are several, each under its statement. */
export function resultsText({ results }: QueryResult, style: QueryTableStyle): string {
  if (results.length === 1) return resultText(results[0]!, style);
  return results.map((result) => `${style.title(headingOf(result))}\n${resultText(result, style)}`).join('\n');
}

/** One line about all of it. */
export function summaryOf({ results, elapsed_ms, warehouse }: QueryResult, output: string | undefined): string {
  const what = results.length === 1 ? countOf(results[0]!) : formatPlural(results.length, 'result');
  return `${what} in ${formatDuration(elapsed_ms)} on ${warehouse}${output === undefined ? '' : `, written to ${output}`}`;
}

function headingOf(result: StatementResult): string {
  return `${result.statement}. ${truncate(visible(result.executed_sql.replaceAll(/\s+/g, ' ')), MAX_STATEMENT_WIDTH)} (${countOf(result)})`;
}

function countOf({ kind, row_count, truncated, affected_rows }: StatementResult): string {
  if (kind === 'plan') return 'a plan';
  if (kind === 'write' || kind === 'notice') return affected_rows === null ? 'done' : `${formatPlural(affected_rows, 'row')} affected`;
  return truncated ? `the first ${formatCount(row_count)} rows (--limit N for more)` : formatPlural(row_count, 'row');
}

function resultText(result: StatementResult, style: QueryTableStyle): string {
  if (result.message !== null) return `${result.message}\n`;
  if (result.columns.length === 0) return '';
  // Plans are drawings: their lines stay as they are.
  if (result.kind === 'plan' && result.columns.length <= 2) return `${result.rows.map((row) => String(row.at(-1)).trimEnd()).join('\n')}\n`;
  return `${formatQueryTable(result, style)}\n`;
}
