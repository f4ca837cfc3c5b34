import { didYouMean, formatColumnType, type ColumnType } from '@dw-sim/contracts';
import { valueType } from '../computed-column';
import { timeOfText } from '../expression/calendar';
import type { ValueType } from '../expression/typed';
import type { ColumnContext, ParameterFault } from '../generator-kind';
import { parseIsoTime } from '../iso-time';
import { isObject, stringOf, type Parameters } from '../parameters';
import { checkPopularity } from '../popularity';
import { resolveLookup, splitFrom } from './resolve-lookup';

/** Faults of a look-up's parameters. */
export function checkLookup(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const ways = [checkFrom(params, column), checkWays(params), params['on'] === undefined ? [] : checkOn(params, column)];
  const faults = [...ways.flat(), ...checkPopularity(params, 'popularity'), ...checkColumn(params, column)];
  return faults.length > 0 ? faults : checkSource(params, column);
}

function checkFrom(params: Parameters, { relations: { tables } }: ColumnContext): readonly ParameterFault[] {
  const { table, column } = splitFrom(params);
  const found = tables.find(({ name }) => same(name, table));
  const names = tables.map(({ name }) => name);
  if (!found) return [{ parameter: 'from', code: 'unknown_table', message: `there is no table ${JSON.stringify(table)}${didYouMean(table, names)}`, allowed: `a table and one of its columns, such as ${names[0] ?? 'customers'}.name` }];
  if (!found.columns.some((name) => same(name, column)) || (stringOf(params, 'from') ?? '').split('.').length > 2) {
    return [{ parameter: 'from', code: 'unknown_column', message: `the table ${found.name} has no column ${JSON.stringify(column)}${didYouMean(column, found.columns)}`, allowed: found.columns.map((name) => `${found.name}.${name}`) }];
  }
  return [];
}

function checkWays(params: Parameters): readonly ParameterFault[] {
  const given = ['via', 'on', 'popularity'].filter((name) => params[name] !== undefined);
  if (given.length < 2) return [];
  return [{ parameter: given[1], code: 'contradiction', message: `${given.join(' and ')} choose the row in different ways`, allowed: 'one of them' }];
}

function checkColumn(params: Parameters, { unique, type }: ColumnContext): readonly ParameterFault[] {
  return [
    ...(unique ? [{ parameter: '', code: 'not_unique', message: 'looked-up values repeat, so the column can\'t be unique', allowed: 'is_unique: false' }] : []),
    ...(params['default'] !== undefined ? checkDefault(params['default'], type) : []),
  ];
}

const DEFAULTS: Readonly<Partial<Record<ValueType, string>>> = {
  number: 'a number', boolean: 'true or false', text: 'text in quotes', date: "ISO 8601, such as '2024-01-31'", timestamp: "ISO 8601, such as '2024-01-31 12:00'", time: "a time of day, such as '17:30'",
};

function fits(value: unknown, wanted: ValueType): boolean {
  if (wanted === 'number' || wanted === 'boolean') return typeof value === wanted;
  if (typeof value !== 'string' || wanted === 'text') return typeof value === 'string';
  return wanted === 'time' ? timeOfText(value) !== null : parseIsoTime(value) !== undefined;
}

function checkDefault(value: unknown, type: ColumnType): readonly ParameterFault[] {
  const wanted = valueType(type);
  if (wanted && fits(value, wanted)) return [];
  if (!wanted) return [{ parameter: 'default', code: 'not_applicable', message: `a ${type.kind} column has no default`, allowed: 'no default' }];
  return [{ parameter: 'default', code: 'wrong_type', message: `the default is ${JSON.stringify(value)}, and the column ${type.kind}`, allowed: DEFAULTS[wanted] }];
}


