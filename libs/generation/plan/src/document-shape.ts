import { childPath, groupedDigits } from '@dw-sim/generation-generators';
import { didYouMean, type FaultList, shown } from './fault-list';

/** JSON types that a key of the document takes. */
export type ValueType = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'object' | 'rows';

/** What a key of the document may hold. */
export interface KeySpec {
  readonly type: ValueType;
  readonly required?: boolean;
}

export type ObjectSpec = Readonly<Record<string, KeySpec>>;
type JsonObject = Readonly<Record<string, unknown>>;

/** Most rows of a table: what 32 bits of row index hold. */
export const MAX_ROWS = 4_294_967_296;
export const ROWS_ALLOWED = `whole numbers from 1 to ${groupedDigits(MAX_ROWS)}`;

const EXPERIMENT: ObjectSpec = {
  name: { type: 'string', required: true },
  version: { type: 'string' },
  description: { type: 'string' },
  target_warehouse: { type: 'string' },
  dialect: { type: 'string' },
  locale: { type: 'string' },
  seed: { type: 'integer' },
  timeframe: { type: 'object' },
  tables: { type: 'list', required: true },
};

const TIMEFRAME: ObjectSpec = {
  start: { type: 'string', required: true },
  end: { type: 'string', required: true },
  freq: { type: 'string' },
};

const TABLE: ObjectSpec = {
  name: { type: 'string', required: true },
  description: { type: 'string' },
  target_rows: { type: 'rows' },
  columns: { type: 'list', required: true },
  composite_keys: { type: 'list' },
  correlations: { type: 'list' },
  foreign_keys: { type: 'list' },
  surrogate_key: { type: 'boolean' },
  warnings: { type: 'list' },
};

const TABLE_FOREIGN_KEY: ObjectSpec = {
  columns: { type: 'list', required: true },
  references_table: { type: 'string', required: true },
  references_columns: { type: 'list', required: true },
  nullable: { type: 'boolean' },
  null_rate: { type: 'number' },
  popularity: { type: 'object' },
  fan_out: { type: 'object' },
};

const COLUMN: ObjectSpec = {
  name: { type: 'string', required: true },
  description: { type: 'string' },
  data_type: { type: 'string', required: true },
  is_unique: { type: 'boolean' },
  required: { type: 'boolean' },
  null_rate: { type: 'number' },
  varchar_length: { type: 'integer' },
  min_value: { type: 'number' },
  max_value: { type: 'number' },
  date_start: { type: 'string' },
  date_end: { type: 'string' },
  faker_rule: { type: 'string' },
  locale: { type: 'string' },
  locale_from: { type: 'string' },
  distribution: { type: 'object' },
  foreign_key: { type: 'object' },
  generator: { type: 'object' },
  modifiers: { type: 'list' },
};

const CORRELATION: ObjectSpec = {
  columns: { type: 'list', required: true },
  matrix: { type: 'list', required: true },
  kind: { type: 'string' },
};

const FOREIGN_KEY: ObjectSpec = {
  references_table: { type: 'string', required: true },
  references_column: { type: 'string', required: true },
  nullable: { type: 'boolean' },
  popularity: { type: 'object' },
  fan_out: { type: 'object' },
};

const GENERATOR: ObjectSpec = {
  type: { type: 'string', required: true },
  params: { type: 'object' },
};

/** Every key of the document by the object that holds it, for the schema that editors use. */
export const DOCUMENT_KEYS = { experiment: EXPERIMENT, timeframe: TIMEFRAME, table: TABLE, table_foreign_key: TABLE_FOREIGN_KEY, column: COLUMN, correlation: CORRELATION, foreign_key: FOREIGN_KEY, generator: GENERATOR } as const;

/**
 * Checks keys and JSON types of a document and answers it without what is malformed, so that the checks of meaning can
 * go on and every fault is told at once. Undefined where it is no object at all.
 */
