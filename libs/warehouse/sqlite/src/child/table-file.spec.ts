import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatColumnType, type ColumnType } from '@dw-sim/contracts';
import { NULL_TEXT, type StagedColumn } from '@dw-sim/warehouse-staging';
import { tableOf } from '@dw-sim/warehouse-testing';
import fc from 'fast-check';
import Database from 'libsql';
import { sqliteType } from '../sqlite-types';
import { fieldOf } from './field';
import { RecordWriter } from './record-writer';
import { TableFile } from './table-file';
import { createSql } from './tables';
import type { TextEncoding } from './text-encoding';

type Value = number | bigint | string | boolean | null;
type Stored = readonly [type: string, literal: string];

const INTEGERS = fc.oneof(
  fc.constantFrom(0, 1, -1),
  fc.tuple(fc.constantFrom(7, 15, 23, 31, 47, 52), fc.integer({ min: -2, max: 2 }), fc.boolean()).map(([bits, step, negative]) => (2 ** bits + step) * (negative ? -1 : 1)),
  fc.maxSafeInteger(),
);
const TEXTS = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('1', '0.0', ' 7', '1e3', 'NaN', 'é\u0000😀'), fc.string({ minLength: 57, maxLength: 70 }));

/** Types, and values of them as they are staged. */
const COLUMNS: readonly (readonly [ColumnType, fc.Arbitrary<Value>])[] = [
  [{ kind: 'INT' }, INTEGERS],
  [{ kind: 'BIGINT' }, fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), INTEGERS.map(BigInt))],
  [{ kind: 'FLOAT' }, fc.oneof(fc.double(), INTEGERS)],
  [{ kind: 'DECIMAL', precision: 15, scale: 2 }, fc.integer({ min: -(10 ** 14), max: 10 ** 14 }).map((cents) => cents / 100)],
  [{ kind: 'BOOLEAN' }, fc.boolean()],
  [{ kind: 'VARCHAR' }, TEXTS],
  [{ kind: 'JSON' }, TEXTS],
  [{ kind: 'UUID' }, fc.uuid()],
  [{ kind: 'DATE' }, fc.constantFrom('2024-02-29', '0001-01-01')],
  [{ kind: 'TIMESTAMP' }, fc.constant('2024-02-29 23:59:59.123456')],
];

