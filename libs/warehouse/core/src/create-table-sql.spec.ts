import { formatColumnType } from '@dw-sim/contracts';
import { createTableSql, keysOf } from './create-table-sql';
import type { PhysicalTable } from './physical-table';

const TABLE: PhysicalTable = {
  name: 'shop__order',
  columns: [
    { name: 'id', type: { kind: 'BIGINT' }, nullable: false },
    { name: 'say "hi"', type: { kind: 'DECIMAL', precision: 12, scale: 2 }, nullable: true },
  ],
  primaryKey: ['id'],
  uniqueKeys: [['id'], ['id', 'say "hi"']],
  foreignKeys: [{ columns: ['id'], referencesTable: 'shop__customer', referencesColumns: ['key'] }],
};

describe('createTableSql', () => {
  it('quotes every name and keeps NOT NULL', () => {
    expect(createTableSql(TABLE, { physicalType: formatColumnType })).toBe(
      'CREATE TABLE "shop__order" ("id" BIGINT NOT NULL, "say ""hi""" DECIMAL(12,2))',
    );
  });

  it('declares foreign keys and takes another name', () => {
    expect(createTableSql(TABLE, { physicalType: () => 'INT', name: 'beside', foreignKeys: true })).toBe(
      'CREATE TABLE "beside" ("id" INT NOT NULL, "say ""hi""" INT, FOREIGN KEY ("id") REFERENCES "shop__customer" ("key"))',
    );
  });
});

describe('keysOf', () => {
  it('lists each key once, the primary key first', () => {
    expect(keysOf(TABLE)).toEqual([['id'], ['id', 'say "hi"']]);
  });
});
