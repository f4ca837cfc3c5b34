import type { LoadOptions, PhysicalTable, RemoteFiles, StagedTable, WarehouseSession } from '@dw-sim/warehouse-core';
import { RedshiftStrategy } from './redshift-strategy';
import { ScriptedCluster, type Answer } from './testing/scripted-cluster';

const VERSION = 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.47357';
const ROLE = 'arn:aws:iam::123456789012:role/load';
const FOLDER = 's3://lake/dw/experiments/shop/orders/run_7/';

const ORDERS: PhysicalTable = {
  name: 'shop__orders',
  columns: [
    { name: 'id', type: { kind: 'BIGINT' }, nullable: false },
    { name: 'parent_id', type: { kind: 'BIGINT' }, nullable: true },
    { name: 'basket', type: { kind: 'JSON' }, nullable: true },
  ],
  primaryKey: ['id'],
  uniqueKeys: [],
  foreignKeys: [{ columns: ['parent_id'], referencesTable: 'shop__orders', referencesColumns: ['id'] }],
  layout: { distKey: 'id', sortKeys: ['id'], encodings: { id: 'az64' } },
};
const REMOTE: RemoteFiles = { folder: FOLDER, files: [{ url: `${FOLDER}part-00000.parquet`, bytes: 321 }], endpoint: null };
const STAGED: StagedTable = { table: ORDERS, files: ['/stage/part-00000.parquet'], rowCount: 5, remote: REMOTE };

const CREATE =
  'CREATE TABLE "shop__orders__loading" ("id" bigint ENCODE az64 NOT NULL, "parent_id" bigint, "basket" super, PRIMARY KEY ("id"), ' +
  'FOREIGN KEY ("parent_id") REFERENCES "shop__orders__loading" ("id")) DISTSTYLE KEY DISTKEY ("id") SORTKEY ("id")';
const COPY = `COPY "shop__orders__loading"\nFROM '${FOLDER}'\nIAM_ROLE '${ROLE}'\nFORMAT AS PARQUET\nSERIALIZETOJSON`;
const PARSE = `UPDATE "shop__orders__loading" SET "basket" = JSON_PARSE("basket"::varchar) WHERE JSON_TYPEOF("basket") = 'string'`;
const COUNT = 'SELECT count(*) AS count FROM "shop__orders__loading"';
const FILLED = ['BEGIN', CREATE, COPY, PARSE, COUNT];
const SWAP = ['DROP TABLE "shop__orders"', 'ALTER TABLE "shop__orders__loading" RENAME TO "shop__orders"'];

/** A cluster that has the table, and five rows in whatever is counted, unless the script says otherwise. */
function usual(sql: string): Answer | undefined {
  if (sql === 'SELECT version()') return { rows: [{ version: VERSION }] };
  if (sql.includes('current_schema() AS schema')) return { rows: [{ schema: 'public' }] };
  if (sql.startsWith('SELECT t.relname')) return { rows: [{ relname: 'shop__orders' }] };
  if (sql.startsWith('SELECT count(*)')) return { rows: [{ count: '5' }] };
  return undefined;
}

