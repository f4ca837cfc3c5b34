import { type DdlToken, spanOf } from './ddl-token';
import { applyType, readColumn } from './column';
import { countUp, readColumnOptions, readSequenceOptions } from './column-options';
import { type DraftColumn, type DraftTable, findColumn } from './draft';
import { didYouMean, type ImportContext } from './import-context';
import { lastPart, readQualifiedName, readSimpleName } from './qualified-name';
import { readTableConstraint, startsConstraint } from './table-constraints';
import { TokenReader } from './token-reader';
import { readType } from './types/written-type';

/** Reads an ALTER TABLE: what it adds, drops, renames or changes. What says nothing of the data is passed over. */
export function readAlterTable(tokens: readonly DdlToken[], context: ImportContext): void {
  const reader = new TokenReader(context.source, tokens, 2);
  reader.take('IF', 'EXISTS');
  reader.take('ONLY');
  const name = readQualifiedName(reader);
  reader.take('*');
  if (!name) return context.report.fault('syntax', reader.here, 'ALTER TABLE has no name', 'write ALTER TABLE orders …');
  if (reader.take('WITH')) reader.takeAny('CHECK', 'NOCHECK');
  const table = context.findTable(name);
  if (!table) {
    if (context.isUnreadable(name) || !changesColumns(reader.rest())) return context.report.passOver('ALTER TABLE', spanOf(tokens[0]), 'it changes nothing that the import keeps');
    const names = context.tables.map(({ writtenName }) => lastPart(writtenName));
    return context.report.fault('unknown_table', name.at, `${name.written} is not created before in this text${didYouMean(lastPart(name), names)}`, `put CREATE TABLE ${lastPart(name)} before it, or leave the statement out`);
  }
  readActions(reader, context, table);
}

/** True for what would change the imported table. */
function changesColumns(reader: TokenReader): boolean {
  return ['ADD', 'DROP', 'MODIFY', 'CHANGE', 'ALTER', 'RENAME'].some((word) => reader.isNext(word));
}

function readActions(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  let form = '';
  for (const action of reader.splitAtCommas()) {
    // `ADD a INT, b INT` goes on with the word before.
    const word = action.peek()?.text ?? '';
    const isKnown = Object.hasOwn(ACTIONS, word) && action.peek()?.kind === 'word';
    if (isKnown) {
      form = word;
      action.skip();
    }
    if (isKnown || form === 'ADD') ACTIONS[form](action, context, table);
  }
}

type ReadAction = (reader: TokenReader, context: ImportContext, table: DraftTable) => void;

const ignored: ReadAction = () => undefined;

const ACTIONS: Readonly<Record<string, ReadAction>> = {
  ADD: readAdd,
  DROP: readDrop,
  RENAME: readRename,
  ALTER: readAlterColumn,
  MODIFY: readModify,
  CHANGE: readChange,
  COMMENT: (reader, _, table) => {
    reader.take('=');
    table.comment = reader.takeText() ?? table.comment;
  },
  OWNER: ignored,
  SET: ignored,
  RESET: ignored,
  ENABLE: ignored,
  DISABLE: ignored,
  CLUSTER: ignored,
  ATTACH: ignored,
  VALIDATE: ignored,
};

function readAdd(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  if (startsConstraint(reader)) return readTableConstraint(reader, context, table);
  reader.take('COLUMN');
  if (reader.take('IF', 'NOT', 'EXISTS')) {
    const name = readSimpleName(reader.rest())?.name;
    if (name !== undefined && findColumn(table.columns, name)) return;
  }
  // MySQL and Oracle: `ADD (a INT, b INT)`
  const brackets = reader.takeBrackets();
  if (!brackets) return addColumn(reader, context, table);
  for (const item of brackets.splitAtCommas()) addColumn(item, context, table);
}

const DROPPABLE = new Set(['CONSTRAINT', 'PRIMARY', 'FOREIGN', 'INDEX', 'KEY', 'CHECK', 'PARTITION', 'CLUSTERING', 'UNIQUE', 'ALL', 'ROW', 'SEARCH']);
/** Where MySQL puts a new column. */
const PLACES = ['FIRST', 'AFTER'];

function addColumn(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  readColumn(withoutPlace(reader), context, table, false);
}

/** Without `FIRST` and `AFTER a` at the end. */
function withoutPlace(reader: TokenReader): TokenReader {
  const search = reader.rest();
  while (!search.isAtEnd && !PLACES.some((word) => search.isNext(word))) search.skipItem();
  return reader.until(search.index);
}

