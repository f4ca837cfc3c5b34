import type { ExperimentDefinition, UpdatePlan } from '@dw-sim/contracts';
import { definitionHash } from '@dw-sim/generation-plan';
import Database from 'libsql';
import { TestServer } from './test-server';

const id = { name: 'id', data_type: 'INT', is_unique: true, required: true };
const users = { name: 'users', target_rows: 20, columns: [id, { name: 'age', data_type: 'INT', required: true, min_value: 1, max_value: 9 }] };
const orders = { name: 'orders', target_rows: 30, columns: [id, { name: 'user_id', data_type: 'INT', required: true, foreign_key: { references_table: 'users', references_column: 'id' } }] };
const shop = (more: object = {}): ExperimentDefinition => ({ name: 'shop', seed: 1, tables: [users, orders], ...more }) as ExperimentDefinition;

describe('versions of an experiment', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start();
    await server.create(shop());
    await server.run('shop');
  });
  afterEach(() => server.destroy());

  const put = async (definition: object, query = '', status = 200) => (await server.http.put(`/api/experiments/shop${query}`).send(definition).expect(status)).body;
  const get = async (path: string, status = 200) => (await server.http.get(`/api/experiments/shop${path}`).expect(status)).body;
  const actions = ({ tables }: UpdatePlan) => Object.fromEntries(tables.map(({ table, action }) => [table, action]));
  const rows = async () => Object.fromEntries((await get('')).tables.map(({ name, loaded_rows: count }: { name: string; loaded_rows: number }) => [name, count]));

  it('are counted up by what changed, and all of them kept', async () => {
    expect(await put(shop({ description: 'A shop' }))).toMatchObject({ previous_version: '1.0.0', version: '1.0.1', change: 'patch', lost_rows: 0, changes: [{ path: '$.description', change: 'added' }], experiment: { version: '1.0.1' } });
    expect(await put(shop({ seed: 2 }))).toMatchObject({ version: '1.1.0', change: 'minor' });
    expect(await put(shop({ seed: 2 }))).toMatchObject({ version: '1.1.0', change: null, changes: [] });
    expect(await put(shop({ seed: 2, version: '3.0.0' }))).toMatchObject({ version: '3.0.0', change: 'patch' });
    expect(await put(shop({ tables: [users] }), '?confirm=true')).toMatchObject({ version: '4.0.0', change: 'major' });
    const { items } = await get('/versions');
    expect(items.map(({ version, run_count: runs, is_current: current }: Record<string, unknown>) => [version, runs, current])).toEqual([['4.0.0', 0, true], ['3.0.0', 0, false], ['1.1.0', 0, false], ['1.0.1', 0, false], ['1.0.0', 1, false]]);
    expect((await get('/versions/1.0.0')).definition).toEqual(shop());
    expect(await get('/versions/1.0.0/diff/1.1.0')).toMatchObject({ changes: [{ path: '$.seed', before: 1, after: 2 }] });
    expect(await get('/versions/9.9.9', 404)).toMatchObject({ detail: 'Experiment "shop" has no version "9.9.9"; existing: 1.0.0, 1.0.1, 1.1.0, 3.0.0, 4.0.0.' });
    expect(await server.run('shop')).toMatchObject({ experiment_version: '4.0.0' });
  });

  it('lose no rows without being told to, and then those of changed tables alone', async () => {
    const changed = shop({ tables: [{ ...users, columns: [...users.columns, { name: 'email', data_type: 'VARCHAR', faker_rule: 'email' }] }, orders] });
    const refused = await put(changed, '', 409);
    expect(refused).toMatchObject({ code: 'conflict', errors: [{ code: 'rows_lost', message: 'table "users" would be built anew and lose 20 rows: Columns new: email.' }], hint: expect.stringContaining('confirm=true') });
    expect(await rows()).toEqual({ users: 20, orders: 30 });
    const plan = await put(changed, '?dry_run=true');
    expect([actions(plan), plan.lost_rows, plan.version]).toEqual([{ users: 'rebuild', orders: 'keep' }, 20, '1.1.0']);
    expect((await get('')).version).toBe('1.0.0');
    expect(actions(await put(changed, '?confirm=true'))).toEqual({ users: 'rebuild', orders: 'keep' });
    expect(await rows()).toEqual({ users: 0, orders: 30 });
    await server.run('shop');
    expect(await rows()).toEqual({ users: 20, orders: 30 });
  });

  it('can be restored, as new ones', async () => {
    await put(shop({ tables: [users], version: '2.0.0' }), '?confirm=true');
    const restored = await server.post('/api/experiments/shop/versions/1.0.0/restore').expect(200);
    expect(restored.body).toMatchObject({ previous_version: '2.0.0', version: '2.1.0', experiment: { definition: shop() } });
    expect(actions(restored.body)).toEqual({ users: 'keep', orders: 'create' });
    expect((await get('/versions')).items[0]).toMatchObject({ version: '2.1.0', restored_from: '1.0.0' });
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED', loaded_rows: 50 });
  });

  it('say every fault of a change', async () => {
    expect(await put(shop({ name: 'other', target_warehouse: 'sqlite', version: '0.9.0' }), '', 422)).toMatchObject({
      code: 'invalid_definition',
      errors: [{ path: '$.name', allowed: '"shop"' }, { path: '$.target_warehouse' }, { path: '$.version', code: 'version_taken', allowed: 'a higher one, such as "1.1.0", or none' }],
    });
    expect((await put(shop({ version: 'one' }), '', 422)).errors).toEqual([expect.objectContaining({ path: '$.version', code: 'invalid_version' })]);
    expect((await put(shop({ tables: [orders] }), '', 422)).errors[0].path).toBe('$.tables[0].columns[1].foreign_key.references_table');
    expect((await put(shop(), '?confirm=maybe', 422)).errors).toEqual([expect.objectContaining({ path: '$.confirm' })]);
    await server.http.put('/api/experiments/none').send(shop()).expect(404);
  });

  it('wait for no run', async () => {
    const { body } = await server.post('/api/experiments/shop/generate', { rows: { users: 3_000_000 } }).expect(202);
    expect(await put(shop({ seed: 3 }), '', 409)).toMatchObject({ code: 'run_active' });
    await server.post(`/api/runs/${body.id}/abort`).expect(202);
  });

  it('are finished by the next start where the server was killed between the definition and its tables', async () => {
    const changed = shop({ tables: [{ ...users, columns: [...users.columns, { name: 'email', data_type: 'VARCHAR', faker_rule: 'email' }] }] });
    const { dataRoot, root } = server;
    await server.stop();
    const metadata = new Database(root.metadataFile);
    const json = JSON.stringify(changed);
    const hash = definitionHash(changed);
    metadata.exec(`
      INSERT INTO experiment_version (experiment_id, number, version, "change", definition, definition_hash, created_at) VALUES (1, 2, '2.0.0', 'major', '${json}', '${hash}', '2026-01-01T00:00:00.000Z');
      UPDATE experiment SET state = 'aligning', version = '2.0.0', definition = '${json}', definition_hash = '${hash}';
      DELETE FROM experiment_table WHERE name = 'orders';`);
    metadata.close();
    server = await TestServer.start({}, dataRoot);
    expect(await rows()).toEqual({ users: 0 });
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED', loaded_rows: 20, experiment_version: '2.0.0' });
    await server.post('/api/query/execute', { sql: 'SELECT count(*) FROM shop__orders' }).expect(422);
  });

  it('keep runs of earlier ones from being loaded where the columns are others', async () => {
    await put(shop({ tables: [{ ...users, columns: [id] }, orders] }), '?confirm=true');
    const { body } = await server.post('/api/experiments/shop/load').expect(409);
    expect(body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('version 1.0.0') });
  });
});