function checkOn(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const pairs = Object.entries(isObject(params['on']) ? params['on'] : {});
  const { table } = splitFrom(params);
  const found = column.relations.tables.find(({ name }) => same(name, table));
  if (pairs.length === 0) return [{ parameter: 'on', code: 'empty', message: 'on names no columns', allowed: '{"this_column": "other_column"}' }];
  return pairs.flatMap(([own, other]): readonly ParameterFault[] => {
    const names = column.siblings.map(({ name }) => name);
    if (!names.some((name) => same(name, own))) return [{ parameter: 'on', value: own, code: 'unknown_column', message: `there is no other column ${JSON.stringify(own)} in the table${didYouMean(own, names)}`, allowed: names }];
    if (found && !found.columns.some((name) => same(name, String(other)))) {
      return [{ parameter: `on.${own}`, value: other, code: 'unknown_column', message: `the table ${found.name} has no column ${JSON.stringify(other)}${didYouMean(String(other), found.columns)}`, allowed: found.columns }];
    }
    return [];
  });
}

/** What is known once tables and columns are found: the way there, types, and NULLs. */
function checkSource(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const { lookup, source, paths } = resolveLookup(params, column);
  const via = stringOf(params, 'via');
  if (!lookup || !source) return [via === undefined ? SEVERAL_COLUMNS : noWay(via, paths ?? [], params, column)];
  const [own, other] = [formatColumnType(column.type), formatColumnType(source.type)];
  if (!holds(column.type, source.type)) return [{ parameter: 'from', code: 'type_mismatch', message: `the column is ${own}, but ${source.table}.${source.name} is ${other}`, allowed: `a ${other} column` }];
  if (lookup.kind === 'join') {
    const key = column.relations.source(lookup.table, lookup.key);
    const mine = column.siblings.find(({ name }) => same(name, lookup.own));
    if (!key?.unique) return [{ parameter: 'on', code: 'not_unique', message: `${lookup.table}.${lookup.key} is not unique, so several rows may have the value`, allowed: 'a column with is_unique: true, or one that a foreign key of this table refers to' }];
    if (!mine || valueType(mine.type) === undefined || valueType(mine.type) !== valueType(key.type)) {
      return [{ parameter: 'on', code: 'type_mismatch', message: `${lookup.own} and ${lookup.table}.${lookup.key} can't be compared`, allowed: 'columns of one type: numbers, texts, days, timestamps, times of day or booleans' }];
    }
  }
  if (!column.nullable && source.mayBeNull && params['default'] === undefined) {
    return [{ parameter: 'from', code: 'nullable_value', message: `the column is required, but NULL where there is no value of ${source.table}.${source.name}`, allowed: 'a default, required: false, or required columns on the way' }];
  }
  return [];
}

const SEVERAL_COLUMNS: ParameterFault = { parameter: 'on', code: 'not_applicable', message: 'several columns are compared, and no foreign key of the table has them', allowed: 'one column, or the columns of a foreign key' };

function noWay(via: string, paths: readonly string[], params: Parameters, { relations }: ColumnContext): ParameterFault {
  const { table } = splitFrom(params);
  const own = relations.foreignKeys.flatMap(({ columns }) => columns);
  if (paths.length > 1) {
    const ways = paths.map((path) => path.slice(0, path.lastIndexOf('.')));
    return { parameter: 'via', code: 'ambiguous', message: `${via} leads to ${table} in ${paths.length} ways`, allowed: ways };
  }
  return { parameter: 'via', code: 'not_applicable', message: `no foreign key ${JSON.stringify(via)} leads to ${table}${didYouMean(via, own)}`, allowed: own.length > 0 ? own : 'a foreign key of this table' };
}

function holds(own: ColumnType, other: ColumnType): boolean {
  if (formatColumnType(own) === formatColumnType(other)) return true;
  if (own.kind === 'VARCHAR' && other.kind === 'VARCHAR') return (own.length ?? Infinity) >= (other.length ?? Infinity);
  return own.kind === 'BIGINT' && other.kind === 'INT';
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

