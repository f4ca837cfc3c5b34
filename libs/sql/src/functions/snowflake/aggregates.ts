import type { Argument, Call, FunctionEntry, SqlType } from '../function-entry';
import { entriesOf, refusedEntries, wholeNumber } from './define';
import { quotientScale } from './division';
import { elementsOf, isNumber, isVariant, numberOf, sortKey, textOf, variantOf } from './values';

const entry = entriesOf('aggregate');

/** The argument as a number where it is text or VARIANT, else as it is. */
function measured(argument: Argument): string {
  return isVariant(argument) || argument.type === 'text' ? numberOf(argument) : argument.sql;
}

/** An aggregate of numbers under DuckDB's name. */
function statistic(name: string, duckdb = name.toLowerCase(), count = 1, result: FunctionEntry['result'] = 'float', aliases: readonly string[] = []): FunctionEntry {
  return entry(name, [count, count], result, ({ args, distinct }) => `${duckdb}(${distinct ? 'DISTINCT ' : ''}${args.map(measured).join(', ')})`, { aliases });
}

function sumType([value]: readonly Argument[]): SqlType {
  return value && (value.type === 'integer' || value.type === 'decimal') ? value.type : 'float';
}

/** DuckDB gives NaN where a figure has no value. */
function undefinedAsNull(name: string) {
  return ({ args, over = '' }: Call): string => {
    const value = `${name}(${args.map(measured).join(', ')})${over}`;
    return `CASE WHEN NOT isnan(${value}) THEN ${value} END`;
  };
}

/** AVG of NUMBER has six digits more behind the point. */
function average({ args: [value], distinct, over = '' }: Call): string {
  const mean = `avg(${distinct ? 'DISTINCT ' : ''}${measured(value)})${over}`;
  if (value.type === 'integer') return `CAST(${mean} AS DECIMAL(38, 6))`;
  return value.type === 'decimal' ? `round(${mean}, ${quotientScale(over ? value.sql : `any_value(${value.sql})`, value.type)})` : mean;
}

function count({ args, distinct }: Call): string {
  const all = args.map(({ sql }) => sql);
  if (args.length < 2) return `count(${distinct ? 'DISTINCT ' : ''}${all.join('') || '*'})`;
  const complete = all.map((sql) => `${sql} IS NOT NULL`).join(' AND ');
  return `count(${distinct ? 'DISTINCT ' : ''}CASE WHEN ${complete} THEN ${distinct ? `(${all.join(', ')})` : '1'} END)`;
}

/** Truth of a number or a boolean. */
function truth(argument: Argument): string {
  return isNumber(argument) ? `(${argument.sql} <> 0)` : argument.sql;
}

function ordered(orderBy: string | undefined): string {
  return orderBy ? ` ORDER BY ${orderBy}` : '';
}

/** Different values as they are: DuckDB orders them by an argument alone. */
function distinctList({ sql }: Argument, orderBy: string | undefined): string {
  return `list(DISTINCT ${sql}${ordered(orderBy)}) FILTER (WHERE ${sql} IS NOT NULL)`;
}

/** LISTAGG of no rows is ''. */
function listagg({ args: [value, separator], distinct, orderBy, over = '' }: Call): string {
  if (distinct && value.type !== 'text') {
    const texts = `list_transform(${distinctList(value, orderBy)}${over}, lambda dw_item: ${textOf({ ...value, sql: 'dw_item' })})`;
    return `coalesce(array_to_string(${texts}, ${separator?.sql ?? `''`}), '')`;
  }
  const list = `string_agg(${distinct ? 'DISTINCT ' : ''}${textOf(value)}, ${separator?.sql ?? `''`}${ordered(orderBy)})`;
  return `coalesce(${list}${over}, '')`;
}

/** NULLs are left out of an array. */
function arrayAgg({ args: [value], distinct, orderBy, over = '' }: Call): string {
  if (distinct) return `to_json(coalesce(list_transform(${distinctList(value, orderBy)}${over}, lambda dw_item: ${variantOf({ ...value, sql: 'dw_item' })}), []))`;
  const list = `list(${variantOf(value)}${ordered(orderBy)}) FILTER (WHERE ${value.sql} IS NOT NULL)${over}`;
  return `to_json(coalesce(${list}, []))`;
}

function objectAgg({ args: [key, value], over = '' }: Call): string {
  const name = textOf(key);
  const filled = `FILTER (WHERE ${name} IS NOT NULL AND ${value.sql} IS NOT NULL)${over}`;
  const members = `string_agg(CAST(to_json(${name}) AS VARCHAR) || ':' || CAST(${variantOf(value)} AS VARCHAR), ',' ORDER BY ${name}) ${filled}`;
  const repeated = `count(${name}) ${filled} <> count(DISTINCT ${name}) ${filled}`;
  return `CASE WHEN ${repeated} THEN CAST(error('Duplicate field key in OBJECT_AGG') AS JSON) ELSE CAST('{' || coalesce(${members}, '') || '}' AS JSON) END`;
}

