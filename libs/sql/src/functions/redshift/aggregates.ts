import type { Argument, Call, FunctionEntry, SqlType } from '../function-entry';
import { argument, doubleOf, isTemporal, textOf } from './render';
import { shim } from './shim';
import { isSuper } from './super-value';

const over = (call: Call) => call.over ?? '';
const distinct = (call: Call) => (call.distinct ? 'DISTINCT ' : '');
/** Without its window: ` FILTER (…)` and ` OVER (…)` come in one text. */
const isWindow = (call: Call) => / OVER /i.test(over(call));

/** Redshift takes no DISTINCT where an aggregate has a window. */
function assertPlainWindow(call: Call): void {
  if (call.distinct && isWindow(call)) call.refuse(`Redshift has no ${call.name}(DISTINCT …) OVER.`, 'Aggregate in a sub-query and join it.');
}

const NO_NUMBERS: readonly SqlType[] = ['boolean', 'date', 'time', 'timestamp', 'timestamptz'];

/** Engines make numbers of booleans and moments, which Redshift refuses. */
function assertNumber(call: Call): void {
  const value = argument(call, 0);
  if (NO_NUMBERS.includes(value.type)) call.refuse(`Redshift has no ${call.name} of this type.`, value.type === 'boolean' ? 'Count them: SUM(CASE WHEN … THEN 1 ELSE 0 END).' : 'Use MIN, MAX or MEDIAN, or a number: DATEDIFF(day, …).', value);
}

function assertOrdered(call: Call): void {
  if (isSuper(argument(call, 0))) call.refuse('The order of SUPER values of different kinds is not simulated.', `Cast them: ${call.name}(payload.amount::INT).`, call.args[0]);
  if (argument(call, 0).type === 'boolean') call.refuse(`Redshift has no ${call.name} of this type.`, 'Use BOOL_AND or BOOL_OR.', call.args[0]);
}

/** An aggregate that both engines have, with the meaning of Redshift. */
function plain(name: string, result: FunctionEntry['result'], check: (call: Call) => void = () => undefined): FunctionEntry {
  const render = (call: Call) => {
    assertPlainWindow(call);
    check(call);
    return `${name.toLowerCase()}(${distinct(call)}${argument(call, 0).sql})`;
  };
  return { name, family: 'aggregate', args: [1, 1], result, duckdb: render, postgres: render };
}

/** Spread of numbers, as DOUBLE PRECISION. */
function spread(name: string, aliases: readonly string[] = []): FunctionEntry {
  const render = (call: Call) => {
    assertPlainWindow(call);
    assertNumber(call);
    return `${name.toLowerCase()}(${distinct(call)}${doubleOf(argument(call, 0))})`;
  };
  return { name, ...(aliases.length > 0 && { aliases }), family: 'aggregate', args: [1, 1], result: 'float', duckdb: render, postgres: render };
}

/** Averages of whole numbers are whole, and those of decimals keep their places. */
function average(call: Call): string {
  assertPlainWindow(call);
  assertNumber(call);
  const value = argument(call, 0);
  const avg = `avg(${distinct(call)}${value.sql})${over(call)}`;
  if (value.type === 'integer') return `CAST(trunc(${avg}) AS BIGINT)`;
  if (value.type !== 'decimal') return avg;
  if (call.engine === 'postgres') return `round(${avg}, max(scale(${value.sql}))${over(call)})`;
  return `round(${avg}, any_value(CAST(regexp_extract(typeof(${value.sql}), ',(\\d+)', 1) AS INTEGER))${over(call)})`;
}

function count(call: Call): string {
  assertPlainWindow(call);
  return `count(${distinct(call)}${call.args.map(({ sql }) => sql).join(', ')})`;
}

/** Values in their order with a text between them; NULLs are left out. */
function listagg(call: Call): string {
  const value = textOf(argument(call, 0));
  const delimiter = call.args[1] ? textOf(call.args[1]) : `''`;
  const order = call.orderBy === undefined ? '' : ` ORDER BY ${call.orderBy}`;
  if (call.engine === 'duckdb' || !isWindow(call)) return `string_agg(${distinct(call)}${value}, ${delimiter}${order})${over(call)}`;
  if (call.distinct) call.refuse('LISTAGG(DISTINCT …) OVER does not run on PostgreSQL.', 'Aggregate in a sub-query and join it.');
  return `string_agg(${value}, ${delimiter})${wholePartition(over(call), order)}`;
}

/** Puts an order and the whole partition as its frame into an OVER clause that has neither. */
export function wholePartition(window: string, order: string): string {
  return window.replace(/\)\s*$/, `${order}${order === '' ? '' : ' ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING'})`);
}

/** The value or values of WITHIN GROUP, without direction. */
function orderedValue(call: Call): { readonly sql: string; readonly isDescending: boolean } {
  const order = call.orderBy ?? call.refuse(`${call.name} needs WITHIN GROUP (ORDER BY …).`);
  const [, sql = order, direction = ''] = /^([\s\S]*?)\s*(?:\b(asc|desc)\b)?\s*(?:nulls\s+(?:first|last))?\s*$/i.exec(order) ?? [];
  return { sql, isDescending: direction.toLowerCase() === 'desc' };
}

