import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { redshiftCreateTable } from './redshift-ddl';

const ORDERS: PhysicalTable = {
  name: 'shop__orders',
  columns: [
    { name: 'id', type: { kind: 'BIGINT' }, nullable: false },
    { name: 'customer_id', type: { kind: 'INT' }, nullable: false },
    { name: 'code', type: { kind: 'VARCHAR', length: 40 }, nullable: true },
    { name: 'note', type: { kind: 'VARCHAR' }, nullable: true },
    { name: 'price', type: { kind: 'DECIMAL', precision: 12, scale: 2 }, nullable: true },
    { name: 'weight', type: { kind: 'FLOAT' }, nullable: true },
    { name: 'day', type: { kind: 'DATE' }, nullable: true },
    { name: 'clock', type: { kind: 'TIME' }, nullable: true },
    { name: 'at', type: { kind: 'TIMESTAMP' }, nullable: true },
    { name: 'moment', type: { kind: 'TIMESTAMPTZ' }, nullable: true },
    { name: 'paid', type: { kind: 'BOOLEAN' }, nullable: true },
    { name: 'key', type: { kind: 'UUID' }, nullable: true },
    { name: 'document', type: { kind: 'JSON' }, nullable: true },
  ],
  primaryKey: ['id'],
  uniqueKeys: [['code', 'day']],
  foreignKeys: [{ columns: ['customer_id'], referencesTable: 'shop__customers', referencesColumns: ['id'] }],
  layout: { distKey: 'customer_id', sortKeys: ['day', 'id'], encodings: { id: 'AZ64', note: 'zstd' } },
};

describe('DDL of a real Redshift', () => {
  it('declares keys, distribution, order and encodings', () => {
    expect(redshiftCreateTable(ORDERS, ORDERS.name)).toBe(
      'CREATE TABLE "shop__orders" ("id" bigint ENCODE az64 NOT NULL, "customer_id" integer NOT NULL, "code" varchar(40), ' +
        '"note" varchar(65535) ENCODE zstd, "price" numeric(12,2), "weight" double precision, "day" date, "clock" time, "at" timestamp, ' +
        '"moment" timestamp with time zone, "paid" boolean, "key" char(36), "document" super, PRIMARY KEY ("id"), UNIQUE ("code", "day"), ' +
        'FOREIGN KEY ("customer_id") REFERENCES "shop__customers" ("id")) DISTSTYLE KEY DISTKEY ("customer_id") SORTKEY ("day", "id")',
    );
  });

  it('says nothing of a layout that is not given', () => {
    const table = { name: 't', columns: [{ name: 'id', type: { kind: 'INT' } as const, nullable: true }], uniqueKeys: [], foreignKeys: [] };
    expect(redshiftCreateTable(table, 'beside')).toBe('CREATE TABLE "beside" ("id" integer)');
  });
});