export function checkShape(document: unknown, faults: FaultList): JsonObject | undefined {
  if (!isObject(document)) {
    faults.add('$', 'wrong_type', `the document is ${shown(document)}`, { value: document, allowed: 'an object with "name" and "tables"' });
    return undefined;
  }
  const experiment = checkObject(document, EXPERIMENT, '$', faults);
  const timeframe = isObject(experiment['timeframe']) ? { timeframe: checkObject(experiment['timeframe'], TIMEFRAME, '$.timeframe', faults) } : {};
  return { ...experiment, ...timeframe, tables: checkItems(experiment['tables'], '$.tables', faults, 'table', checkTable) };
}

function checkTable(value: JsonObject, path: string, faults: FaultList): JsonObject {
  const table = checkObject(value, TABLE, path, faults);
  return {
    ...table,
    columns: checkItems(table['columns'], `${path}.columns`, faults, 'column', checkColumn),
    foreign_keys: isEmptyList(table['foreign_keys']) ? [] : checkItems(table['foreign_keys'], `${path}.foreign_keys`, faults, 'foreign key', checkForeignKey),
    correlations: isEmptyList(table['correlations']) ? [] : checkItems(table['correlations'], `${path}.correlations`, faults, 'correlated group', checkCorrelation),
  };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function checkCorrelation(value: JsonObject, path: string, faults: FaultList): JsonObject {
  return checkObject(value, CORRELATION, path, faults);
}

function checkForeignKey(value: JsonObject, path: string, faults: FaultList): JsonObject {
  return checkObject(value, TABLE_FOREIGN_KEY, path, faults);
}

function checkColumn(value: JsonObject, path: string, faults: FaultList): JsonObject {
  const column = { ...checkObject(value, COLUMN, path, faults) };
  for (const [key, spec] of [['foreign_key', FOREIGN_KEY], ['generator', GENERATOR]] as const) {
    if (isObject(column[key])) column[key] = checkObject(column[key], spec, `${path}.${key}`, faults);
  }
  return column;
}

/** Items that are objects, at their own indexes; anything else becomes null and is a fault. */
function checkItems(value: unknown, path: string, faults: FaultList, what: string, check: (item: JsonObject, path: string, faults: FaultList) => JsonObject): readonly (JsonObject | null)[] {
  if (!Array.isArray(value)) return [];
  if (value.length === 0) faults.add(path, 'empty', `there is no ${what}`, { value, allowed: `at least one ${what}` });
  return value.map((item: unknown, index) => {
    if (isObject(item)) return check(item, childPath(path, index), faults);
    faults.add(childPath(path, index), 'wrong_type', `the ${what} is ${shown(item)}`, { value: item, allowed: 'an object' });
    return null;
  });
}

function checkObject(value: JsonObject, spec: ObjectSpec, path: string, faults: FaultList): JsonObject {
  const known = Object.keys(spec);
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    // JSON written by a program may say null for what is not given.
    if (item === null && known.includes(key) && !spec[key].required) continue;
    if (!known.includes(key)) {
      faults.add(childPath(path, key), 'unknown_key', `unknown key ${shown(key)}${didYouMean(key, known)}`, { value: item, allowed: known });
    } else if (isOfType(item, spec[key].type)) result[key] = item;
    else faults.add(childPath(path, key), 'wrong_type', `${key} is ${shown(item)}`, { value: item, allowed: DESCRIPTIONS[spec[key].type] });
  }
  for (const key of known) {
    if (spec[key].required && value[key] === undefined) faults.add(childPath(path, key), 'missing', `${key} is missing`, { allowed: DESCRIPTIONS[spec[key].type] });
  }
  return result;
}

const DESCRIPTIONS: Readonly<Record<ValueType, string>> = {
  string: 'text in quotes',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list [ … ]',
  object: 'an object { … }',
  rows: ROWS_ALLOWED,
};

function isOfType(value: unknown, type: ValueType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'rows':
      return isRowCount(value);
  }
}

/** True for a number of rows that a table can have. */
export function isRowCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_ROWS;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