/** DuckDB would make a moment between two dates, where Redshift makes a date. */
function noDate(sql: string): string {
  return `CASE WHEN typeof(${sql}) = 'DATE' THEN error('PERCENTILE_CONT of dates is not simulated. Use PERCENTILE_DISC or MEDIAN.') ELSE ${sql} END`;
}

function percentile(kind: 'cont' | 'disc'): (call: Call) => string {
  return (call) => {
    const fraction = argument(call, 0);
    const { sql, isDescending } = orderedValue(call);
    const share = isDescending ? `(1 - ${fraction.sql})` : fraction.sql;
    if (call.engine === 'duckdb') return kind === 'cont' ? `quantile_cont(${noDate(sql)}, ${share})${over(call)}` : discreteOnDuckdb(call, sql, fraction.sql, isDescending);
    if (isWindow(call)) return kind === 'cont' ? shim('continuous', collected(call, `CAST(${sql} AS DOUBLE PRECISION)`), share) : shim('discrete', collected(call, sql), fraction.sql, String(isDescending));
    return `percentile_${kind}(${fraction.sql}) WITHIN GROUP (ORDER BY ${sql}${isDescending ? ' DESC' : ''})${over(call)}`;
  };
}

/** PostgreSQL: the values of a window as an array, for a function that makes one value of it. */
function collected(call: Call, value: string): string {
  return `array_agg(${value}) FILTER (WHERE ${value} IS NOT NULL)${over(call)}`;
}

function discreteOnDuckdb(call: Call, sql: string, fraction: string, isDescending: boolean): string {
  if (!isDescending) return `quantile_disc(${sql}, ${fraction})${over(call)}`;
  return `(-1 * quantile_disc(-1 * ${sql}, ${fraction})${over(call)})`;
}

function median(call: Call): string {
  const value = argument(call, 0);
  if (value.type === 'boolean') assertNumber(call);
  if (isTemporal(value)) {
    if (call.engine === 'duckdb') return `CAST(median(${value.sql})${over(call)} AS ${value.type === 'date' ? 'DATE' : value.type})`;
    const seconds = middle(call, `CAST(extract(epoch FROM ${value.sql}) AS DOUBLE PRECISION)`);
    return `CAST(timezone('UTC', to_timestamp(${seconds})) AS ${value.type})`;
  }
  if (call.engine === 'duckdb') return `median(${distinct(call)}${doubleOf(value)})${over(call)}`;
  return middle(call, doubleOf(value));
}

/** PostgreSQL: the median of doubles. */
function middle(call: Call, value: string): string {
  return isWindow(call) ? shim('continuous', collected(call, value), '0.5') : `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${value})${over(call)}`;
}

const medianType = (args: readonly Argument[]): SqlType => (args[0] && isTemporal(args[0]) ? args[0].type : 'float');

/** Aggregates (https://docs.aws.amazon.com/redshift/latest/dg/c_Aggregate_Functions.html). */
export const AGGREGATE_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'COUNT', family: 'aggregate', args: [1, 1], result: 'integer', duckdb: count, postgres: count },
  { name: 'APPROXIMATE COUNT', family: 'aggregate', args: [1, 1], result: 'integer', duckdb: count, postgres: count, note: 'Counted exactly.' },
  { name: 'AVG', family: 'aggregate', args: [1, 1], result: 'first', window: 'own', duckdb: average, postgres: average, note: 'Of whole numbers: a whole number, cut off. Of decimals: with their places, rounded.' },
  plain('SUM', 'first', assertNumber), plain('MIN', 'first', assertOrdered), plain('MAX', 'first', assertOrdered), plain('BIT_AND', 'integer'), plain('BIT_OR', 'integer'), plain('BOOL_AND', 'boolean'), plain('BOOL_OR', 'boolean'),
  { name: 'ANY_VALUE', family: 'aggregate', args: [1, 1], result: 'first', duckdb: (call) => `any_value(${argument(call, 0).sql})`, postgres: (call) => shim('any_value', argument(call, 0).sql) },
  spread('STDDEV_SAMP', ['STDDEV']), spread('STDDEV_POP'), spread('VAR_SAMP', ['VARIANCE']), spread('VAR_POP'),
  { name: 'MEDIAN', family: 'aggregate', args: [1, 1], result: medianType, window: 'own', duckdb: median, postgres: median },
  { name: 'PERCENTILE_CONT', family: 'aggregate', args: [1, 1], result: 'float', window: 'own', duckdb: percentile('cont'), postgres: percentile('cont') },
  { name: 'PERCENTILE_DISC', family: 'aggregate', args: [1, 1], result: 'unknown', window: 'own', duckdb: percentile('disc'), postgres: percentile('disc') },
  { name: 'APPROXIMATE PERCENTILE_DISC', family: 'aggregate', args: [1, 1], result: 'unknown', window: 'own', duckdb: percentile('disc'), postgres: percentile('disc'), note: 'Exact.' },
  { name: 'LISTAGG', family: 'aggregate', args: [1, 2], result: 'text', window: 'own', duckdb: listagg, postgres: listagg },
  { name: 'GROUPING', aliases: ['GROUPING_ID'], family: 'aggregate', args: [1, Infinity], result: 'integer', duckdb: 'grouping({*})', postgres: 'grouping({*})' },
  { name: 'HLL', family: 'aggregate', args: [1, 1], result: 'integer', duckdb: 'count(DISTINCT {1})', postgres: 'count(DISTINCT {1})', note: 'Counted exactly.' },
];
