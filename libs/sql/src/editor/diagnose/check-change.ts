import { importDdl } from '../../import/import-ddl';
import type { WrittenChange, WrittenColumn, WrittenTarget } from '../../changes/written-change';
import { tableOf } from '../sources';
import { sameName } from '../same-name';
import { unknownName, type UnknownName } from './unknown-name';
import { SOURCE_TABLE } from '../../changes/read-insert';
import { RETURNED_TABLE } from '../../changes/read-returning';
import type { EditorContext } from '../catalogue';
import type { TextPosition } from '@dw-sim/contracts';

/** Tables that the statements of a text make, by name, with their columns where they are known. */
export type MadeTables = Map<string, readonly string[] | undefined>;

/** Takes note of what a change makes of a table. @param columns of the query in it, where they are known */
export function noteChange(change: WrittenChange, columns: readonly string[] | undefined, made: MadeTables): void {
  switch (change.kind) {
    case 'create-as':
    case 'create-view':
      return void made.set(change.target.name, columns);
    case 'create':
      return void made.set(change.target.name, columnsOfDdl(change.ddl.text));
    case 'rename':
      return void made.set(change.to, undefined);
    case 'add-column':
    case 'drop-column':
    case 'rename-column':
      return void made.set(change.target.name, undefined);
  }
}

function columnsOfDdl(text: string): readonly string[] | undefined {
  const { definition, faults } = importDdl(text, { dialect: 'ansi' });
  return faults.length > 0 ? undefined : definition.tables[0]?.columns.map(({ name }) => name);
}

/** A name in a change that no table, or no column of it, has. */
export interface ChangeFault extends UnknownName {
  readonly position: TextPosition;
}

/** Names of tables and columns that a change writes to and that are not there. What it returns has the columns of its table. */
export function checkChange(change: WrittenChange, context: EditorContext, made: MadeTables): readonly ChangeFault[] {
  if ('returning' in change && change.returning) {
    const columns = columnsOfTable(change.target, context, made);
    made.set(RETURNED_TABLE, columns === 'missing' ? undefined : columns);
  }
  if (change.kind === 'merge' && change.source) made.set(SOURCE_TABLE, change.source.map(({ name }) => name));
  return writtenTables(change).flatMap(({ target, columns }) => {
    const known = columnsOfTable(target, context, made);
    if (known === 'missing') return [unknown('table', target, [...context.tables.map(({ name }) => name), ...made.keys()])];
    if (!known) return [];
    return columns.filter(({ name }) => !known.some((each) => sameName(each, name))).map((column) => unknown('column', column, known, target.name));
  });
}

interface WrittenTable {
  readonly target: WrittenTarget;
  readonly columns: readonly WrittenColumn[];
}

function writtenTables(change: WrittenChange): readonly WrittenTable[] {
  switch (change.kind) {
    case 'insert':
    case 'update':
      return [{ target: change.target, columns: change.columns ?? [] }];
    case 'insert-all':
      return change.inserts.map(({ target, columns }) => ({ target, columns: columns ?? [] }));
    case 'merge':
      return [{ target: change.target, columns: change.actions.flatMap((action) => ('columns' in action ? (action.columns ?? []) : [])) }];
    case 'delete':
    case 'add-column':
    case 'drop-column':
    case 'rename-column':
    case 'rename':
      return [{ target: change.target, columns: [] }];
    case 'truncate':
      return change.ifExists ? [] : change.targets.map((target) => ({ target, columns: [] }));
    case 'drop':
      return change.ifExists ? [] : change.targets.map((target) => ({ target, columns: [] }));
    default:
      return [];
  }
}

function columnsOfTable({ name }: WrittenTarget, context: EditorContext, made: MadeTables): readonly string[] | 'missing' | undefined {
  const [own] = [...made].filter(([each]) => sameName(each, name));
  if (own) return own[1];
  const table = tableOf(context, name);
  if (table) return table.columns.map((column) => column.name);
  return context.tables.length > 0 ? 'missing' : undefined;
}

function unknown(what: 'table' | 'column', { name, position }: WrittenColumn, names: readonly string[], of?: string): ChangeFault {
  return { position, ...unknownName(`Unknown ${what} "${name}"${of === undefined ? '' : ` of ${of}`}`, name, names, what === 'table' ? 'Tables' : 'Columns') };
}
