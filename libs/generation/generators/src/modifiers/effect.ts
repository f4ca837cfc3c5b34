import { didYouMean } from '@dw-sim/contracts';
import type { ParameterFault } from '../generator-kind';
import { groupedDigits } from '../numeric-scale';
import { isObject, objectOf, stringOf, type Parameters } from '../parameters';
import { SiblingVectors } from '../sibling-vectors';
import { EffectIndex, type EffectSource } from './effect-index';
import { KeyReader } from './key-reader';
import type { ColumnName, KnownColumn, KnownTable, ModifiedColumn, ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers } from './on-numbers';
import { checkTimeColumn, findColumn, isMoment, momentUnitMs, type TimeColumn, timeColumnOf, timeReader } from './time-column';

/** Most rows of an effect table, whose index each worker keeps in memory. */
export const MAX_EFFECT_ROWS = 250_000;

interface Prepared {
  readonly source: EffectSource;
  /** Columns of the row, in the order of the source's keys. */
  readonly localKeys: readonly string[];
  /** Time of the row; null where the effects are always in force. */
  readonly time: TimeColumn | null;
}

/** Multiplies or adds what rows of another table bring. */
export const effect: ModifierKind<Prepared> = {
  kind: 'effect',
  description: 'Multiplies by, or adds, a number that rows of another table bring: those with the same key (`on`) that are in force at the time of the row (`window`, both ends included, open where an end is NULL). Of several in force all count; where none is, the default.',
  types: NUMERIC_TYPES,
  parameters: [
    { name: 'effect_table', type: 'string', required: true, description: `Table of the effects, at most ${groupedDigits(MAX_EFFECT_ROWS)} rows.` },
    { name: 'on', type: 'object', description: 'Columns that must be equal: `{"column of this table": "column of the effect table"}`; without any, an effect is for all rows.' },
    {
      name: 'window',
      type: 'object',
      description: 'When an effect is in force; always by default.',
      fields: [
        { name: 'start_col', type: 'string', required: true, description: 'Column of the effect table with the first day or moment.' },
        { name: 'end_col', type: 'string', required: true, description: 'Column of the effect table with the last one; a day counts to its end.' },
      ],
    },
    { name: 'time_column', type: 'string', description: 'Column of the row with its day or moment; by default the only one of the table.' },
    {
      name: 'map',
      type: 'object',
      required: true,
      description: 'What an effect does.',
      fields: [
        { name: 'field', type: 'string', required: true, description: 'Numeric column of the effect table; rows in which it is NULL have no effect.' },
        { name: 'op', type: 'string', oneOf: ['mul', 'add'], description: 'Whether it multiplies (the default) or is added.' },
        { name: 'default', type: 'number', description: 'What stands for it where no effect is in force: 1 by default, or 0 with add.' },
      ],
    },
  ],
  example: { effect_table: 'promotions', on: { product_id: 'product_id' }, window: { start_col: 'starts_on', end_col: 'ends_on' }, time_column: 'ordered_at', map: { field: 'factor', op: 'mul', default: 1 } },
  check,
  summarize: (params) => `effect of ${stringOf(params, 'effect_table')}.${String(objectOf(params, 'map')?.['field'])}`,
  dependsOn: (params, own) => [...Object.keys(objectOf(params, 'on') ?? {}).map((column) => ({ column })), ...(params['window'] === undefined ? [] : [{ column: timeColumnOf(params, 'time_column', own)?.name ?? '' }]), ...effectColumns(params)],
  prepare,
  compile: ({ source, localKeys, time }, kernel, context) => {
    const index = new EffectIndex(source, context);
    const keys = localKeys.map((name) => new KeyReader(context, context.table, name));
    const times = time && timeReader(time, new SiblingVectors(context));
    let groups = new Float64Array(0);
    return onNumbers(kernel, (values, rows, count) => {
      if (groups.length < count) groups = new Float64Array(count);
      index.groupsOf(keys, rows, count, groups);
      const at = times?.(rows, count);
      for (let i = 0; i < count; i++) {
        const change = at && at.nulls[i] === 1 ? source.otherwise : index.at(groups[i], at ? at.ms[i] : 0);
        values[i] = source.isAdded ? values[i] + change : values[i] * change;
      }
    });
  },
};

/** Columns of the effect table that are read. */
function effectColumns(params: Parameters): readonly ColumnName[] {
  const [window, map] = [objectOf(params, 'window') ?? {}, objectOf(params, 'map') ?? {}];
  const names = [...Object.values(objectOf(params, 'on') ?? {}), window['start_col'], window['end_col'], map['field']];
  return names.filter((name) => typeof name === 'string').map((column) => ({ table: stringOf(params, 'effect_table') ?? '', column }));
}