describe('TableFile', () => {
  let directory: string;
  beforeAll(async () => (directory = await mkdtemp(join(tmpdir(), 'dw-sim-table-file-'))));
  afterAll(() => rm(directory, { recursive: true, force: true }));

  /** Writes rows and answers the database that has them as table `rows`. */
  function write(types: readonly ColumnType[], rows: readonly (readonly Value[])[], mostChildren?: number, encoding: TextEncoding = 'UTF-8'): Database.Database {
    const path = join(directory, 'rows.sqlite');
    const fields = types.map((type) => fieldOf(type, encoding));
    fields.forEach((field, index) => field.take(stagedColumn(rows.map((row) => row[index] ?? null), types[index])));
    const record = new RecordWriter(fields);
    const file = new TableFile(path, encoding, mostChildren);
    rows.forEach((_, row) => {
      record.next(row);
      file.append(record);
    });
    file.finish('rows', `CREATE TABLE rows (${columnsSql(types)})`);
    file.close();
    const database = new Database(path);
    expect(database.prepare('PRAGMA integrity_check').raw().all()).toEqual([['ok']]);
    return database;
  }

  it.each(COLUMNS.map(([type, values]) => [formatColumnType(type), type, values] as const))('stores %s as SQLite does', (_, type, values) => {
    fc.assert(
      fc.property(fc.array(fc.option(values)), (column) => {
        const database = write([type], column.map((value) => [value]));
        database.exec(`ATTACH ':memory:' AS bound; CREATE TABLE bound.rows (${columnsSql([type])})`);
        for (const value of column) database.prepare('INSERT INTO bound.rows VALUES (?)').run([typeof value === 'boolean' ? Number(value) : value]);
        const stored = (schema: string) => database.prepare(`SELECT typeof(c0), quote(c0) FROM ${schema}.rows ORDER BY rowid`).raw().all() as Stored[];
        expect(stored('main')).toEqual(stored('bound'));
        database.close();
      }),
    );
  });

  it.each([
    ['9223372036854775807', 'integer'],
    ['9223372036854775808', 'real'],
    ['1234567890123456.5000', 'real'],
    ['1234567890123456.0000', 'integer'],
    ['-0.00000000000000000001', 'real'],
  ])('stores the digits %s as SQLite does', (digits, expected) => {
    const type: ColumnType = { kind: 'DECIMAL', precision: 38, scale: 4 };
    const database = write([type], [[digits], [null]]);
    database.exec(`ATTACH ':memory:' AS bound; CREATE TABLE bound.rows (${columnsSql([type])}); INSERT INTO bound.rows VALUES ('${digits}'), (NULL)`);
    const stored = (schema: string) => database.prepare(`SELECT typeof(c0), quote(c0) FROM ${schema}.rows ORDER BY rowid`).raw().all() as Stored[];
    expect(stored('main')).toEqual(stored('bound'));
    expect(stored('main').map(([name]) => name)).toEqual([expected, 'null']);
    database.close();
  });

  it.each(['UTF-16le', 'UTF-16be'] as const)('writes texts in %s', (encoding) => {
    const texts = ['é😀', '', 'x'.repeat(100_000)];
    const database = write([{ kind: 'VARCHAR' }, { kind: 'DECIMAL', precision: 38, scale: 0 }], texts.map((text, index) => [text, `${index}`]), undefined, encoding);
    expect(database.prepare('PRAGMA encoding').raw().get()).toEqual([encoding]);
    expect(database.prepare('SELECT c0, c1 FROM rows').raw().all()).toEqual(texts.map((text, index) => [text, index]));
    database.close();
  });

  it('is taken over without a look at its values', () => {
    const columns = Object.fromEntries(COLUMNS.map(([type], index) => [`c${index}`, type]));
    const table = tableOf('t', columns, { primaryKey: ['c0'], foreignKeys: [{ columns: ['c0'], referencesTable: 't', referencesColumns: ['c0'] }] });
    const database = new Database(':memory:');
    database.exec(`PRAGMA foreign_keys = OFF; ATTACH ':memory:' AS staged; ${createSql(table, 'loading')}`);
    database.exec(createSql(table, 'rows').replace('CREATE TABLE ', 'CREATE TABLE staged.'));
    const steps = database.prepare('EXPLAIN INSERT INTO loading SELECT * FROM staged.rows').raw().all() as unknown[][];
    expect(steps.map(([, step]) => step)).toContain('RowCell');
    expect(steps.map(([, step]) => step)).not.toContain('MakeRecord');
    database.close();
  });

  it('writes an empty table', () => {
    const database = write([{ kind: 'INT' }], []);
    expect(database.prepare('SELECT count(*) FROM rows').raw().get()).toEqual([0]);
    database.close();
  });

  it('writes texts of any length', () => {
    const lengths = [0, 65_000, 65_490, 65_495, 65_496, 65_497, 65_498, 65_500, 65_536, 73_000, 131_000, 139_000, 1_000_000, 1];
    const database = write([{ kind: 'VARCHAR' }, { kind: 'INT' }], lengths.map((length) => ['x'.repeat(length), length]));
    expect(database.prepare(`SELECT length(c0), c1 FROM rows ORDER BY rowid`).raw().all()).toEqual(lengths.map((length) => [length, length]));
    expect(database.prepare(`SELECT count(*) FROM rows WHERE replace(c0, 'x', '') <> ''`).raw().get()).toEqual([0]);
    database.close();
  });

  it('writes tables of many pages, one level above the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 3, max: 5 }), (rowCount, mostChildren) => {
        const rows = Array.from({ length: rowCount }, (_, row) => ['x'.repeat(40_000), row]);
        const database = write([{ kind: 'VARCHAR' }, { kind: 'INT' }], rows, mostChildren);
        expect(database.prepare('SELECT rowid, c1 FROM rows').raw().all()).toEqual(rows.map((_, row) => [row + 1, row]));
        expect(database.prepare('SELECT c1 FROM rows WHERE rowid = ?').raw().get(rowCount)).toEqual([rowCount - 1]);
        database.close();
      }),
      { numRuns: 20 },
    );
  });

  it.each([2000, 1950, 1900, 1500, 1])('writes a table of %d columns', (width) => {
    // Their names and types need more than a page, or as good as one.
    const database = write(Array.from({ length: width }, () => ({ kind: 'DECIMAL', precision: 12, scale: 2 })), [Array.from({ length: width }, (_, index) => index)]);
    expect(database.prepare('SELECT * FROM rows').raw().get()).toEqual(Array.from({ length: width }, (_, index) => index));
    database.close();
  });
});

function columnsSql(types: readonly ColumnType[]): string {
  return types.map((type, index) => `c${index} ${sqliteType(type)}`).join(', ');
}

function stagedColumn(values: readonly Value[], type: ColumnType | undefined): StagedColumn {
  const isText = values.some((value) => typeof value === 'string') || !['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'BOOLEAN'].includes(type?.kind ?? '');
  if (!isText) return { kind: 'number', values: { getItem: (row) => values[row] as number | null } };
  const texts = values.map((value) => (value === null ? null : Buffer.from(String(value), 'utf8')));
  return { kind: 'text', bytes: Buffer.concat(texts.filter((text) => text !== null)), lengths: { getItem: (row) => texts[row]?.length ?? NULL_TEXT } };
}
