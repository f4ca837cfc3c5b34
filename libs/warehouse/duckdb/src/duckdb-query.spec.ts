import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useWorkbench } from '@dw-sim/warehouse-testing';
import { DuckDbStrategy } from './duckdb-strategy';

describe('DuckDB moments', () => {
  const zone = process.env['TZ'];
  beforeAll(() => void (process.env['TZ'] = 'America/New_York'));
  afterAll(() => (zone === undefined ? void delete process.env['TZ'] : void (process.env['TZ'] = zone)));
  const bench = useWorkbench(() => new DuckDbStrategy());

  it('are told in UTC, alone and inside lists, whatever the zone of the machine', async () => {
    const moment = `TIMESTAMPTZ '2024-02-29 23:30:00-02'`;
    const { rows } = await bench().query(`SELECT ${moment}, ${moment}::VARCHAR, extract(day FROM ${moment}), TIMESTAMPTZ '2024-01-01', [${moment}]`);
    expect(rows).toEqual([['2024-03-01 01:30:00+00', '2024-03-01 01:30:00+00', 1, '2024-01-01 00:00:00+00', expect.stringContaining('2024-03-01 01:30:00+00')]]);
  });

  it('name JSON as what it is', async () => {
    const cursor = await bench().session.query(`SELECT '[1]'::JSON AS j, uuid() AS u, TIME '12:00' AS t`);
    await cursor.close();
    expect(cursor.columns.map(({ type, category }) => [type, category])).toEqual([['JSON', 'text'], ['UUID', 'text'], ['TIME', 'time']]);
  });
});

describe('DuckDB queries', () => {
  const bench = useWorkbench(() => new DuckDbStrategy());

  it('reports a fault that only a late row brings, with its place', async () => {
    const query = bench().query(`SELECT\n  CAST(CASE WHEN range = 3000000 THEN 'a' ELSE '1' END AS INT) FROM range(5000000)`);
    await expect(query).rejects.toMatchObject({
      code: 'invalid_sql',
      message: expect.stringContaining("'a'"),
      details: { position: { line: 2, column: 3, length: 4 } },
    });
  });

  it('suggests the names that are meant', async () => {
    const query = bench().query('SELECT table_nam FROM duckdb_tables()');
    await expect(query).rejects.toMatchObject({ details: { hint: expect.stringContaining('table_name') } });
  });

  it('refuses to use more memory than it may', async () => {
    const query = bench().query('SELECT list(a.range || b.range) FROM range(100000) a, range(100000) b');
    await expect(query).rejects.toMatchObject({ code: 'warehouse_failed', details: { hint: expect.stringContaining('memory') } });
    expect(await bench().value('SELECT 1')).toBe(1);
  });

  it('makes no texts of gigabytes, and all others as ever', async () => {
    for (const sql of ["SELECT length(repeat('ab', 1000000000))", "SELECT length(lpad('a', 1000000000, 'x'))", 'SELECT rpad(range::VARCHAR, 2000000000, \'x\') FROM range(3)', "SELECT length(repeat(repeat('a', 10000000), 100))", "SELECT length(('a').repeat(1000000000))", "SELECT length(\"REPEAT\"('a', 1000000000))"]) {
      await expect(bench().query(sql)).rejects.toMatchObject({ code: 'invalid_sql', message: 'A text of more than 67,108,864 characters is not made.' });
    }
    await expect(bench().query("SELECT length(system.main.repeat('x', 3))")).rejects.toMatchObject({ code: 'statement_not_allowed', message: expect.stringContaining('without a schema') });
    const { rows } = await bench().query("SELECT repeat('ab', 3), repeat('x', NULL), repeat([1, 2], 2)::VARCHAR, octet_length(repeat('\\xFF'::BLOB, 5)), lpad('7', 3, '0'), rpad('äö', 1, 'x'), repeat('a', '2'), length(repeat('a', 60000000))");
    expect(rows).toEqual([['ababab', null, '[1, 2, 1, 2]', 5, '007', 'ä', 'aa', 60_000_000]]);
  });

  it.each([
    'SELECT * FROM range(3) WHERE range IN (SELECT unnest([1, 2]))',
    'FROM range(3) SELECT sum(range)',
    'SELECT "my cte".a FROM (SELECT 1 AS a) AS "my cte"',
    'WITH "größe" AS (SELECT 1 AS a) FROM "größe"',
    'DESCRIBE SELECT 1 AS a',
    `${'/**/'.repeat(60)}SELECT 1 AS a`,
    `EXPLAIN ${'/**/'.repeat(60)}SELECT 1 AS a`,
    'SHOW TABLES',
    'SUMMARIZE SELECT 1 AS a',
    'EXPLAIN (ANALYZE, FORMAT json) SELECT 1',
    'explain /* why */ analyze -- so\n SELECT 1',
    'PIVOT (SELECT 1 AS a, 2 AS b) ON a IN (1, 2) USING sum(b)',
    'SELECT table_name FROM information_schema.tables',
    'SELECT count(*) FROM pg_catalog.pg_class',
    'WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM t',
  ])('runs %j', async (sql) => {
    await expect(bench().query(sql)).resolves.toBeDefined();
  });

  it('says that another process has the file open', async () => {
    const path = join(bench().config.directory, 'warehouse.duckdb');
    await bench().session.close();
    const script = join(bench().root, 'hold.cjs');
    await writeFile(script, `require('@duckdb/node-api').DuckDBInstance.create(${JSON.stringify(path)}).then((held) => { console.log('open'); setInterval(() => held, 1000); });`);
    const holder = spawn(process.execPath, [script], { env: { ...process.env, NODE_PATH: join(__dirname, '../../../../node_modules') } });
    await once(holder.stdout, 'data');
    await expect(new DuckDbStrategy().open(bench().config)).rejects.toMatchObject({ code: 'data_root_locked', message: expect.stringContaining(path) });
    const exited = once(holder, 'exit');
    holder.kill('SIGKILL');
    await exited;
  });

  it('says that the file is none of its own', async () => {
    await bench().session.close();
    await writeFile(join(bench().config.directory, 'warehouse.duckdb'), 'this is no database '.repeat(1000));
    await expect(new DuckDbStrategy().open(bench().config)).rejects.toMatchObject({ code: 'warehouse_unavailable' });
  });
});
