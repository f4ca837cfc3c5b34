import { randomBytes } from 'node:crypto';
import type { AppError } from '@dw-sim/contracts';
import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { tableOf, testPostgresUrl, Workbench } from '@dw-sim/warehouse-testing';
import { Client } from 'pg';
import { PostgresStrategy } from './postgres-strategy';

const INT = { kind: 'INT' } as const;
const CUSTOMERS: PhysicalTable = tableOf('customers', { id: INT }, { primaryKey: ['id'], comment: 'Who buys' });
const ORDERS: PhysicalTable = tableOf('orders', { id: INT, customer_id: INT }, { foreignKeys: [{ columns: ['customer_id'], referencesTable: 'customers', referencesColumns: ['id'] }] });
const OPTIONS = { schema_per_experiment: true };

describe('a schema that one experiment has to itself', () => {
  let admin: Client;
  let name: string;
  let bench: Workbench;
  const benches: Workbench[] = [];

  const open = async (schema: string | undefined, dsn = testPostgresUrl()): Promise<Workbench> => {
    const opened = await Workbench.open(new PostgresStrategy(), { dsn, options: OPTIONS, ...(schema !== undefined && { schema }) });
    benches.push(opened);
    return opened;
  };
  const refusal = (schema: string): Promise<AppError> => open(schema).then(() => fail(), (error: AppError) => error);
  const fail = (): never => {
    throw new Error('It was opened');
  };
  const exists = async () => (await admin.query(`SELECT 1 FROM pg_namespace WHERE nspname = '${name}'`)).rowCount === 1;
  const run = (sql: string) => admin.query(sql.replaceAll('SHOP', `"${name}"`));

  beforeAll(async () => {
    admin = new Client(testPostgresUrl());
    await admin.connect();
  });
  afterAll(() => admin.end());
  beforeEach(async () => {
    name = `Shop_${randomBytes(6).toString('hex')}`;
    bench = await open(name);
  });
  afterEach(async () => {
    await Promise.all(benches.splice(0).map((each) => each.close()));
    await run('DROP SCHEMA IF EXISTS SHOP CASCADE');
  });

  it('comes with its tables and goes with them', async () => {
    expect([await exists(), await bench.session.existingTables(['customers'])]).toEqual([false, []]);
    await bench.session.createTables([CUSTOMERS, ORDERS]);
    expect(await exists()).toBe(true);
    const { rows } = await run(`SELECT conname, pg_get_constraintdef(oid) AS key FROM pg_constraint WHERE conrelid = 'SHOP.orders'::regclass`);
    expect(rows).toEqual([{ conname: 'orders__fkey_1', key: expect.stringContaining('REFERENCES') }]);
    expect(await bench.session.dropTables(['customers', 'orders', 'other'])).toBe(2);
    expect(await exists()).toBe(false);
    await bench.session.createTables([CUSTOMERS]);
    expect(await bench.session.countRows('customers')).toBe(0);
  });

  it('is not left behind by tables that could not be made', async () => {
    const broken = { ...ORDERS, columns: [...ORDERS.columns, ...ORDERS.columns] };
    await expect(bench.session.createTables([CUSTOMERS, broken])).rejects.toMatchObject({ code: 'warehouse_failed' });
    expect(await exists()).toBe(false);
  });

  it('takes loads and answers queries by the names of its tables, with and without the schema', async () => {
    await bench.session.createTables([CUSTOMERS, ORDERS]);
    await bench.session.loadTable({ table: CUSTOMERS, files: [await bench.stage('c.parquet', 'SELECT range::INT AS id FROM range(5)')], rowCount: 5 });
    await bench.session.loadTable({ table: ORDERS, files: [await bench.stage('o.parquet', 'SELECT range::INT AS id, (range % 5)::INT AS customer_id FROM range(20)')], rowCount: 20 });
    expect(await bench.value(`SELECT count(*) FROM orders o JOIN "${name}".customers c ON c.id = o.customer_id`)).toBe(20);
    const whole = await open(undefined);
    expect(await whole.value(`SELECT count(*) FROM "${name}".customers`)).toBe(5);
    const again = await open(name);
    expect(await again.value('SELECT count(*) FROM customers')).toBe(5);
    expect((await run(`SELECT obj_description('SHOP.customers'::regclass) AS comment`)).rows).toEqual([{ comment: 'Who buys' }]);
  });

  it('stays where somebody else has put something into it', async () => {
    await bench.session.createTables([CUSTOMERS]);
    await run('CREATE VIEW SHOP.mine AS SELECT 1');
    expect(await bench.session.dropTables(['customers'])).toBe(1);
    expect([await exists(), await bench.session.existingTables(['customers'])]).toEqual([true, []]);
    await run('DROP VIEW SHOP.mine');
    expect(await bench.session.dropTables(['customers'])).toBe(0);
    expect(await exists()).toBe(false);
  });

  it('stays where it was there before', async () => {
    await run('CREATE SCHEMA SHOP');
    await bench.session.createTables([CUSTOMERS]);
    await bench.session.dropTables(['customers']);
    expect(await exists()).toBe(true);
  });

  it.each(['public', 'Public', 'pg_shop', 'pg_catalog', 'information_schema'])("is never the server's %s", async (schema) => {
    expect(await refusal(schema)).toMatchObject({
      code: 'conflict',
      message: `The schema "${schema}" can't be the experiment's: it is one of the server's own.`,
      details: { hint: expect.stringContaining('Rename the experiment') },
    });
  });

  it("is never another user's, whether that was there first or came later", async () => {
    const owner = `owner_${randomBytes(6).toString('hex')}`;
    await run(`CREATE ROLE ${owner}`);
    await run(`CREATE SCHEMA SHOP AUTHORIZATION ${owner}`);
    const told = { code: 'conflict', message: expect.stringContaining(`belongs to the user "${owner}"`), details: { hint: expect.stringContaining(`ALTER SCHEMA "${name}" OWNER TO "tester"`) } };
    expect(await refusal(name)).toMatchObject(told);
    await expect(bench.session.createTables([CUSTOMERS])).rejects.toMatchObject(told);
    await run(`ALTER SCHEMA SHOP OWNER TO tester`);
    await bench.session.createTables([CUSTOMERS]);
    expect((await bench.session.existingTables(['customers'])).length).toBe(1);
    await run(`DROP ROLE ${owner}`);
  });

  it("has no table that the server's own would hide", async () => {
    const named = (...names: string[]) => names.map((table) => ({ ...CUSTOMERS, name: table }));
    await expect(bench.session.createTables(named('pg_class', 'orders', 'pg_own'))).rejects.toMatchObject({ code: 'conflict', message: 'The server has tables "pg_class", "pg_own" of its own.' });
    expect(await exists()).toBe(false);
  });

  it('needs no schema of the user’s for the target as a whole, but a right to make one, or one that is the user’s', async () => {
    const role = `lonely_${randomBytes(6).toString('hex')}`;
    await run(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    await run(`ALTER ROLE ${role} SET search_path TO nowhere`);
    const dsn = Object.assign(new URL(testPostgresUrl()), { username: role, password: 'x' }).href;
    const whole = await open(undefined, dsn);
    expect((await whole.session.status()).version).toMatch(/^\d/);
    // Nor may this user make any.
    await expect(open(name, dsn)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(`the user "${role}" may not make it`), details: { hint: expect.stringContaining('GRANT CREATE ON DATABASE') } });
    await run(`CREATE SCHEMA SHOP AUTHORIZATION ${role}`);
    const { session } = await open(name, dsn);
    await session.createTables([CUSTOMERS, ORDERS]);
    expect(await session.countRows('orders')).toBe(0);
    await run('DROP SCHEMA SHOP CASCADE');
    await run(`DROP ROLE ${role}`);
  });
});
