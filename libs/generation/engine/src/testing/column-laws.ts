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
  // What it is a value of has its own laws, and looked-up values repeat.
  if (column.generator?.type === 'lookup') return [...nullLaws(column, name, rowCount, definition), ...textLaws(column, name)];
  const always = [...nullLaws(column, name, rowCount, definition), ...uniqueLaws(column, name)];
  if (column.modifiers) return [...always, ...modifiedLaws(column, name)];
  return [...always, ...momentLaws(column, name), ...rangeLaws(column, name), ...textLaws(column, name), ...choiceLaws(column, name), ...timeLaws(column, name), ...clockLaws(column, name), ...uuidLaws(column, name), ...jsonLaws(column, name), ...derivedLaws(column, name)];
}

function nullLaws(column: ColumnDefinition, name: string, rowCount: number, { tables }: ExperimentDefinition): readonly Law[] {
  const shared = tables.find((table) => table.columns.includes(column))?.foreign_keys?.find(({ columns }) => columns.includes(column.name));
  const { required, is_unique, foreign_key: reference } = column;
  const null_rate = shared ? shared.null_rate : column.null_rate;
  const nullable = required !== true && (shared ? shared.nullable === true : reference ? reference.nullable === true : (null_rate ?? 0) > 0 || required === false || !is_unique);
  if (!nullable) return [never('no NULL', `${name} IS NULL`)];
  const isDerived = ['expression', 'template', 'after', 'lookup', 'trend'].includes(column.generator?.type ?? '');
  const rate = null_rate ?? (is_unique || isDerived ? 0 : 0.1);
  const expected = rate * rowCount;
  const tolerance = 6 * Math.sqrt(rowCount * rate * (1 - rate)) + (rate > 0 && rate < 1 ? 3 : 0);
  // What is made of other columns is NULL where they are, too.
  if (isDerived) return [{ what: 'the null rate at least', sql: `count(*) FILTER (WHERE ${name} IS NULL)`, from: expected - tolerance, to: rowCount }];
  // A table that refers to itself has a root.
  const roots = reference && tables.some((table) => table.name === reference.references_table && table.columns.includes(column)) ? 1 : 0;
  return [{ what: 'the null rate', sql: `count(*) FILTER (WHERE ${name} IS NULL)`, from: expected - tolerance, to: expected + tolerance + roots }];
}

function uniqueLaws({ is_unique }: ColumnDefinition, name: string): readonly Law[] {
  return is_unique ? [{ what: 'every value once', sql: `count(${name}) - count(DISTINCT ${name})`, from: 0, to: 0 }] : [];
}

function rangeLaws(column: ColumnDefinition, name: string): readonly Law[] {
  const params = column.generator?.params ?? {};
  const isAmount = column.generator?.type === 'after';
  const [min, max] = isAmount ? [] : [column.min_value ?? params['min'], column.max_value ?? params['max']];
  const decimals = (column.distribution ?? params)['decimals'];
  return [
    ...(typeof min === 'number' ? [never(`at least ${min}`, `CAST(${name} AS DOUBLE) < ${literal(min, -1, column)}`)] : []),
    ...(typeof max === 'number' ? [never(`at most ${max}`, `CAST(${name} AS DOUBLE) > ${literal(max, 1, column)}`)] : []),
    // A bound with more decimals than the column, or a value beyond 15 digits, is not rounded any further.
    ...(typeof decimals === 'number' && decimals <= 6 ? [never(`${decimals} decimals`, `abs(CAST(${name} AS DOUBLE)) < 1e6 AND ${name} <> round(${name}, ${decimals})`)] : []),
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
    ...(faker_rule ? [never('whole text', `CAST(${name} AS VARCHAR) = '' OR contains(CAST(${name} AS VARCHAR), '{{')`)] : []),
    ...(typeof codeLength === 'number' ? [never('a code', `NOT regexp_full_match(${name}, '[0-9A-HJKMNP-TV-Z]{${codeLength}}')`)] : []),
  ];
}

function choiceLaws({ generator }: ColumnDefinition, name: string): readonly Law[] {
  const { values, states, weights, value } = generator?.params ?? {};
  const all = generator?.type === 'const' ? [value] : (values ?? states);
  if (!Array.isArray(all)) return [];
  const possible = all.filter((_, i) => !Array.isArray(weights) || Number(weights[i]) > 0);
  const isValue = possible.map((item) => (typeof item === 'number' ? `abs(CAST(${name} AS DOUBLE) - CAST('${item}' AS DOUBLE)) <= 1e-15 * abs(CAST(${name} AS DOUBLE))` : `${name} = '${String(item).replaceAll("'", "''")}'`));
  return [never('one of the values', `NOT (${isValue.join(' OR ')})`)];
}

