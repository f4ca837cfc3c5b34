import { AppError, type ColumnType, type TextPosition } from '@dw-sim/contracts';
import { FaultList, parseColumnType } from '@dw-sim/generation-plan';
import { importDdl, positionWithin, type MergeAction as WrittenMergeAction, type WrittenChange, type WrittenColumn, type WrittenDdl, type WrittenTarget } from '@dw-sim/sql';
import { isTemporaryChange, type MergeAction, type PhysicalColumn, type PhysicalTable, type TableChange } from '@dw-sim/warehouse-core';
import type { TableNames } from './table-names';

/** A change as an engine makes it, one after the other where it names several tables. */
export interface PlannedChange {
  readonly changes: readonly TableChange[];
  /** Whether tables that stay are changed. */
  readonly isLasting: boolean;
  /** The first word of the statement, upper case. */
  readonly word: string;
  /** In words: `inserted into orders`. `{rows}` is the number of rows. */
  readonly message: string;
}

/**
 * Resolves the names of a change.
 * @param queries of the change, in the engine's SQL
 * @throws AppError `invalid_sql` with the place where a table is unknown, or a type
 */
export function planChange(change: Exclude<WrittenChange, { readonly kind: 'transaction' }>, names: TableNames, queries: readonly string[]): PlannedChange {
  const planned = (changes: readonly TableChange[], message: string): PlannedChange => ({ changes, message, word: change.word, isLasting: changes.some((each) => !isTemporaryChange(each)) });
  const query = queries[0] ?? '';
  switch (change.kind) {
    case 'insert': {
      if (change.usesDefault || change.returning) names.requireNoDefaults(change.target);
      const { overwrite, returning } = change;
      const told = overwrite ? `{rows} took the place of those of ${change.target.name}.` : `{rows} inserted into ${change.target.name}.`;
      return planned([{ kind: 'insert', ...insertInto(change, names, query), ...(overwrite && { overwrite }), ...(returning && { returning }) }], told);
    }
    case 'insert-all': {
      const inserts = change.inserts.map((insert, index) => insertInto(insert, names, queries[index] ?? ''));
      return planned([{ kind: 'insert-all', inserts, overwrite: change.overwrite }], `{rows} inserted into ${change.inserts.map(({ target }) => target.name).join(', ')}.`);
    }
    case 'update': {
      if (change.usesDefault) names.requireNoDefaults(change.target);
      const target = names.existing(change.target);
      return planned([{ kind: 'update', target, columns: names.columns(change.target, change.columns), query, ...(change.returning && { returning: true }) }], `{rows} of ${change.target.name} changed.`);
    }
    case 'delete':
      return planned([{ kind: 'delete', target: names.existing(change.target), query, ...(change.returning && { returning: true }) }], `{rows} deleted from ${change.target.name}.`);
    case 'merge': {
      const { source } = change;
      const rest = source ? queries.slice(1) : queries;
      const actions = change.actions.map((action, index) => mergeAction(action, rest[index] ?? '', (columns) => names.columns(change.target, columns)));
      const from = source && { columns: names.columns(change.target, source), query };
      return planned([{ kind: 'merge', target: names.existing(change.target), ...(from && { source: from }), actions }], source ? `{rows} inserted into ${change.target.name} or changed there.` : `{rows} of ${change.target.name} merged.`);
    }
    case 'create': {
      const { name, temporary } = names.made(change.target, change.temporary);
      return planned([{ kind: 'create', table: tableOf(name, change.ddl), temporary, existing: change.existing }], created('Table', change.target, temporary));
    }
    case 'create-as':
    case 'create-view': {
      const target = names.made(change.target, change.temporary);
      return planned([{ kind: change.kind, target, query, existing: change.existing }], created(change.kind === 'create-as' ? 'Table' : 'View', change.target, target.temporary));
    }
    case 'drop':
      return planned(change.targets.map((target) => ({ kind: 'drop', target: names.existing(target, change.ifExists), object: change.object, ifExists: change.ifExists })), `${listed(change.targets)} dropped.`);
    case 'truncate':
      return planned(change.targets.filter((target) => !change.ifExists || names.knows(target)).map((target) => ({ kind: 'truncate', target: names.existing(target) })), `${listed(change.targets)} emptied.`);
    case 'rename': {
      const target = names.existing(change.target);
      return planned([{ kind: 'rename', target, to: names.renamed(change.target, change.to) }], `Table ${change.target.name} renamed to ${change.to}.`);
    }
    case 'add-column':
      return planned(columnsOf(change.ddl).map((column) => ({ kind: 'add-column', target: names.existing(change.target), column })), `Column added to ${change.target.name}.`);
    case 'drop-column':
      return planned([{ kind: 'drop-column', target: names.existing(change.target), column: change.column }], `Column ${change.column} of ${change.target.name} dropped.`);
    case 'rename-column':
      return planned([{ kind: 'rename-column', target: names.existing(change.target), column: change.column, to: change.to }], `Column ${change.column} of ${change.target.name} renamed to ${change.to}.`);
  }
}

function insertInto({ target, columns }: { readonly target: WrittenTarget; readonly columns?: readonly WrittenColumn[] }, names: TableNames, query: string) {
  return { target: names.existing(target), ...(columns && { columns: names.columns(target, columns) }), query };
}

function mergeAction(action: WrittenMergeAction, query: string, namesOf: (columns: readonly WrittenColumn[]) => readonly string[]): MergeAction {
  if (action.kind === 'delete') return { kind: 'delete', query };
  if (action.kind === 'update') return { kind: 'update', columns: namesOf(action.columns), query };
  const { columns, unique } = action;
  return { kind: 'insert', ...(columns && { columns: namesOf(columns) }), query, ...(unique && { unique }) };
}

function created(object: 'Table' | 'View', { name }: WrittenTarget, temporary: boolean): string {
  return temporary ? `${object} ${name} created; it lasts as long as this text runs.` : `${object} ${name} created.`;
}

function listed(targets: readonly WrittenTarget[]): string {
  return `${targets.map(({ name }) => name).join(', ')} ${targets.length === 1 ? 'was' : 'were'}`;
}

function tableOf(name: string, ddl: WrittenDdl): PhysicalTable {
  return { name, columns: columnsOf(ddl), uniqueKeys: [], foreignKeys: [] };
}

/** Columns as an import of the same DDL reads them. @throws AppError `invalid_sql` with the place of the first fault */
export function columnsOf({ text, position, defaults }: WrittenDdl): readonly PhysicalColumn[] {
  const { definition, faults } = importDdl(text, { dialect: 'ansi' });
  const [fault] = faults;
  if (fault) throw new AppError('invalid_sql', `${fault.message.charAt(0).toUpperCase()}${fault.message.slice(1)}.`, { position: inUsersText(fault.position, position), hint: fault.hint });
  return (definition.tables[0]?.columns ?? []).map(({ name, data_type, varchar_length, required }) => {
    const value = defaults.find(({ column }) => column.toLowerCase() === name.toLowerCase());
    return { name, type: typeOf(data_type, varchar_length, position), nullable: required !== true, ...(value && { defaultSql: value.sql }) };
  });
}

/** The columns start in the second line of the DDL. */
function inUsersText(place: TextPosition, start: TextPosition): TextPosition {
  return positionWithin(start, { ...place, line: Math.max(1, place.line - 1) });
}

function typeOf(text: string, length: number | undefined, position: TextPosition): ColumnType {
  const type = parseColumnType(text, length, '$', new FaultList());
  if (!type) throw new AppError('invalid_sql', `The type ${text} is not known.`, { position });
  return type;
}