function prepare(params: Parameters, { siblings, tables }: ModifiedColumn): Prepared {
  const table = findColumn(tables, stringOf(params, 'effect_table') ?? '');
  if (!table) throw new Error('the effect was not checked');
  const named = (name: unknown): string => findColumn(table.columns, String(name))?.name ?? '';
  const bound = (name: unknown): TimeColumn => ({ name: named(name), unitMs: momentUnitMs(findColumn(table.columns, String(name)) ?? table.columns[0]) });
  const [on, window, map] = [Object.entries(objectOf(params, 'on') ?? {}), objectOf(params, 'window'), objectOf(params, 'map') ?? {}];
  const isAdded = map['op'] === 'add';
  return {
    localKeys: on.map(([local]) => findColumn(siblings, local)?.name ?? ''),
    time: window ? (timeColumnOf(params, 'time_column', siblings) ?? null) : null,
    source: {
      table: table.name,
      keys: on.map(([, other]) => named(other)),
      window: window ? { start: bound(window['start_col']), end: bound(window['end_col']) } : null,
      field: named(map['field']),
      isAdded,
      otherwise: typeof map['default'] === 'number' ? map['default'] : isAdded ? 0 : 1,
    },
  };
}

function check(params: Parameters, column: ModifiedColumn): readonly ParameterFault[] {
  const name = stringOf(params, 'effect_table') ?? '';
  const names = column.tables.map((table) => table.name);
  const table = findColumn(column.tables, name);
  if (!table) return [{ parameter: 'effect_table', code: 'unknown_table', message: `there is no table ${JSON.stringify(name)}${didYouMean(name, names)}`, allowed: names }];
  const faults: ParameterFault[] = [];
  if (table.rowCount > MAX_EFFECT_ROWS) faults.push({ parameter: 'effect_table', code: 'too_large', message: `${table.name} has ${table.rowCount.toLocaleString('en-US')} rows`, allowed: `at most ${MAX_EFFECT_ROWS.toLocaleString('en-US')} rows` });
  if (params['on'] === undefined && params['window'] === undefined) faults.push({ parameter: '', code: 'missing', message: 'it is not said which effects a row has', allowed: 'on, window, or both' });
  faults.push(...checkKeys(params, table, column));
  const window = objectOf(params, 'window');
  for (const end of window ? ['start_col', 'end_col'] : []) faults.push(...checkEffectColumn(window?.[end], `window.${end}`, table, isMoment, 'a DATE, TIMESTAMP or TIMESTAMPTZ column'));
  if (window) faults.push(...checkTimeColumn(params, 'time_column', column.siblings));
  else if (params['time_column'] !== undefined) faults.push({ parameter: 'time_column', code: 'not_applicable', message: 'no time is read without a window', allowed: 'window, or no time_column' });
  return [...faults, ...checkEffectColumn(objectOf(params, 'map')?.['field'], 'map.field', table, ({ type }) => NUMERIC_TYPES.includes(type.kind), 'a numeric column')];
}

function checkKeys(params: Parameters, table: KnownTable, { siblings }: ModifiedColumn): readonly ParameterFault[] {
  const on = params['on'];
  if (!isObject(on)) return [];
  const own = siblings.map(({ name }) => name);
  return Object.entries(on).flatMap(([local, other]): readonly ParameterFault[] => {
    const column = findColumn(siblings, local);
    if (!column) return [{ parameter: `on.${local}`, value: local, code: 'unknown_column', message: `there is no other column ${JSON.stringify(local)} in the table${didYouMean(local, own)}`, allowed: own }];
    const alike = (candidate: KnownColumn): boolean => classOf(candidate) === classOf(column);
    return checkEffectColumn(other, `on.${local}`, table, alike, `a column of the same type as ${column.name} (${column.type.kind})`);
  });
}

function checkEffectColumn(given: unknown, parameter: string, table: KnownTable, fits: (column: KnownColumn) => boolean, allowed: string): readonly ParameterFault[] {
  const fitting = table.columns.filter(fits).map(({ name }) => name);
  if (typeof given !== 'string') return [{ parameter, value: given, code: 'wrong_type', message: `the column is ${JSON.stringify(given)}`, allowed: fitting.length > 0 ? fitting : allowed }];
  const column = findColumn(table.columns, given);
  if (!column) return [{ parameter, value: given, code: 'unknown_column', message: `the table ${table.name} has no column ${JSON.stringify(given)}${didYouMean(given, fitting)}`, allowed: fitting }];
  return fits(column) ? [] : [{ parameter, value: given, code: 'wrong_type', message: `the column ${table.name}.${column.name} is ${column.type.kind}`, allowed }];
}

/** Types whose values can be equal. */
function classOf({ type }: KnownColumn): string {
  if (NUMERIC_TYPES.includes(type.kind)) return 'number';
  return type.kind === 'TIMESTAMPTZ' ? 'TIMESTAMP' : type.kind;
}
