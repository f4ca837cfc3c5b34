import type { ExperimentDetail, PreviewResult, RunDetail, RunDiff, Schedule } from '@dw-sim/contracts';
import { TestServer } from './test-server';

/** Names that every object of JavaScript has already. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

const DEFINITION = {
  name: 'constructor',
  tables: NAMES.map((name, at) => ({ name, target_rows: 3, columns: NAMES.map((column) => ({ name: column, data_type: 'INT', required: true, is_unique: column === NAMES[at] })) })),
};
/** JSON.parse alone makes a key `__proto__`. */
const rowsOf = (count: number): object => JSON.parse(`{${NAMES.map((name, at) => `"${name}": ${count + at}`).join(', ')}}`) as object;

describe('tables and columns with names that objects have', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.destroy());

  const post = async <T>(path: string, body: object, status: number): Promise<T> => (await server.http.post(path).set('Content-Type', 'application/json').send(JSON.stringify(body)).expect(status)).body as T;
  const counts = (rows: Readonly<Record<string, unknown>> | undefined) => Object.entries(rows ?? {});

  it('keep the rows that are asked of them, in runs, previews, schedules and comparisons', async () => {
    const preview = await post<PreviewResult>('/api/experiments/preview', { definition: DEFINITION, table_rows: rowsOf(30), rows: 2 }, 200);
    expect(preview.tables.map(({ table, total_rows: rows }) => [table, rows])).toEqual(NAMES.map((name, at) => [name, 30 + at]));

    const first = await post<RunDetail>('/api/v1/runs', { scenario: DEFINITION, rows: rowsOf(5), seed: 1, clock: '2026-01-01' }, 202);
    await server.events('constructor', first.id);
    const run = (await server.http.get(`/api/runs/${first.id}`).expect(200)).body as RunDetail;
    expect(run.tables.map(({ table, loaded_rows: rows }) => [table, rows])).toEqual(NAMES.map((name, at) => [name, 5 + at]));
    expect(counts(run.overrides.rows)).toEqual(NAMES.map((name, at) => [name, 5 + at]));
    for (const [at, name] of NAMES.entries()) {
      const { body } = await server.post('/api/query/execute', { sql: `SELECT COUNT(*), MAX("${name}") FROM "${name}"`, experiment: 'constructor' }).expect(200);
      expect(body.rows[0][0]).toBe(5 + at);
    }

    const second = await server.run('constructor', 'generate', { rows: rowsOf(9), seed: 1, clock: '2026-01-01' });
    const diff = (await server.http.get(`/api/runs/${first.id}/diff/${second.id}`).expect(200)).body as RunDiff;
    expect(diff.settings.filter(({ setting }) => setting.startsWith('rows.')).map(({ setting, before, after }) => [setting, before, after])).toEqual(NAMES.map((name, at) => [`rows.${name}`, 5 + at, 9 + at]));

    const schedule = await post<Schedule>('/api/experiments/constructor/schedules', { cron: '@daily', rows: rowsOf(7) }, 201);
    expect(counts(schedule.rows ?? undefined)).toEqual(NAMES.map((name, at) => [name, 7 + at]));

    const { id } = await post<RunDetail>(`/api/runs/${first.id}/reproduce`, {}, 202);
    await server.events('constructor', id);
    expect((await server.http.get(`/api/runs/${id}`)).body).toMatchObject({ reproduction: { matches: true } });
    const { tables } = (await server.http.get('/api/experiments/constructor').expect(200)).body as ExperimentDetail;
    expect(tables.map(({ name, loaded_rows: rows }) => [name, rows])).toEqual(NAMES.map((name, at) => [name, 9 + at]));
  });

  it('are refused where they are the names of none', async () => {
    const { errors } = await post<{ errors: { path: string }[] }>('/api/experiments/preview', { definition: { name: 'x', tables: [{ ...DEFINITION.tables[0], name: 't' }] }, table_rows: rowsOf(1) }, 422);
    expect(errors.map(({ path }) => path)).toEqual(NAMES.map((name) => `$.rows.${name}`));
  });

  it.each(['redshift', 'snowflake', 'ansi'])('are tables of the user in the dialect %s', async (dialect) => {
    const { body } = await server.post('/api/query/execute', { sql: 'SELECT COUNT(*) FROM "constructor" AS valueOf', experiment: 'constructor', dialect });
    expect([body.detail, body.rows]).toEqual([undefined, [[9]]]);
  });

  it('are no distribution, no type and no generator', async () => {
    const column = { name: 'a', data_type: 'INT' };
    for (const wrong of NAMES) {
      for (const change of [{ data_type: wrong }, { distribution: { type: wrong } }, { generator: { type: wrong } }, { faker_rule: wrong, data_type: 'VARCHAR' }]) {
        const { body } = await server.post('/api/experiments/validate', { name: 'x', tables: [{ name: 't', target_rows: 1, columns: [{ ...column, ...change }] }] }).expect(200);
        expect([wrong, change, body.valid]).toEqual([wrong, change, false]);
      }
    }
  });
});