/** Percentile over the order of WITHIN GROUP; NULLs don't count. */
function percentile(kind: 'quantile_cont' | 'quantile_disc') {
  return (call: Call): string => {
    const share = Number(call.args[0]?.literal);
    if (!call.orderBy) return call.refuse(`${call.name} needs an order.`, `Write ${call.name}(0.5) WITHIN GROUP (ORDER BY x).`);
    if (!(share >= 0 && share <= 1)) return call.refuse(`The percentile of ${call.name} is a number from 0 to 1.`, undefined, call.args[0]);
    const descending = /\bDESC\b(?:\s+NULLS\s+(?:FIRST|LAST))?\s*$/i.test(call.orderBy);
    const value = call.orderBy.replace(/\s+NULLS\s+(?:FIRST|LAST)\s*$/i, '').replace(/\s+(?:ASC|DESC)\s*$/i, '');
    const wanted = descending ? Number((1 - share).toPrecision(12)) : share;
    const over = call.over ?? '';
    if (kind === 'quantile_disc') return `quantile_disc(${value}, ${share}${descending ? ` ORDER BY ${value} DESC` : ''})${over}`;
    return interpolated(value, wanted, call.over);
  };
}

/** A value between two others, without the noise of binary fractions that NUMBER has not. */
function interpolated(value: string, share: number, over = ''): string {
  return `round(quantile_cont(CAST(${value} AS DOUBLE), ${share})${over}, 10)`;
}

function approximatePercentile(call: Call): string {
  const share = Number(call.args[1].literal);
  if (!(share >= 0 && share <= 1)) return call.refuse('The percentile of APPROX_PERCENTILE is a number from 0 to 1.', undefined, call.args[1]);
  return interpolated(call.args[0].sql, share, call.over);
}

/** The most frequent values with their counts, exactly. */
function topK(call: Call): string {
  const [value, wanted] = call.args;
  const size = wanted ? wholeNumber(wanted) : 1;
  if (!size || size < 1) return call.refuse('APPROX_TOP_K wants a number of 1 and more.', undefined, wanted);
  const counts = `list_transform(map_entries(histogram(${value.sql})), lambda dw_entry: {'n': -CAST(dw_entry.value AS BIGINT), 'v': dw_entry.key})`;
  return `to_json(list_transform(list_sort(${counts})[1:${size}], lambda dw_entry: json_array(dw_entry.v, -dw_entry.n)))`;
}

/** Numbers in VARIANT compare as such. */
function extreme(name: 'min' | 'max') {
  return ({ args: [value], over = '' }: Call): string => (isVariant(value) ? `(${name}(${sortKey(value.sql)})${over}).v` : `${name}(${value.sql})${over}`);
}

/** MAX_BY and MIN_BY: the value at the extreme, NULL or not; with a count an array of values. */
function extremeBy(name: 'arg_max' | 'arg_min') {
  return ({ args: [value, by, size], over = '' }: Call): string => {
    const order = isVariant(by) ? sortKey(by.sql) : by.sql;
    return size ? `to_json(coalesce(${name}(${variantOf(value)}, ${order}, ${size.sql})${over}, []))` : `${name}_null(${value.sql}, ${order})${over}`;
  };
}

const EXACT = 'DuckDB counts exactly where Snowflake estimates.';

