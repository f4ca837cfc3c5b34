import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isQueryable, type LoadOptions, type PhysicalTable, type WarehouseConfig, type WarehouseSession } from '@dw-sim/warehouse-core';
import { NUMBERS, numbersUpTo, tableOf, writeParquet } from '@dw-sim/warehouse-testing';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { S3Server } from '../../../staging/src/testing/s3-server';
import type { FileFormat } from './file-options';
import { FileStrategy } from './file-strategy';

const TYPED = tableOf('shop__typed', {
  id: { kind: 'INT' }, big: { kind: 'BIGINT' }, ratio: { kind: 'FLOAT' }, amount: { kind: 'DECIMAL', precision: 20, scale: 4 }, name: { kind: 'VARCHAR' },
  day: { kind: 'DATE' }, clock: { kind: 'TIME' }, stamp: { kind: 'TIMESTAMP' }, moment: { kind: 'TIMESTAMPTZ' }, ok: { kind: 'BOOLEAN' }, key: { kind: 'UUID' }, doc: { kind: 'JSON' },
});
const TYPED_ROWS = `
  SELECT id::INTEGER AS id, big::BIGINT AS big, ratio::DOUBLE AS ratio, amount::DECIMAL(20,4) AS amount, name, day::DATE AS day, clock::TIME AS clock,
    stamp::TIMESTAMP AS stamp, moment::TIMESTAMPTZ AS moment, ok, key::UUID AS key, doc::JSON AS doc FROM (VALUES
    (1, 9223372036854775807, 0.1::DOUBLE, '1234567890123456.5000', 'Zoë, "q"\n2', '2024-02-29', '23:59:59.5', '2024-01-01 00:00:00', '2024-01-01 01:00:00+05:30', true, '00000000-0000-4000-8000-000000000001', '{"a": [1.50, {"b": "x\\ny"}],\n "c": 12345678901234567890}'),
    (2, NULL, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (3, -1, 'Infinity'::DOUBLE, '0.0001', NULL, '0001-01-01', '00:00:00', '1969-12-31 23:59:59.123456', '2024-01-01 00:00:00+00', false, 'ffffffff-ffff-4fff-bfff-ffffffffffff', '[]')
  ) AS rows (id, big, ratio, amount, name, day, clock, stamp, moment, ok, key, doc) ORDER BY id`.replaceAll("'Zoë, \"q\"\n2'", `E'Zoë, "q"\\n2'`);

/** What CSV holds of these rows, NULL as an unquoted empty text. */
const TYPED_TEXTS = [
  ['1', '9223372036854775807', '0.1', '1234567890123456.5000', 'Zoë, "q"\n2', '2024-02-29', '23:59:59.5', '2024-01-01 00:00:00', '2023-12-31 19:30:00+00:00', 'true', '00000000-0000-4000-8000-000000000001', '{"a": [1.50, {"b": "x\\ny"}],\n "c": 12345678901234567890}'],
  ['2', null, null, null, '', null, null, null, null, null, null, null],
  ['3', '-1', 'inf', '0.0001', null, '0001-01-01', '00:00:00', '1969-12-31 23:59:59.123456', '2024-01-01 00:00:00+00:00', 'false', 'ffffffff-ffff-4fff-bfff-ffffffffffff', '[]'],
];

