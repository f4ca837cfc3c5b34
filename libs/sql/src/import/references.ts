import { spanOf } from './ddl-token';
import type { DraftColumn, DraftTable } from './draft';
import type { ImportContext } from './import-context';
import { readNameList, readQualifiedName } from './qualified-name';
import type { TokenReader } from './token-reader';

/** Reads what follows REFERENCES, with its actions, and adds the foreign key to the table. */
export function readReference(reader: TokenReader, context: ImportContext, table: DraftTable, columns: readonly DraftColumn[]): void {
  const keyword = reader.previous;
  const parent = readQualifiedName(reader);
  if (!parent) {
    context.refuse(table, 'syntax', reader.here, 'REFERENCES has no table', 'write REFERENCES customers (id)');
    return;
  }
  const brackets = reader.takeBrackets();
  const parentColumns = brackets && readNameList(brackets).names.map(({ name }) => name);
  table.foreignKeys.push({ columns, parent, at: spanOf(keyword, reader.previous), ...(parentColumns && parentColumns.length > 0 && { parentColumns }) });
  readActions(reader);
}

/** `MATCH FULL ON DELETE SET NULL (a) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT ENFORCED RELY` */
export function readActions(reader: TokenReader): void {
  for (;;) {
    if (reader.take('ON', 'DELETE') || reader.take('ON', 'UPDATE')) {
      if (reader.take('SET')) reader.skip();
      else if (!reader.take('NO', 'ACTION')) reader.skip();
      reader.takeBrackets();
    } else if (reader.takeAny('MATCH', 'INITIALLY')) reader.skip();
    else if (!isConstraintState(reader)) return;
  }
}

/** States of a constraint, of which the data need not know. */
function isConstraintState(reader: TokenReader): boolean {
  const states = ['ENFORCED', 'DEFERRABLE', 'VALID', 'RELY'];
  if (states.some((state) => reader.take('NOT', state))) return true;
  if (reader.take('NOT', 'FOR', 'REPLICATION') || reader.take('NO', 'INHERIT')) return true;
  return reader.takeAny('DEFERRABLE', 'ENFORCED', 'RELY', 'NORELY', 'ENABLE', 'DISABLE', 'VALIDATE', 'NOVALIDATE', 'DEFERRED', 'IMMEDIATE');
}