/** Aggregates; most may be followed by OVER. */
export const AGGREGATE_FUNCTIONS: readonly FunctionEntry[] = [
  entry('COUNT', [0, Infinity], 'integer', count),
  entry('SUM', [1, 1], sumType, ({ args: [value], distinct }) => `sum(${distinct ? 'DISTINCT ' : ''}${measured(value)})`),
  entry('AVG', [1, 1], (args) => (sumType(args) === 'float' ? 'float' : 'decimal'), average, { window: 'own' }),
  entry('MIN', [1, 1], 'first', extreme('min'), { window: 'own' }),
  entry('MAX', [1, 1], 'first', extreme('max'), { window: 'own' }),
  entry('ANY_VALUE', [1, 1], 'first', 'any_value({1})'),
  entry('MODE', [1, 1], 'first', 'mode({1})'),
  entry('COUNT_IF', [1, 1], 'integer', ({ args: [condition] }) => `count_if(coalesce(${truth(condition)}, false))`),
  entry('MEDIAN', [1, 1], 'decimal', ({ args: [value], over }) => interpolated(measured(value), 0.5, over), { window: 'own' }),
  entry('PERCENTILE_CONT', [1, 1], 'decimal', percentile('quantile_cont'), { window: 'own' }),
  entry('PERCENTILE_DISC', [1, 1], 'unknown', percentile('quantile_disc'), { window: 'own' }),
  entry('APPROX_PERCENTILE', [2, 2], 'float', approximatePercentile, { window: 'own', note: EXACT }),
  entry('APPROX_COUNT_DISTINCT', [1, Infinity], 'integer', (call) => count({ ...call, distinct: true }), { aliases: ['HLL'], note: EXACT }),
  entry('APPROX_TOP_K', [1, 3], 'array', topK, { note: EXACT }),
  entry('LISTAGG', [1, 2], 'text', listagg, { aliases: ['STRING_AGG'], window: 'own' }),
  entry('ARRAY_AGG', [1, 1], 'array', arrayAgg, { window: 'own' }),
  entry('ARRAY_UNIQUE_AGG', [1, 1], 'array', (call) => arrayAgg({ ...call, distinct: true }), { window: 'own' }),
  entry('ARRAY_UNION_AGG', [1, 1], 'array', ({ args: [value], over = '' }) => `to_json(coalesce(list_distinct(flatten(list(${elementsOf(value)})${over})), []))`, { window: 'own' }),
  entry('OBJECT_AGG', [2, 2], 'object', objectAgg, { window: 'own' }),
  entry('MAX_BY', [2, 3], (args) => (args.length > 2 ? 'array' : args[0].type), extremeBy('arg_max'), { window: 'own' }),
  entry('MIN_BY', [2, 3], (args) => (args.length > 2 ? 'array' : args[0].type), extremeBy('arg_min'), { window: 'own' }),
  entry('BOOLAND_AGG', [1, 1], 'boolean', ({ args: [value] }) => `bool_and(${truth(value)})`),
  entry('BOOLOR_AGG', [1, 1], 'boolean', ({ args: [value] }) => `bool_or(${truth(value)})`),
  entry('BOOLXOR_AGG', [1, 1], 'boolean', ({ args: [value], over = '' }) => `CASE WHEN count(${value.sql})${over} > 0 THEN count_if(${truth(value)})${over} = 1 END`, { window: 'own' }),
  statistic('BITAND_AGG', 'bit_and', 1, 'integer', ['BITANDAGG', 'BIT_AND_AGG', 'BIT_ANDAGG']),
  statistic('BITOR_AGG', 'bit_or', 1, 'integer', ['BITORAGG', 'BIT_OR_AGG', 'BIT_ORAGG']),
  statistic('BITXOR_AGG', 'bit_xor', 1, 'integer', ['BITXORAGG', 'BIT_XOR_AGG', 'BIT_XORAGG']),
  statistic('STDDEV', 'stddev_samp', 1, 'float', ['STDDEV_SAMP']),
  statistic('STDDEV_POP'),
  statistic('VARIANCE', 'var_samp', 1, 'float', ['VAR_SAMP', 'VARIANCE_SAMP']),
  statistic('VAR_POP', 'var_pop', 1, 'float', ['VARIANCE_POP']),
  statistic('KURTOSIS'),
  statistic('SKEW', 'skewness'),
  ...['CORR', 'REGR_SLOPE', 'REGR_INTERCEPT', 'REGR_R2'].map((name) => entry(name, [2, 2], 'float', undefinedAsNull(name.toLowerCase()), { window: 'own' })),
  ...['COVAR_POP', 'COVAR_SAMP', 'REGR_AVGX', 'REGR_AVGY', 'REGR_SXX', 'REGR_SXY', 'REGR_SYY'].map((name) => statistic(name, undefined, 2)),
  statistic('REGR_COUNT', undefined, 2, 'integer'),
  entry('GROUPING', [1, Infinity], 'integer', 'grouping({*})', { aliases: ['GROUPING_ID'] }),
  ...refusedEntries(
    'aggregate',
    [
      ...['HLL_ACCUMULATE', 'HLL_COMBINE', 'HLL_ESTIMATE', 'HLL_EXPORT', 'HLL_IMPORT', 'MINHASH', 'MINHASH_COMBINE', 'APPROXIMATE_JACCARD_INDEX', 'APPROXIMATE_SIMILARITY'],
      ...['APPROX_PERCENTILE_ACCUMULATE', 'APPROX_PERCENTILE_COMBINE', 'APPROX_PERCENTILE_ESTIMATE', 'APPROX_TOP_K_ACCUMULATE', 'APPROX_TOP_K_COMBINE', 'APPROX_TOP_K_ESTIMATE'],
      ...['BITMAP_CONSTRUCT_AGG', 'BITMAP_OR_AGG', 'BITMAP_COUNT', 'DATASKETCHES_HLL', 'DATASKETCHES_HLL_ACCUMULATE', 'DATASKETCHES_HLL_COMBINE', 'DATASKETCHES_HLL_ESTIMATE'],
    ],
    'The states that Snowflake keeps for it are not simulated. Use COUNT(DISTINCT …), MEDIAN, or ARRAY_AGG over the rows.',
  ),
];
