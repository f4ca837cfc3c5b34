import type { TableDefinition, TableForeignKeyDefinition } from '@dw-sim/contracts';
import { soundFanOut, type Parameters } from '@dw-sim/generation-generators';
import type { CheckedColumn } from './checked-column';
import { didYouMean, type FaultList, shown } from './fault-list';
import { DEFAULT_NULL_RATE } from './nullability';

/** A foreign key, at a column or at the table, as far as it can be told without the other tables. */
export interface CheckedForeignKey {
  /** JSON path of the whole. */
  readonly path: string;
  readonly columns: readonly CheckedColumn[];
  /** As the user wrote them. */
  readonly table: string;
  readonly parentColumns: readonly string[];
  readonly nullable: boolean;
  /** Share of rows without a parent, where it is nullable. */
  readonly nullRate: number;
  /** Popularity and fan-out. */
  readonly params: Parameters;
  /** JSON path of `table`, `popularity`, `fan_out`, or a parent column by its index. */
  pathOf(part: string | number): string;
}

/** Foreign keys of a table, with its columns as they are filled by them. */
export interface TableForeignKeys {
  readonly columns: readonly CheckedColumn[];
  readonly relations: readonly CheckedForeignKey[];
  readonly followers: readonly CheckedForeignKey[];
}

/**
 * Collects the foreign keys of a table and gives each column to one of them: the longest first. One whose columns all
 * belong to others has to follow from those; one that shares some of its columns can't hold.
 */
export function collectForeignKeys(table: TableDefinition, columns: readonly CheckedColumn[], path: string, faults: FaultList): TableForeignKeys {
  const declared = (table.foreign_keys ?? []).flatMap((key, index) => (key ? (declaredKey(key, columns, `${path}.foreign_keys[${index}]`, faults) ?? []) : []));
  const all = [...declared.sort((a, b) => rank(b) - rank(a)), ...columns.flatMap((column) => inlineKey(column) ?? [])];
  const relations: CheckedForeignKey[] = [];
  const followers: CheckedForeignKey[] = [];
  for (const key of all) {
    const taken = key.columns.filter(({ name }) => relations.some((other) => other.columns.some((column) => column.name === name)));
    if (taken.length === 0) relations.push(key);
    else if (taken.length === key.columns.length) followers.push(key);
    else faults.add(key.path, 'contradiction', `${taken.map(({ name }) => name).join(', ')} ${taken.length === 1 ? 'belongs' : 'belong'} to another foreign key of the table, whose parent decides the value`, { allowed: 'foreign keys that share all of their columns or none' });
  }
  checkFanOuts(relations, followers, faults);
  return { columns: columns.map((column) => filledBy(column, declared, relations)), relations: relations.map(asFanOut), followers };
}

/** Longer keys first, and those that decide the number of rows before all. */
function rank({ columns, params }: CheckedForeignKey): number {
  return columns.length + (params['fan_out'] === undefined ? 0 : 1000);
}

function inlineKey(column: CheckedColumn): CheckedForeignKey | undefined {
  const { generator, path, nullable, nullRate } = column;
  if (generator?.kind !== 'foreign_key') return undefined;
  const { table, column: parent, ...params } = generator.params;
  if (typeof table !== 'string' || typeof parent !== 'string') return undefined;
  return { path, columns: [column], table, parentColumns: [parent], nullable, nullRate, params, pathOf: (part) => generator.pathOf(typeof part === 'number' ? 'column' : part) };
}

function declaredKey(key: TableForeignKeyDefinition, columns: readonly CheckedColumn[], path: string, faults: FaultList): CheckedForeignKey | undefined {
  const { columns: names, references_table: table, references_columns: parents, nullable, null_rate: rate, popularity, fan_out } = key;
  const own = namesOf(names, `${path}.columns`, faults);
  const parentColumns = namesOf(parents, `${path}.references_columns`, faults);
  const found = own?.map((name, index) => findColumn(name, columns, `${path}.columns[${index}]`, faults)).filter((column) => column !== undefined);
  if (own && parentColumns && own.length !== parentColumns.length) {
    faults.add(`${path}.references_columns`, 'length_mismatch', `${own.length} columns refer to ${parentColumns.length}`, { value: parents, allowed: 'as many as there are columns' });
    return undefined;
  }
  if (typeof table !== 'string' || !found || !parentColumns || found.length !== parentColumns.length) return undefined;
  checkRate(key, found, path, faults);
  for (const column of found) checkUnfilled(column, path, faults);
  const mayBeNull = nullable ?? ((rate ?? 0) > 0 || found.every(({ definition }) => definition.required === false));
  const params = Object.fromEntries(Object.entries({ popularity, fan_out }).filter(([, value]) => value !== undefined));
  const part = (name: string | number): string => (name === 'table' ? 'references_table' : typeof name === 'number' ? `references_columns[${name}]` : name);
  return { path, columns: found, table, parentColumns, nullable: mayBeNull, nullRate: rate ?? DEFAULT_NULL_RATE, params, pathOf: (name) => (name === '' ? path : `${path}.${part(name)}`) };
}