describe('file targets', () => {
  let root: string;
  let out: string;
  let sessions: WarehouseSession[];

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'dw-files-')));
    out = join(root, 'exports');
    mkdirSync(join(root, 'staging'));
    sessions = [];
  });
  afterEach(async () => {
    for (const session of sessions) await session.close();
    rmSync(root, { recursive: true });
  });

  const s3 = { endpoint: null as string | null, region: null, forcePathStyle: true };
  const config = (): WarehouseConfig => ({ directory: join(root, 'own'), stagingDirectory: join(root, 'staging'), memoryLimitBytes: 512 * 2 ** 20, threadCount: 2 });

  async function open(format: FileFormat, options = '', place = `file://${out}`): Promise<WarehouseSession> {
    const session = await new FileStrategy(format, { folders: [out], s3 }).open({ ...config(), connection: { dsn: `${place}${options}` } });
    sessions.push(session);
    return session;
  }

  /** Creates a table and loads SELECTs, one for each staged file. */
  async function fill(session: WarehouseSession, table: PhysicalTable, selects: readonly string[], rowCount: number): Promise<void> {
    await session.createTables([table]);
    await load(session, table, selects, rowCount);
  }

  async function load(session: WarehouseSession, table: PhysicalTable, selects: readonly string[], rowCount: number, options?: LoadOptions): Promise<void> {
    const files = await Promise.all(selects.map((select, at) => writeParquet(join(root, 'staging', `${table.name}-${at}.parquet`), select)));
    expect(await session.loadTable({ table, files, rowCount }, options)).toMatchObject({ rowCount: expect.any(Number) });
  }

  const filesOf = (table: PhysicalTable) => readdirSync(join(out, table.name), { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() && !entry.name.startsWith('_') ? [join(entry.parentPath, entry.name).slice(join(out, table.name).length + 1)] : [])).sort();
  const contentOf = (table: PhysicalTable, file: string) => readFileSync(join(out, table.name, file));
  const parquetRows = (bytes: Buffer) => parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  const csvRows = (text: string, options: object = {}) => parse(text, { cast: (value, { quoting }) => (value === '' && !quoting ? null : value), ...options }) as (string | null)[][];

  it('writes CSV that another reader takes for what it was', async () => {
    await fill(await open('csv'), TYPED, [TYPED_ROWS], 3);
    expect(filesOf(TYPED)).toEqual(['part-00000.csv']);
    const [header, ...rows] = csvRows(contentOf(TYPED, 'part-00000.csv').toString());
    expect(header).toEqual(TYPED.columns.map(({ name }) => name));
    expect(rows).toEqual(TYPED_TEXTS);
  });

  it('writes CSV as its options say', async () => {
    await fill(await open('csv', '?delimiter=%09&header=false&null=%5CN&compression=gzip'), TYPED, [TYPED_ROWS], 3);
    const text = gunzipSync(contentOf(TYPED, 'part-00000.csv.gz')).toString();
    expect(parse(text, { delimiter: '\t' })).toEqual(TYPED_TEXTS.map((row) => row.map((value) => value ?? '\\N')));
  });

  it('writes JSON Lines with every digit, and JSON as objects', async () => {
    await fill(await open('jsonl'), TYPED, [TYPED_ROWS], 3);
    const lines = contentOf(TYPED, 'part-00000.jsonl').toString().trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      id: 1, ratio: 0.1, name: 'Zoë, "q"\n2', day: '2024-02-29', stamp: '2024-01-01 00:00:00', moment: '2023-12-31 19:30:00+00:00', ok: true, doc: { a: [1.5, { b: 'x\ny' }] },
    });
    expect(lines[0]).toContain('"big":9223372036854775807,');
    expect(lines[0]).toContain('"amount":1234567890123456.5000,');
    expect(lines[0]).toContain('"c": 12345678901234567890}');
    expect(JSON.parse(lines[1]!)).toEqual(Object.fromEntries(TYPED.columns.map(({ name }) => [name, name === 'id' ? 2 : name === 'name' ? '' : null])));
    expect(JSON.parse(lines[2]!)).toMatchObject({ ratio: null, doc: [], amount: 0.0001 });
  });

  it('writes Parquet that another reader takes for what it was', async () => {
    const table = tableOf('shop__few', { id: { kind: 'INT' }, amount: { kind: 'DECIMAL', precision: 10, scale: 2 }, name: { kind: 'VARCHAR' }, ok: { kind: 'BOOLEAN' } });
    await fill(await open('parquet'), table, [`SELECT 1::INTEGER AS id, 1.50::DECIMAL(10,2) AS amount, 'ä' AS name, true AS ok UNION ALL SELECT 2, NULL, NULL, false ORDER BY 1`], 2);
    expect(await parquetRows(contentOf(table, 'part-00000.parquet'))).toEqual([{ id: 1, amount: 1.5, name: 'ä', ok: true }, { id: 2, amount: null, name: null, ok: false }]);
  });

  it('writes a file for each staged one, in order, or files of so many rows', async () => {
    const session = await open('jsonl', '?rows_per_file=4');
    await fill(session, NUMBERS, [numbersUpTo(10), numbersUpTo(3)], 13);
    const contents = filesOf(NUMBERS).map((file) => contentOf(NUMBERS, file).toString().trimEnd().split('\n').map((line) => JSON.parse(line).id));
    expect(contents).toEqual([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9], [0, 1, 2]]);
    expect(await session.countRows(NUMBERS.name)).toBe(13);
  });

  it('writes files of so many rows, whatever the columns are called', async () => {
    const table = tableOf('shop__odd', { file_row_number: { kind: 'INT' }, filename: { kind: 'INT' } });
    await fill(await open('jsonl', '?rows_per_file=3'), table, ['SELECT (9 - range)::INTEGER AS file_row_number, range::INTEGER AS filename FROM range(5)'], 5);
    const contents = filesOf(table).map((file) => contentOf(table, file).toString().trimEnd().split('\n').map((line) => JSON.parse(line).file_row_number));
    expect(contents).toEqual([[9, 8, 7], [6, 5]]);
  });

  it.each(['parquet', 'csv', 'jsonl'] as const)('puts %s files into folders of a column', async (format) => {
    const table = tableOf('shop__sales', { region: { kind: 'VARCHAR' }, id: { kind: 'INT' } });
    await fill(await open(format, '?partition_by=region'), table, [`SELECT CASE WHEN range % 3 = 0 THEN 'EU' ELSE 'US' END AS region, range::INTEGER AS id FROM range(9)`], 9);
    const eu = filesOf(table).filter((file) => file.startsWith('region=EU/'));
    expect(eu).toHaveLength(1);
    expect(filesOf(table).every((file) => new RegExp(`^region=(EU|US)/part-\\d+\\.${format}$`).test(file))).toBe(true);
    const bytes = contentOf(table, eu[0]!);
    const ids = format === 'parquet' ? (await parquetRows(bytes)).map(({ id }) => id) : format === 'csv' ? csvRows(bytes.toString()).slice(1).map(([id]) => Number(id)) : bytes.toString().trimEnd().split('\n').map((line) => JSON.parse(line).id);
    expect(ids.sort()).toEqual([0, 3, 6]);
  });

  it('keeps the old files where a load fails, and replaces them where it does not', async () => {
    const session = await open('csv');
    await fill(session, NUMBERS, [numbersUpTo(3)], 3);
    const before = contentOf(NUMBERS, 'part-00000.csv').toString();
    const file = await writeParquet(join(root, 'staging/other.parquet'), 'SELECT 1 AS idd');
    await expect(session.loadTable({ table: NUMBERS, files: [file], rowCount: 1 })).rejects.toMatchObject({ code: 'warehouse_failed', message: expect.stringContaining('lacks id') });
    await expect(session.loadTable({ table: NUMBERS, files: [join(root, 'staging/gone.parquet')], rowCount: 1 })).rejects.toMatchObject({ code: 'warehouse_failed' });
    await expect(session.loadTable({ table: NUMBERS, files: [], rowCount: 1 })).rejects.toThrow(/0 rows, but 1/);
    await expect(load(session, NUMBERS, [numbersUpTo(5)], 5, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    await expect(session.loadTable({ table: { ...NUMBERS, name: 'shop__none' }, files: [], rowCount: 0 })).rejects.toMatchObject({ code: 'not_found' });
    expect(contentOf(NUMBERS, 'part-00000.csv').toString()).toBe(before);
    expect(readdirSync(out)).toEqual([NUMBERS.name]);
    await load(session, NUMBERS, [numbersUpTo(2)], 2);
    expect(contentOf(NUMBERS, 'part-00000.csv').toString()).toBe('id\n0\n1\n');
  });

  it('appends where no key could be repeated', async () => {
    const session = await open('jsonl');
    await fill(session, NUMBERS, [numbersUpTo(2)], 2);
    await load(session, NUMBERS, [numbersUpTo(3)], 3, { mode: 'append' });
    expect(await session.countRows(NUMBERS.name)).toBe(5);
    expect(filesOf(NUMBERS).flatMap((file) => contentOf(NUMBERS, file).toString().trimEnd().split('\n'))).toHaveLength(5);
    await expect(load(session, { ...NUMBERS, primaryKey: ['id'] }, [numbersUpTo(3)], 3, { mode: 'append' })).rejects.toMatchObject({ code: 'warehouse_failed', message: expect.stringContaining('keys') });
  });

  it('appends rows with keys where there are none yet', async () => {
    const session = await open('csv');
    const keyed = { ...NUMBERS, primaryKey: ['id'] };
    await session.createTables([keyed]);
    await load(session, keyed, [numbersUpTo(3)], 3, { mode: 'append' });
    await expect(load(session, keyed, [numbersUpTo(3)], 3, { mode: 'append' })).rejects.toMatchObject({ code: 'warehouse_failed' });
    expect(await session.countRows(keyed.name)).toBe(3);
  });

  it('creates, empties and drops, and knows what fits', async () => {
    const session = await open('csv');
    await session.createTables([NUMBERS]);
    await expect(session.createTables([NUMBERS])).rejects.toMatchObject({ code: 'conflict' });
    await load(session, NUMBERS, [numbersUpTo(2)], 2);
    expect(await session.differences(NUMBERS)).toEqual([]);
    expect(await session.differences(tableOf(NUMBERS.name, { id: { kind: 'BIGINT' }, more: { kind: 'INT' } }))).toEqual(['lacks the column more', 'has id as INT in place of BIGINT']);
    expect(await session.truncateTables([NUMBERS.name, 'none'])).toBe(1);
    expect(await session.countRows(NUMBERS.name)).toBe(0);
    expect(filesOf(NUMBERS)).toEqual([]);
    expect(await session.dropTables([NUMBERS.name, 'none'])).toBe(1);
    expect(readdirSync(out)).toEqual([]);
    expect(await session.differences(NUMBERS)).toBeUndefined();
    expect(isQueryable(session)).toBe(false);
    expect((await session.status()).version).toContain(out);
  });

  it('leaves the files of others alone, unless told otherwise', async () => {
    mkdirSync(join(out, NUMBERS.name), { recursive: true });
    writeFileSync(join(out, NUMBERS.name, 'mine.csv'), 'mine');
    await expect((await open('csv')).createTables([NUMBERS])).rejects.toMatchObject({ code: 'conflict', details: { hint: expect.stringContaining('foreign=replace') } });
    expect(readFileSync(join(out, NUMBERS.name, 'mine.csv'), 'utf8')).toBe('mine');
    await (await open('csv', '?foreign=replace')).createTables([NUMBERS]);
    expect(existsSync(join(out, NUMBERS.name, 'mine.csv'))).toBe(false);
  });

  it('ends what a killed process was at', async () => {
    await fill(await open('csv'), NUMBERS, [numbersUpTo(2)], 2);
    const room = join(out, `.${NUMBERS.name}.00000000-0000-4000-8000-000000000000.new`);
    mkdirSync(room);
    const content = contentOf(NUMBERS, 'part-00000.csv');
    // Between the two renames.
    mkdirSync(join(out, `.${NUMBERS.name}.old`));
    for (const name of readdirSync(join(out, NUMBERS.name))) writeFileSync(join(out, `.${NUMBERS.name}.old`, name), readFileSync(join(out, NUMBERS.name, name)));
    rmSync(join(out, NUMBERS.name), { recursive: true });
    const session = await open('csv');
    expect(await session.countRows(NUMBERS.name)).toBe(2);
    expect(contentOf(NUMBERS, 'part-00000.csv')).toEqual(content);
    expect(readdirSync(out)).toEqual([NUMBERS.name]);
  });

  it.each([
    ['file:///etc/dw', /outside of the folders/],
    ['file://{out}/../elsewhere', /names no place/],
    ['file://{out}/%2e%2e/elsewhere', /names no place/],
    ['file://{out}-not', /outside of the folders/],
    ['file://{out}/link/deeper', /outside of the folders/],
    ['file://host/share', /names no place/],
    ['ftp://host/x', /names no place/],
    ['s3://No_Bucket/x', /names no place/],
    ['file://{out}?compresion=zstd', /no option "compresion"; allowed: compression, partition_by/],
    ['file://{out}?compression=lz4&delimiter=ab', /delimiter is not one character; .* compression is "lz4"; allowed: none, gzip, zstd\.$/],
    ['file://{out}?rows_per_file=0', /rows_per_file is "0"/],
    ['file://{out}?rows_per_file=5&partition_by=a', /both given/],
  ])('refuses %s', async (dsn, message) => {
    mkdirSync(out, { recursive: true });
    symlinkSync(root, join(out, 'link'));
    const [place = '', query = ''] = dsn.replace('{out}', out).split('?');
    await expect(open('csv', query && `?${query}`, place)).rejects.toMatchObject({ code: 'invalid_request', message: expect.stringMatching(message) });
  });

  it('refuses to partition by what is no column', async () => {
    const session = await open('csv', '?partition_by=region');
    await expect(fill(session, NUMBERS, [numbersUpTo(2)], 2)).rejects.toMatchObject({ message: expect.stringContaining('partition_by names region, which the table lacks') });
    await expect(load(await open('csv', '?partition_by=id'), NUMBERS, [numbersUpTo(2)], 2)).rejects.toThrow('names every column');
  });

  describe('in a bucket', () => {
    let server: S3Server;

    beforeAll(async () => {
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' });
      server = await S3Server.start('lake');
      s3.endpoint = server.endpoint;
    });
    afterAll(() => server.stop());

    it('writes, replaces, appends and drops', async () => {
      const session = await open('jsonl', '', 's3://lake/out');
      await fill(session, NUMBERS, [numbersUpTo(2), numbersUpTo(3)], 5);
      const files = () => readdirSync(join(server.directory, 'lake'), { recursive: true }).map(String).filter((name) => name.endsWith('_S3rver_object')).map((name) => name.replace('._S3rver_object', '')).sort();
      expect(files()).toEqual([`out/${NUMBERS.name}/_dw_sim.json`, expect.stringMatching(/part-00000-\w{8}\.jsonl$/), expect.stringMatching(/part-00001-\w{8}\.jsonl$/)]);
      await load(session, NUMBERS, [numbersUpTo(2)], 2);
      expect(files()).toHaveLength(2);
      expect(readFileSync(join(server.directory, 'lake', `${files()[1]}._S3rver_object`), 'utf8')).toBe('{"id":0}\n{"id":1}\n');
      await load(session, NUMBERS, [numbersUpTo(1)], 1, { mode: 'append' });
      expect(await session.countRows(NUMBERS.name)).toBe(3);
      expect(files()).toHaveLength(3);
      await expect(session.loadTable({ table: NUMBERS, files: [], rowCount: 1 })).rejects.toThrow();
      expect(files()).toHaveLength(3);
      expect(await session.dropTables([NUMBERS.name])).toBe(1);
      expect(files()).toEqual([]);
      expect(readdirSync(join(root, 'own/outgoing'))).toEqual([]);
    });

    it('says that it cannot be reached', async () => {
      await expect(open('csv', '', 's3://no-bucket/out')).rejects.toMatchObject({ code: 'warehouse_unavailable', message: expect.stringContaining('There is no bucket "no-bucket"') });
    });
  });
});