function timeLaws({ date_start: start, date_end: end, data_type }: ColumnDefinition, name: string): readonly Law[] {
  const value = /^timestamp(tz| with time zone)$/i.test(data_type) ? `(${name} AT TIME ZONE 'UTC')` : name;
  const moment = (text: string): string => `CAST('${text.replace('T', ' ').replace('Z', '')}' AS TIMESTAMP)`;
  const first = data_type === 'DATE' ? start?.slice(0, 10) : start;
  return [
    ...(first ? [never(`not before ${start}`, `${value} < ${moment(first)}`)] : []),
    ...(end ? [never(`not after ${end}`, `${value} ${end.length === 10 ? `>= ${moment(end)} + INTERVAL 1 DAY` : `> ${moment(end)}`}`)] : []),
  ];
}

/** What is left of a column's promises where modifiers change what its generator makes: its type, and the bounds that it declares itself. */
function modifiedLaws(column: ColumnDefinition, name: string): readonly Law[] {
  const { generator: _changed, faker_rule: _rule, distribution: _shape, ...declared } = column;
  return [...rangeLaws(declared, name), ...textLaws(declared, name), ...timeLaws(declared, name)];
}

/** Moments of series: inside their span, on their days, in their order. */
function momentLaws({ generator, data_type }: ColumnDefinition, name: string): readonly Law[] {
  const { type, params = {} } = generator ?? {};
  if (type !== 'datetime_series' && type !== 'business_hours') return [];
  const [start, end] = [String(params['start']), String(params['end'])];
  const value = data_type === 'TIMESTAMPTZ' ? `(${name} AT TIME ZONE 'UTC')` : `CAST(${name} AS TIMESTAMP)`;
  const open = { 'mon-sat': [1, 2, 3, 4, 5, 6], 'tue,sun': [2, 7] }[String(params['days'])] ?? [1, 2, 3, 4, 5];
  const isNight = params['close'] === '03:00' || params['open'] === '21:00';
  const sunday = JSON.stringify(params['pattern'] ?? 0).includes('0.2,0]');
  const isIso = /^\d/.test(start);
  return [
    ...(isIso ? timeLaws({ name: '', data_type, date_start: start, date_end: end }, name) : []),
    ...(sunday ? [never('no Sunday', `isodow(${value}) = 7`)] : []),
    ...(type === 'business_hours' && !isNight ? [never('an open day', `isodow(${value}) NOT IN (${open.join(', ')})`)] : []),
    ...(type === 'business_hours' && !isNight && data_type !== 'DATE' ? [never('open hours', `CAST(${value} AS TIME) < TIME '${String(params['open'] ?? '09:00')}' OR CAST(${value} AS TIME) >= TIME '${String(params['close'] ?? '17:00')}'`)] : []),
  ];
}

function derivedLaws({ generator, data_type }: ColumnDefinition, name: string): readonly Law[] {
  const { type, params = {} } = generator ?? {};
  if (type === 'pattern') return [never('a match', `NOT regexp_full_match(${name}, '${String(params['pattern'])}')`)];
  if (type !== 'after') return [];
  const start = `"${String(params['column'])}"`;
  // No warehouse holds a later day than the last of the year 9999; a day and a moment with a zone compare in UTC, which the reader is set to.
  const first = data_type === 'DATE' ? `least(CAST(${start} AS TIMESTAMP), TIMESTAMP '9999-12-31')` : start;
  return [never('not before its start', `CAST(${name} AS TIMESTAMP) < CAST(${first} AS TIMESTAMP)`), never('NULL with its start', `${start} IS NULL AND ${name} IS NOT NULL`)];
}

function clockLaws({ generator }: ColumnDefinition, name: string): readonly Law[] {
  if (generator?.type !== 'time_of_day') return [];
  const { start = '00:00', end = '23:59:59.999' } = generator.params ?? {};
  const isNight = String(end) < String(start);
  return [never(`${String(start)} to ${String(end)}`, `${name} < TIME '${String(start)}' ${isNight ? 'AND' : 'OR'} ${name} > TIME '${String(end)}'`)];
}

function uuidLaws({ data_type, generator }: ColumnDefinition, name: string): readonly Law[] {
  if (data_type !== 'UUID' && generator?.type !== 'uuid4') return [];
  const version4 = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
  return [
    never('a UUID of version 4', `NOT regexp_full_match(CAST(${name} AS VARCHAR), '${version4}')`),
    ...(generator ? [{ what: 'every UUID once', sql: `count(${name}) - count(DISTINCT ${name})`, from: 0, to: 0 }] : []),
  ];
}

function jsonLaws({ data_type, generator }: ColumnDefinition, name: string): readonly Law[] {
  if (!/^(json|super|variant)$/i.test(data_type)) return [];
  const { object } = generator?.params ?? {};
  const keys = Object.keys(object ?? { label: 0, value: 0, active: 0 }).sort();
  const list = keys.map((key) => `'${key.replaceAll("'", "''")}'`).join(', ');
  return [never('valid JSON', `NOT json_valid(${name})`), never('its keys', `${name} IS NOT NULL AND list_sort(json_keys(${name})) IS DISTINCT FROM list_sort([${list}]::VARCHAR[])`)];
}
