import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnType } from '@dw-sim/contracts';
import { tableOf, writeParquet } from '@dw-sim/warehouse-testing';
import { NULL_TEXT, type StagedColumn } from './staged-column';
import { StagedReader } from './staged-reader';

type Value = string | number | bigint | boolean | null;

function valuesOf(column: StagedColumn, rowCount: number): Value[] {
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  if (column.kind === 'number') return rows.map((row) => column.values.getItem(row));
  let end = 0;
  return rows.map((row) => {
    const length = column.lengths.getItem(row) ?? NaN;
    return length === NULL_TEXT ? null : Buffer.from(column.bytes.subarray(end, (end += length))).toString('utf8');
  });
}

describe('StagedReader', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'dw-sim-staging-'))));
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function readAll(columns: Readonly<Record<string, ColumnType>>, files: readonly string[]): Promise<Value[][]> {
    const staged = { table: tableOf('t', columns), files, rowCount: 0 };
    const reader = await StagedReader.open(staged, { stagingDirectory: directory, memoryLimitBytes: 2 ** 28 });
    const values: Value[][] = Object.keys(columns).map(() => []);
    for await (const chunk of reader.chunks()) {
      chunk.columns.forEach((column, index) => values[index]?.push(...valuesOf(column, chunk.rowCount)));
    }
    await reader.close();
    return values;
  }

  it('reads many rows of several files and row groups in order', async () => {
    const files = [
      await writeParquet(join(directory, 'a.parquet'), 'SELECT range::INTEGER AS id FROM range(300000)'),
      await writeParquet(join(directory, 'b.parquet'), 'SELECT (range + 300000)::INTEGER AS id FROM range(5)'),
    ];
    const [ids = []] = await readAll({ id: { kind: 'INT' } }, files);
    expect(ids).toHaveLength(300_005);
    expect(ids.findIndex((id, index) => id !== index)).toBe(-1);
  });

  it('closes while it reads, again and again', async () => {
    const file = await writeParquet(join(directory, 'a.parquet'), 'SELECT range::INTEGER AS id, md5(range::VARCHAR) AS word FROM range(400000)');
    const table = tableOf('t', { id: { kind: 'INT' }, word: { kind: 'VARCHAR' } });
    // More often than Node's pool has threads: none may be left waiting.
    for (let round = 0; round < 8; round++) {
      const reader = await StagedReader.open({ table, files: [file], rowCount: 400_000 }, { stagingDirectory: directory, memoryLimitBytes: 2 ** 28 });
      for await (const { rowCount } of reader.chunks()) {
        expect(rowCount).toBe(2048);
        break;
      }
      await reader.close();
    }
    expect((await stat(file)).size).toBeGreaterThan(0);
  });

  it('reads rows in order, whatever the columns are called', async () => {
    const file = await writeParquet(join(directory, 'a.parquet'), 'SELECT (70000 - range)::INTEGER AS "File_Row_Number", range::INTEGER AS filename FROM range(70000)');
    const [numbers = [], names = []] = await readAll({ File_Row_Number: { kind: 'INT' }, filename: { kind: 'INT' } }, [file]);
    expect(numbers).toHaveLength(70_000);
    expect(numbers.findIndex((number, index) => number !== 70_000 - index)).toBe(-1);
    expect(names.findIndex((name, index) => name !== index)).toBe(-1);
  });

  it.each<[ColumnType, string, readonly Value[]]>([
    [{ kind: 'INT' }, '(1), (NULL), (-2147483648)', [1, null, -2147483648]],
    [{ kind: 'BIGINT' }, '(-999999999999999), (9223372036854775807), (NULL), (-9223372036854775808)', [-999999999999999n, 9223372036854775807n, null, -9223372036854775808n]],
    [{ kind: 'FLOAT' }, `(0.1::DOUBLE), ('nan'), ('-inf'), (5e-324), (NULL)`, [0.1, NaN, -Infinity, 5e-324, null]],
    [{ kind: 'DECIMAL', precision: 12, scale: 2 }, '(1.50), (-0.01)', [1.5, -0.01]],
    [{ kind: 'DECIMAL', precision: 20, scale: 4 }, '(1234567890123456.7891), (NULL)', ['1234567890123456.7891', null]],
    [{ kind: 'VARCHAR' }, `('a"b\\c'), (''), ('😀'), ('x' || chr(10) || chr(1)), (NULL)`, ['a"b\\c', '', '😀', 'x\n\u0001', null]],
    [{ kind: 'DATE' }, `(DATE '2024-02-29'), ('0001-01-01')`, ['2024-02-29', '0001-01-01']],
    [{ kind: 'TIMESTAMP' }, `(TIMESTAMP '2024-02-29 23:59:59.123456'), ('2024-01-01')`, ['2024-02-29 23:59:59.123456', '2024-01-01 00:00:00']],
    [{ kind: 'TIMESTAMPTZ' }, `(TIMESTAMPTZ '2024-02-29 23:59:59.5+02'), (NULL)`, ['2024-02-29 21:59:59.5+00:00', null]],
    [{ kind: 'TIME' }, `(TIME '23:59:59.000001'), ('00:00:00')`, ['23:59:59.000001', '00:00:00']],
    [{ kind: 'UUID' }, `('ABCDEF00-0000-4000-8000-000000000001'), (NULL)`, ['abcdef00-0000-4000-8000-000000000001', null]],
    [{ kind: 'JSON' }, `('{"a": [1.50]}'), ('"x"'), (NULL)`, ['{"a": [1.50]}', '"x"', null]],
    [{ kind: 'BOOLEAN' }, '(true), (false), (NULL)', [true, false, null]],
  ])('keeps the values of %j', async (type, rows, expected) => {
    const physical = { INT: 'INTEGER', FLOAT: 'DOUBLE', DECIMAL: `DECIMAL(20,${type.kind === 'DECIMAL' ? type.scale : 0})` } as const;
    const cast = physical[type.kind as keyof typeof physical] ?? type.kind;
    const file = await writeParquet(join(directory, 'v.parquet'), `SELECT v::${cast} AS v FROM (VALUES ${rows}) AS rows (v)`);
    expect(await readAll({ v: type }, [file])).toEqual([expected]);
  });
});