describe('load of a real Redshift, on a cluster that follows a script', () => {
  let cluster: ScriptedCluster | undefined;
  let session: WarehouseSession | undefined;

  /** Opens a session on a new cluster and answers what loads the table there. */
  async function opened(script: (sql: string) => Answer | undefined = () => undefined, options: Record<string, string> = { iam_role: ROLE }) {
    cluster = await ScriptedCluster.start((sql) => script(sql) ?? usual(sql));
    const open = await new RedshiftStrategy().open({ directory: '/tmp', stagingDirectory: '/tmp', memoryLimitBytes: 2 ** 28, threadCount: 1, connection: { dsn: cluster.dsn, options } });
    session = open;
    return { loadTable: (staged: StagedTable = STAGED, loadOptions: LoadOptions = {}) => open.loadTable(staged, loadOptions) };
  }

  /** Statements that change something or end it, and the counts; without the settings and questions around them. */
  function work(): readonly string[] {
    return (cluster?.statements ?? []).filter((sql) => !sql.startsWith('SET ') && (!/^\s*SELECT/.test(sql) || sql === COUNT));
  }

  afterEach(async () => {
    await session?.close();
    await cluster?.stop();
  });

  it('copies from S3 into a table beside, counts and swaps, in one transaction', async () => {
    const { loadTable } = await opened();
    expect(await loadTable()).toEqual({ rowCount: 5 });
    expect(work()).toEqual([...FILLED, ...SWAP, 'COMMIT', 'ROLLBACK']);
  });

  it('takes the foreign keys of other tables over', async () => {
    const key = { name: 'items_fkey', child: 'public.shop__items', definition: 'FOREIGN KEY (order_id) REFERENCES shop__orders(id)' };
    const { loadTable } = await opened((sql) => (sql.includes('pg_get_constraintdef') ? { rows: [key] } : undefined));
    await loadTable();
    const dropped = 'ALTER TABLE public.shop__items DROP CONSTRAINT "items_fkey"';
    const added = 'ALTER TABLE public.shop__items ADD CONSTRAINT "items_fkey" FOREIGN KEY (order_id) REFERENCES shop__orders(id)';
    expect(work()).toEqual([...FILLED, dropped, ...SWAP, added, 'COMMIT', 'ROLLBACK']);
  });

  it('appends by an INSERT of what it has counted', async () => {
    const there = [{ name: 'id', type: 'bigint', nullable: 'f' }, { name: 'PARENT_ID', type: 'bigint', nullable: 't' }];
    const { loadTable } = await opened((sql) => (sql.includes('a.attname AS name') ? { rows: there } : undefined));
    await loadTable(STAGED, { mode: 'append' });
    const insert = 'INSERT INTO "shop__orders" ("id", "PARENT_ID", "basket") SELECT "id", "parent_id", "basket" FROM "shop__orders__loading"';
    expect(work()).toEqual([...FILLED, insert, 'DROP TABLE "shop__orders__loading"', 'COMMIT', 'ROLLBACK']);
  });

  it('copies nothing where there is no file', async () => {
    const { loadTable } = await opened((sql) => (sql.startsWith('SELECT count(*)') ? { rows: [{ count: '0' }] } : undefined));
    expect(await loadTable({ ...STAGED, files: [], rowCount: 0 })).toEqual({ rowCount: 0 });
    expect(work()).toEqual(['BEGIN', CREATE, COUNT, ...SWAP, 'COMMIT', 'ROLLBACK']);
  });

  it('empties tables by DELETE, all or none', async () => {
    await opened();
    expect(await session?.truncateTables(['shop__orders'])).toBe(1);
    expect(work()).toEqual(['BEGIN', 'DELETE FROM "shop__orders"', 'COMMIT']);
  });

  it('takes the default role of the cluster', async () => {
    const { loadTable } = await opened(undefined, { iam_role: 'default' });
    await loadTable();
    expect(work()[2]).toContain('IAM_ROLE default\n');
  });

  it.each([
    ['COPY', /^COPY/, ['BEGIN', CREATE, COPY]],
    ['parsing JSON', /^UPDATE/, ['BEGIN', CREATE, COPY, PARSE]],
    ['the swap', /RENAME TO/, [...FILLED, ...SWAP]],
  ])('undoes everything where %s fails', async (_step, failing, done) => {
    const { loadTable } = await opened((sql) => (failing.test(sql) ? { error: 'Spectrum Scan Error', code: 'XX000' } : undefined));
    await expect(loadTable()).rejects.toMatchObject({ code: 'warehouse_failed', message: 'Loading table "shop__orders" failed: Spectrum Scan Error. Its rows are as before.' });
    expect(work()).toEqual([...done, 'ROLLBACK']);
  });

  it('does not swap where the count is another', async () => {
    const { loadTable } = await opened((sql) => (sql === COUNT ? { rows: [{ count: '4' }] } : undefined));
    await expect(loadTable()).rejects.toMatchObject({ code: 'warehouse_failed', message: expect.stringContaining('hold 4 rows, but 5 were expected') });
    expect(work()).toEqual([...FILLED, 'ROLLBACK']);
  });

  it('cancels a COPY that is under way in the cluster', async () => {
    const controller = new AbortController();
    const { loadTable } = await opened((sql) => (sql.startsWith('COPY') ? (controller.abort(), 'silence') : undefined));
    await expect(loadTable(STAGED, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
    while (!cluster?.statements.includes('SELECT pg_cancel_backend(4711)')) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(work()).toEqual(['BEGIN', CREATE, COPY]);
  });

  it.each<[string, StagedTable, Record<string, string>, string, string]>([
    ['the files are in a folder', { ...STAGED, remote: undefined }, { iam_role: ROLE }, 'in a folder of this machine', 'Set staging to s3'],
    ['the bucket is not of AWS', { ...STAGED, remote: { ...REMOTE, endpoint: 'http://localhost:9000' } }, { iam_role: ROLE }, 'http://localhost:9000', 'a bucket of AWS'],
    ['no role is named', STAGED, {}, 'no iam_role', 'Set the option iam_role'],
  ])('says what to set where %s, and touches nothing', async (_fault, staged, options, message, hint) => {
    const { loadTable } = await opened(undefined, options);
    await expect(loadTable(staged)).rejects.toMatchObject({ code: 'invalid_request', message: expect.stringContaining(message), details: { hint: expect.stringContaining(hint) } });
    expect(work()).toEqual([]);
  });
});

describe('option iam_role', () => {
  const { accepts } = new RedshiftStrategy().connection.options['iam_role']!;

  it.each(['default', ROLE, `${ROLE},arn:aws:iam::210987654321:role/path/other`, 'arn:aws-cn:iam::123456789012:role/load'])('takes %s', (role) => expect(accepts(role)).toBe(true));
  it.each(['', 'load', 'arn:aws:iam::1:role/x', `${ROLE}'; DROP TABLE t`, `${ROLE}\n`, 7])('refuses %s', (role) => expect(accepts(role)).toBe(false));
});
