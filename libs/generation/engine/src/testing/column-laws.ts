import type { ColumnDefinition, ExperimentDefinition } from '@dw-sim/contracts';

/** A condition in SQL over a table's rows that must count to a number, or to one in a range. */
export interface Law {
  readonly what: string;
  /** An aggregate. */
  readonly sql: string;
  readonly from: number;
  readonly to: number;
}

const never = (what: string, condition: string): Law => ({ what, sql: `count(*) FILTER (WHERE ${condition})`, from: 0, to: 0 });

/**
 * What a column's definition promises of its rows, read from the definition alone: no code is shared with what made
 * them.
 */
export function lawsOf(column: ColumnDefinition, rowCount: number, definition: ExperimentDefinition): readonly Law[] {
  const name = `"${column.name}"`;
  return [...nullLaws(column, name, rowCount, definition), ...uniqueLaws(column, name), ...rangeLaws(column, name), ...textLaws(column, name), ...choiceLaws(column, name), ...timeLaws(column, name)];
}

function nullLaws(column: ColumnDefinition, name: string, rowCount: number, { tables }: ExperimentDefinition): readonly Law[] {
  const { required, null_rate, is_unique, foreign_key: reference } = column;
  const nullable = required !== true && (reference ? reference.nullable === true : (null_rate ?? 0) > 0 || required === false || !is_unique);
  if (!nullable) return [never('no NULL', `${name} IS NULL`)];
  const rate = null_rate ?? (is_unique ? 0 : 0.1);
  const expected = rate * rowCount;
  const tolerance = 6 * Math.sqrt(rowCount * rate * (1 - rate)) + (rate > 0 && rate < 1 ? 3 : 0);
  // A table that refers to itself has a root.
  const roots = reference && tables.some((table) => table.name === reference.references_table && table.columns.includes(column)) ? 1 : 0;
  return [{ what: 'the null rate', sql: `count(*) FILTER (WHERE ${name} IS NULL)`, from: expected - tolerance, to: expected + tolerance + roots }];
}

function uniqueLaws({ is_unique }: ColumnDefinition, name: string): readonly Law[] {
  return is_unique ? [{ what: 'every value once', sql: `count(${name}) - count(DISTINCT ${name})`, from: 0, to: 0 }] : [];
}

function rangeLaws(column: ColumnDefinition, name: string): readonly Law[] {
  const params = column.generator?.params ?? {};
  const [min, max] = [column.min_value ?? params['min'], column.max_value ?? params['max']];
  const decimals = (column.distribution ?? params)['decimals'];
  return [
    ...(typeof min === 'number' ? [never(`at least ${min}`, `CAST(${name} AS DOUBLE) < ${literal(min, -1, column)}`)] : []),
    ...(typeof max === 'number' ? [never(`at most ${max}`, `CAST(${name} AS DOUBLE) > ${literal(max, 1, column)}`)] : []),
    // A bound with more decimals than the column, or a value beyond 15 digits, is not rounded any further.
    ...(typeof decimals === 'number' && decimals <= 6 ? [never(`${decimals} decimals`, `abs(${name}) < 1e6 AND ${name} <> round(${name}, ${decimals})`)] : []),
    ...(/^(float|double)/i.test(column.data_type) ? [never('finite', `NOT isfinite(${name})`)] : []),
  ];
}

/** A bound; for decimals a little outwards, since their conversion to double is not exact beyond 15 digits. */
function literal(value: number, outwards: 1 | -1, { data_type: type }: ColumnDefinition): string {
  const bound = /^decimal/i.test(type) ? value + outwards * Math.abs(value) * 1e-15 : value;
  return `CAST('${bound}' AS DOUBLE)`;
}

function textLaws({ data_type, faker_rule, generator }: ColumnDefinition, name: string): readonly Law[] {
  const length = /^(?:var)?char\((\d+)\)$/i.exec(data_type)?.[1];
  const codeLength = generator?.type === 'code' ? generator.params?.['length'] : undefined;
  return [
    ...(length ? [never(`at most ${length} characters`, `length(${name}) > ${length}`)] : []),
    ...(faker_rule ? [never('not empty', `${name} = ''`)] : []),
    ...(typeof codeLength === 'number' ? [never('a code', `NOT regexp_full_match(${name}, '[0-9A-HJKMNP-TV-Z]{${codeLength}}')`)] : []),
  ];
}

function choiceLaws({ generator }: ColumnDefinition, name: string): readonly Law[] {
  const { values, weights, value } = generator?.params ?? {};
  const all = generator?.type === 'const' ? [value] : values;
  if (!Array.isArray(all)) return [];
  const possible = all.filter((_, i) => !Array.isArray(weights) || Number(weights[i]) > 0);
  const isValue = possible.map((item) => (typeof item === 'number' ? `abs(${name} - CAST('${item}' AS DOUBLE)) <= 1e-15 * abs(${name})` : `${name} = '${String(item).replaceAll("'", "''")}'`));
  return [never('one of the values', `NOT (${isValue.join(' OR ')})`)];
}

function timeLaws({ date_start: start, date_end: end, data_type }: ColumnDefinition, name: string): readonly Law[] {
  const first = data_type === 'DATE' ? start?.slice(0, 10) : start;
  const last = end?.length === 10 ? `${end}T23:59:59.999Z` : end;
  return [
    ...(first ? [never(`not before ${start}`, `epoch_ms(${name}) < ${Date.parse(first)}`)] : []),
    ...(last ? [never(`not after ${end}`, `epoch_ms(${name}) > ${Date.parse(last)}`)] : []),
    ...(/^timestamp/i.test(data_type) ? [never('whole milliseconds', `epoch_us(${name}) % 1000 <> 0`)] : []),
    ...(data_type === 'JSON' ? [never('JSON', `NOT json_valid(CAST(${name} AS VARCHAR))`)] : []),
  ];
}
