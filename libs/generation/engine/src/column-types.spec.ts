import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { DuckDbReader } from './testing/duckdb-reader';

const workerPath = join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs');

const KEY = { name: 'id', data_type: 'UUID', is_unique: true, required: true };
const PAYLOAD = {
  object: {
    session: { type: 'uuid4' },
    'say "hi"': { type: 'choice', params: { values: ['Größe ✓ 漢字 🎉', 'a\\b\n'] } },
    amount: { type: 'uniform_float', params: { min: 0, max: 100, decimals: 2 }, null_rate: 0.25 },
    seen: { type: 'time_range', data_type: 'TIMESTAMPTZ', params: { start: '2024-01-01', end: '2024-12-31' } },
    items: { type: 'json', params: { array: { of: { type: 'json', params: { object: { qty: { type: 'uniform_int', params: { min: 1, max: 9 } } } } }, min: 1, max: 40 } } },
  },
};
const EVENTS = {
  name: 'events',
  tables: [
    { name: 'users', target_rows: 3000, columns: [KEY, { name: 'code', data_type: 'VARCHAR(36)', is_unique: true, required: true, generator: { type: 'uuid4' } }] },
    {
      name: 'events',
      target_rows: 5000,
      columns: [
        KEY,
        { name: 'user_id', data_type: 'UUID', required: true, foreign_key: { references_table: 'users', references_column: 'id' } },
        { name: 'parent_id', data_type: 'UUID', foreign_key: { references_table: 'events', references_column: 'id', nullable: true } },
        { name: 'happened', data_type: 'TIMESTAMPTZ', required: true, date_start: '1969-12-31T20:00:00-04:00', date_end: '9999-12-31' },
        { name: 'clock', data_type: 'TIME', required: true },
        { name: 'night', data_type: 'TIME', required: true, generator: { type: 'time_of_day', params: { start: '22:00', end: '06:00' } } },
        { name: 'payload', data_type: 'SUPER', required: true, generator: { type: 'json', params: PAYLOAD } },
        { name: 'extra', data_type: 'VARIANT', null_rate: 0.5 },
      ],
    },
  ],
};

interface Payload {
  readonly session: string;
  readonly 'say "hi"': string;
  readonly amount: number | null;
  readonly seen: string;
  readonly items: readonly { readonly qty: number }[];
}

let directory: string;
let reader: DuckDbReader;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dw-sim-types-'));
  reader = await DuckDbReader.open();
  const { model, errors } = checkDefinition(EVENTS, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  await generate(compilePlan(model, { seed: 42 }), { outputDirectory: directory, workerPath, workerCount: 2 });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Rows through hyparquet, which shares no code with the writer. */
async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  const files = readdirSync(join(directory, table)).sort();
  const parts = await Promise.all(files.map(async (name) => parquetReadObjects({ file: await asyncBufferFromFile(join(directory, table, name)) })));
  return parts.flat();
}

describe('moments, times, UUIDs and JSON', () => {
  it('have their own types in Parquet', async () => {
    const types = await reader.row(`SELECT ${['id', 'happened', 'clock', 'payload', 'extra'].map((name) => `any_value(typeof(${name})) AS ${name}`).join(', ')} FROM ${DuckDbReader.files(directory, 'events')}`);
    expect(types).toEqual({ id: 'UUID', happened: 'TIMESTAMP WITH TIME ZONE', clock: 'TIME', payload: 'JSON', extra: 'JSON' });
  });

  it('are the same for DuckDB and for another reader', async () => {
    const [first] = await rowsOf('events');
    const text = await reader.row(`SELECT id::VARCHAR AS id, epoch_ms(happened)::VARCHAR AS happened, epoch_us(clock)::VARCHAR AS clock, payload::VARCHAR AS payload FROM ${DuckDbReader.files(directory, 'events')} LIMIT 1`);
    expect(String((first['happened'] as Date).getTime())).toBe(text['happened']);
    expect(String(first['clock'])).toBe(text['clock']);
    expect(first['payload']).toEqual(JSON.parse(String(text['payload'])));
    expect(first['id']).toBe(text['id']);
  });

  it('have UUIDs of version 4, none twice, and a parent for every child', async () => {
    const [users, events] = [await rowsOf('users'), await rowsOf('events')];
    const ids = new Set(users.map(({ id }) => id));
    const all = [...ids, ...users.map(({ code }) => code), ...events.map(({ id }) => id)];
    expect(new Set(all).size).toBe(3000 + 3000 + 5000);
    expect(all.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(String(id)))).toBe(true);
    expect(events.every(({ user_id }) => ids.has(user_id))).toBe(true);
    const own = new Set(events.map(({ id }) => id));
    const parents = events.map(({ parent_id }) => parent_id).filter((id) => id !== null && id !== undefined);
    expect(parents.length).toBeGreaterThan(4000);
    expect(parents.every((id) => own.has(id))).toBe(true);
  });

  it('keep their ranges', async () => {
    const events = await rowsOf('events');
    const moments = events.map(({ happened }) => (happened as Date).getTime());
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...moments)).toBeLessThan(Date.parse('9999-12-31T23:59:59.999Z'));
    expect(events.every(({ night }) => Number(night) >= 22 * 3600e6 || Number(night) <= 6 * 3600e6)).toBe(true);
    expect(new Set(events.map(({ night }) => Math.floor(Number(night) / 3600e6)))).toEqual(new Set([22, 23, 0, 1, 2, 3, 4, 5]));
  });

  it('hold JSON of what was asked for', async () => {
    const payloads = (await rowsOf('events')).map(({ payload }) => payload as Payload);
    expect(new Set(payloads.map((payload) => payload['say "hi"']))).toEqual(new Set(['Größe ✓ 漢字 🎉', 'a\\b\n']));
    expect(new Set(payloads.map(({ session }) => session)).size).toBe(5000);
    const amounts = payloads.map(({ amount }) => amount).filter((amount) => amount !== null);
    // 25 % nulls, within four standard errors.
    expect(Math.abs(amounts.length - 3750)).toBeLessThan(4 * Math.sqrt(5000 * 0.25 * 0.75));
    expect(amounts.every((amount) => amount >= 0 && amount <= 100 && Number(amount.toFixed(2)) === amount)).toBe(true);
    expect(payloads.every(({ seen }) => /^2024-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(seen))).toBe(true);
    expect(payloads.every(({ items }) => items.length >= 1 && items.length <= 40 && items.every(({ qty }) => qty >= 1 && qty <= 9))).toBe(true);
    expect(new Set(payloads.map(({ items }) => items.length)).size).toBe(40);
  });
});
