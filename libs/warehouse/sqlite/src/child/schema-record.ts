import type { StagedColumn } from '@dw-sim/warehouse-staging';
import { fieldOf } from './field';
import { RecordWriter } from './record-writer';
import type { TextEncoding } from './text-encoding';

/** The row of `sqlite_schema` that tells of a table: type, name, table's name, first page, DDL. */
export function schemaRecord(name: string, rootPage: number, createSql: string, encoding: TextEncoding): RecordWriter {
  const fields = ['table', name, name, rootPage, createSql].map((value) => {
    const field = fieldOf({ kind: typeof value === 'number' ? 'INT' : 'VARCHAR' }, encoding);
    field.take(columnOf(value));
    return field;
  });
  const record = new RecordWriter(fields);
  record.next(0);
  return record;
}

function columnOf(value: string | number): StagedColumn {
  if (typeof value === 'number') return { kind: 'number', values: { getItem: () => value } };
  const bytes = Buffer.from(value, 'utf8');
  return { kind: 'text', bytes, lengths: { getItem: () => bytes.length } };
}