function namesOf(value: unknown, path: string, faults: FaultList): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const isList = Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
  if (!isList) {
    faults.add(path, 'wrong_type', `the columns are ${shown(value)}`, { value, allowed: 'a list of one or more names of columns' });
    return undefined;
  }
  const names = value as readonly string[];
  const twice = names.find((name, index) => names.slice(0, index).some((other) => same(other, name)));
  if (twice !== undefined) faults.add(path, 'duplicate_name', `${shown(twice)} stands there twice`, { value: twice, allowed: 'each column once' });
  return twice === undefined ? names : undefined;
}

function findColumn(name: string, columns: readonly CheckedColumn[], path: string, faults: FaultList): CheckedColumn | undefined {
  const column = columns.find((candidate) => same(candidate.name, name));
  const names = columns.map((candidate) => candidate.name);
  if (!column) faults.add(path, 'unknown_column', `the table has no column ${shown(name)}${didYouMean(name, names)}`, { value: name, allowed: names });
  return column;
}

function checkRate({ null_rate: rate, nullable }: TableForeignKeyDefinition, columns: readonly CheckedColumn[], path: string, faults: FaultList): void {
  const isNullable = nullable === true || (rate ?? 0) > 0;
  if (rate !== undefined && !(rate >= 0 && rate <= 1)) faults.add(`${path}.null_rate`, 'out_of_range', `null_rate is ${rate}`, { value: rate, allowed: '0 to 1' });
  if (rate !== undefined && rate > 0 && nullable === false) faults.add(`${path}.null_rate`, 'contradiction', `the foreign key is not nullable, so ${rate * 100} % NULLs are impossible`, { value: rate, allowed: '0, or nullable: true' });
  const required = columns.find(({ definition }) => definition.required === true);
  if (isNullable && required) faults.add(`${path}.${nullable === true ? 'nullable' : 'null_rate'}`, 'contradiction', `${required.name} is required, and the foreign key nullable`, { value: nullable ?? rate, allowed: 'one of them' });
  for (const { definition, path: at } of columns) {
    if (definition.null_rate !== undefined) faults.add(`${at}.null_rate`, 'contradiction', 'the columns of a foreign key are NULL together, as often as the key says', { value: definition.null_rate, allowed: 'null_rate of the foreign key' });
  }
}

/** What else would fill a column of a foreign key. */
const FILLERS = ['generator', 'distribution', 'faker_rule', 'min_value', 'max_value', 'date_start', 'date_end'] as const;

function checkUnfilled({ definition, path, name }: CheckedColumn, keyPath: string, faults: FaultList): void {
  for (const filler of FILLERS) {
    if (definition[filler] !== undefined) faults.add(`${path}.${filler}`, 'contradiction', `${filler} would be ignored: ${name} is filled by the foreign key at ${keyPath}`, { value: definition[filler], allowed: `no ${filler}` });
  }
}

/** The rows of a table follow from one parent at most, and never lack it. */
function checkFanOuts(relations: readonly CheckedForeignKey[], followers: readonly CheckedForeignKey[], faults: FaultList): void {
  const [first, ...more] = relations.filter(({ params }) => params['fan_out'] !== undefined);
  for (const key of more) faults.add(key.pathOf('fan_out'), 'contradiction', `the rows follow from ${first.table} already`, { value: key.params['fan_out'], allowed: 'one fan_out in a table' });
  for (const key of followers) {
    for (const part of Object.keys(key.params)) faults.add(key.pathOf(part), 'contradiction', 'another foreign key decides the parent of these columns', { value: key.params[part], allowed: `${part} there` });
  }
  if (!first) return;
  const nullable = first.columns.find(({ definition }) => definition.required === false || (definition.null_rate ?? 0) > 0 || definition.foreign_key?.nullable === true);
  if (nullable || (first.columns.length > 1 && first.nullable)) faults.add(first.path, 'contradiction', 'every row comes from a parent, so the foreign key can\'t be NULL', { allowed: 'required: true, or no fan_out' });
  const unique = first.columns.length === 1 && first.columns[0].unique;
  if (unique && (soundFanOut(first.params)?.max ?? 0) > 1) faults.add(first.pathOf('fan_out'), 'contradiction', 'a unique key has each parent once at most, and fan_out may give it more rows', { value: first.params['fan_out'], allowed: 'is_unique: false, or a max of 1' });
}

function asFanOut(key: CheckedForeignKey): CheckedForeignKey {
  return key.params['fan_out'] === undefined ? key : { ...key, nullable: false };
}

/** A column with the generator of its foreign key at the table, and with the NULLs of its key. */
function filledBy(column: CheckedColumn, declared: readonly CheckedForeignKey[], relations: readonly CheckedForeignKey[]): CheckedColumn {
  const key = relations.find(({ columns }) => columns.includes(column));
  if (!key) return column;
  if (key.params['fan_out'] !== undefined && !declared.includes(key)) return { ...column, nullable: false, nullRate: 0 };
  if (!declared.includes(key)) return column;
  const index = key.columns.indexOf(column);
  const nullable = key.nullable && key.params['fan_out'] === undefined;
  return {
    ...column,
    nullable,
    nullRate: nullable ? key.nullRate : 0,
    generator: {
      kind: 'foreign_key',
      // What all columns share is checked once.
      params: { table: key.table, column: key.parentColumns[index], ...(index === 0 ? key.params : {}) },
      pathOf: (parameter) => (parameter === 'column' ? key.pathOf(index) : key.pathOf(parameter)),
    },
  };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