function readDrop(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  if (reader.isOneOf(DROPPABLE)) return dropKeys(reader, table);
  reader.take('COLUMN');
  const isOptional = reader.take('IF', 'EXISTS');
  const name = readSimpleName(reader);
  const column = name && findColumn(table.columns, name.name);
  if (column && table.columns.length === 1) context.refuse(table, 'no_columns', name.at, `${table.writtenName.written} has no columns without ${name.name}`, 'leave the statement out, or add a column before it');
  else if (column) removeColumn(column, table);
  else if (name && !isOptional) context.columnsOf(table, [name]);
}

function dropKeys(reader: TokenReader, table: DraftTable): void {
  if (reader.isNext('PRIMARY', 'KEY')) removeFrom(table.keys, (key) => key.isPrimary);
}

function removeColumn(column: DraftColumn, table: DraftTable): void {
  removeFrom(table.columns, (other) => other === column);
  removeFrom(table.keys, ({ columns }) => columns.includes(column));
  removeFrom(table.foreignKeys, ({ columns }) => columns.includes(column));
}

function removeFrom<Item>(items: Item[], isGone: (item: Item) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !isGone(item)));
}

/** `RENAME TO t`, `RENAME COLUMN a TO b`, `RENAME a TO b`. */
function readRename(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  if (reader.take('TO') || reader.take('AS')) {
    const name = readQualifiedName(reader);
    if (!name) return;
    context.removeTable(table);
    table.writtenName = { ...name, at: table.writtenName.at, parts: [...table.writtenName.parts.slice(0, -1), lastPart(name)] };
    return context.addTable(table);
  }
  if (reader.take('CONSTRAINT') || reader.take('INDEX') || reader.take('KEY')) return;
  reader.take('COLUMN');
  const from = readSimpleName(reader);
  reader.take('TO');
  const to = readSimpleName(reader);
  const column = from && context.columnsOf(table, [from])?.[0];
  if (column && to) column.writtenName = to.name;
}

/** `ALTER COLUMN a SET NOT NULL`, `TYPE …`, `SET DEFAULT …`, `ADD GENERATED … AS IDENTITY`. */
function readAlterColumn(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  if (reader.isNext('SORTKEY') || reader.isNext('DISTKEY') || reader.isNext('DISTSTYLE') || reader.isNext('COMPOUND') || reader.isNext('ENCODE') || reader.isNext('INDEX')) return;
  reader.take('COLUMN');
  const name = readSimpleName(reader);
  const column = name && context.columnsOf(table, [name])?.[0];
  if (!column) return;
  if (reader.take('SET', 'NOT', 'NULL')) column.isRequired = true;
  else if (reader.take('DROP', 'NOT', 'NULL')) column.isRequired = false;
  else if (reader.take('SET', 'DATA', 'TYPE') || reader.take('TYPE') || reader.take('SET', 'TYPE')) changeType(column, reader, context, table);
  else if (reader.take('ADD', 'GENERATED')) {
    reader.takeAny('ALWAYS', 'BY', 'DEFAULT', 'AS', 'IDENTITY');
    const inside = reader.takeBrackets();
    if (inside?.take('SEQUENCE', 'NAME')) readQualifiedName(inside);
    const { start = 1, step = 1 } = inside ? readSequenceOptions(inside) : {};
    countUp(column, start, step);
  } else if (reader.take('SET')) readColumnOptions(reader, context, table, column);
  else if (reader.take('COMMENT')) column.comment = reader.takeText() ?? column.comment;
  // T-SQL: `ALTER COLUMN a INT NOT NULL`
  else if (!reader.isNext('DROP') && !reader.isNext('UNSET')) changeType(column, reader, context, table);
}

function changeType(column: DraftColumn, reader: TokenReader, context: ImportContext, table: DraftTable): void {
  const written = readType(reader);
  if (written) applyType(column, written, context, table);
  if (!reader.isNext('USING')) readColumnOptions(reader, context, table, column);
}

/** MySQL: `MODIFY a INT NOT NULL AUTO_INCREMENT`; Snowflake: `MODIFY COLUMN a SET MASKING POLICY p`. */
function readModify(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  reader.take('COLUMN');
  const name = readSimpleName(reader);
  const column = name && context.columnsOf(table, [name])?.[0];
  if (!column || reader.isNext('SET') || reader.isNext('UNSET') || reader.isNext('DROP')) return;
  changeType(column, withoutPlace(reader), context, table);
}

/** MySQL: `CHANGE a b INT NOT NULL`. */
function readChange(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  reader.take('COLUMN');
  const from = readSimpleName(reader);
  const to = readSimpleName(reader);
  const column = from && context.columnsOf(table, [from])?.[0];
  if (!column || !to) return;
  column.writtenName = to.name;
  changeType(column, withoutPlace(reader), context, table);
}
