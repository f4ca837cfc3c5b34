import type { DraftTable } from './draft';
import type { ImportContext } from './import-context';
import { readColumn } from './column';
import { isWord, type TokenReader } from './token-reader';

/** Words that end the options of a table: what follows says which columns it has. */
const COLUMN_SOURCES = ['LIKE', 'CLONE', 'INHERITS', 'AS', 'SELECT', 'USING'];

/** Passes over the options behind the columns of a table, and keeps its comment and its partition columns. */
export function readTableOptions(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  while (!reader.isAtEnd) {
    if (reader.take('COMMENT') || reader.take('DESCRIPTION')) {
      reader.take('=');
      table.comment = reader.takeText() ?? table.comment;
    } else if (reader.take('OPTIONS')) readOptions(reader, table);
    else if (reader.isNext('PARTITIONED', 'BY', '(')) {
      reader.skip(2);
      readPartitionColumns(reader, context, table);
    } else if (startsSource(reader)) return;
    else if (!refuseMisplaced(reader, context, table)) reader.skipItem();
  }
}

/** What belongs between the brackets of the columns. */
function refuseMisplaced(reader: TokenReader, context: ImportContext, table: DraftTable): boolean {
  const isBracket = reader.isNext(')');
  const isConstraint = reader.isNext('CONSTRAINT') || reader.isNext('PRIMARY', 'KEY') || reader.isNext('FOREIGN', 'KEY') || reader.isNext('UNIQUE', '(');
  if (isBracket) context.refuse(table, 'unopened_bracket', reader.here, 'this bracket was never opened', 'leave it out, or open it before');
  else if (isConstraint) context.refuse(table, 'syntax', reader.here, `${reader.here.text} stands behind the columns`, 'put it between their brackets, behind a comma');
  else return false;
  reader.skipRest();
  return true;
}

function startsSource(reader: TokenReader): boolean {
  if (reader.isNext('USING')) return reader.isNext('USING', 'TEMPLATE');
  // `STORED AS PARQUET`, `EXECUTE AS OWNER`, `ROW STORED AS`
  if (reader.isNext('AS')) return isWord(reader.peek(1), 'SELECT') || isWord(reader.peek(1), 'WITH') || isWord(reader.peek(1), '(') || isWord(reader.peek(1), 'VALUES');
  if (reader.isNext('WITH')) return isWord(reader.peek(2), 'AS') && isWord(reader.peek(3), '(');
  return COLUMN_SOURCES.some((word) => reader.isNext(word));
}

function readOptions(reader: TokenReader, table: DraftTable): void {
  for (const option of reader.takeBrackets()?.splitAtCommas() ?? []) {
    if (option.take('DESCRIPTION', '=')) table.comment = option.takeText() ?? table.comment;
  }
}

/** Hive and Redshift Spectrum: `PARTITIONED BY (y INT)` adds columns; names alone are columns already. */
function readPartitionColumns(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  for (const item of reader.takeBrackets()?.splitAtCommas() ?? []) {
    const isColumn = item.peek(1)?.kind === 'word' && !isWord(item.peek(1), '(');
    if (isColumn) readColumn(item, context, table, false);
  }
}
