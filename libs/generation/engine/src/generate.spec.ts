import type { AppError } from '@dw-sim/contracts';
import { checkDefinition, compilePlan, type GenerationPlan } from '@dw-sim/generation-plan';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import type { TableGenerationProgress } from './progress';

const workerPath = join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs');

const KEY = { name: 'id', data_type: 'INT', is_unique: true, required: true };
const SHOP = {
  name: 'shop',
  tables: [
    {
      name: 'customers',
      target_rows: 3000,
      columns: [
        { ...KEY, min_value: 1000, max_value: 9999 },
        { name: 'first_name', data_type: 'VARCHAR(40)', required: true, faker_rule: 'first_name' },
        { name: 'email', data_type: 'VARCHAR(80)', is_unique: true, required: true, faker_rule: 'email' },
        { name: 'code', data_type: 'VARCHAR(8)', is_unique: true, required: true },
        { name: 'note', data_type: 'VARCHAR(12)', null_rate: 0.3, faker_rule: 'lorem.word' },
        { name: 'born', data_type: 'DATE', date_start: '1950-01-01', date_end: '2005-12-31', required: true },
        { name: 'referrer_id', data_type: 'INT', foreign_key: { references_table: 'customers', references_column: 'id', nullable: true } },
      ],
    },
    {
      name: 'orders',
      target_rows: 9000,
      columns: [
        { name: 'id', data_type: 'BIGINT', is_unique: true, required: true, min_value: 9007190000000000 },
        { name: 'customer_id', data_type: 'INT', required: true, foreign_key: { references_table: 'customers', references_column: 'id' } },
        { name: 'customer_email', data_type: 'VARCHAR(80)', required: true, foreign_key: { references_table: 'customers', references_column: 'email' } },
        { name: 'amount', data_type: 'DECIMAL(10,2)', required: true, min_value: -50, max_value: 500, distribution: { type: 'normal', mean: 50, stddev: 40 } },
        { name: 'tiny', data_type: 'DECIMAL(4,1)', required: true, min_value: -99.9, max_value: 99.9 },
        { name: 'wide', data_type: 'DECIMAL(30,4)', required: true, min_value: -5, max_value: 5 },
        { name: 'score', data_type: 'FLOAT', required: true, min_value: 0, max_value: 1, distribution: { type: 'beta', alpha: 2, beta: 5 } },
        { name: 'paid', data_type: 'BOOLEAN', required: true },
        { name: 'at', data_type: 'TIMESTAMP', required: true, date_start: '1969-06-01', date_end: '2024-12-31' },
        { name: 'coupon', data_type: 'VARCHAR', generator: { type: 'choice', params: { values: ['', 'A', 'twelve bytes', 'thirteen byte', 'Größe ✓ 漢字 🎉'] } }, required: true },
      ],
    },
  ],
};

function planOf(document: unknown = SHOP, rows?: Record<string, number>, seed = 42): GenerationPlan {
  const { model, errors } = checkDefinition(document, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  return compilePlan(model, { seed, rows });
}

/** The same plan in parts of a few thousand rows, so that small tables have many files. */
function inSmallParts(plan: GenerationPlan): GenerationPlan {
  return { ...plan, tables: plan.tables.map((table) => ({ ...table, rowGroupRows: 2048, partRows: 2048 })) };
}

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'dw-sim-engine-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function checksums(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet')).sort();
  return Object.fromEntries(files.map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]));
}

/** Rows of a table through hyparquet, which shares no code with the writer. */
async function rowsOf(folder: string, table: string): Promise<Record<string, unknown>[]> {
  const files = readdirSync(join(folder, table)).sort();
  const parts = await Promise.all(files.map(async (name) => parquetReadObjects({ file: await asyncBufferFromFile(join(folder, table, name)) })));
  return parts.flat();
}

describe('bytes', () => {
  it('are the same for any number of workers and either string writer', async () => {
    const plan = inSmallParts(planOf());
    const variants = [{ workerCount: 1 }, { workerCount: 2 }, { workerCount: 5 }, { workerCount: 2, stringWriter: 'safe' as const }];
    const sums: Record<string, string>[] = [];
    for (const [index, variant] of variants.entries()) {
      const outputDirectory = join(directory, String(index));
      await generate(plan, { outputDirectory, workerPath, ...variant });
      sums.push(checksums(outputDirectory));
    }
    expect(Object.keys(sums[0])).toHaveLength(2 + 5);
    sums.forEach((sum) => expect(sum).toEqual(sums[0]));
  });

  it('follow the seed', async () => {
    await generate(planOf(SHOP, undefined, 1), { outputDirectory: join(directory, 'a'), workerPath });
    await generate(planOf(SHOP, undefined, 2), { outputDirectory: join(directory, 'b'), workerPath });
    expect(checksums(join(directory, 'a'))['customers/part-00000.parquet']).not.toBe(checksums(join(directory, 'b'))['customers/part-00000.parquet']);
  });

  it('hold the same values in files of any size', async () => {
    await generate(planOf(), { outputDirectory: join(directory, 'whole'), workerPath });
    await generate(inSmallParts(planOf()), { outputDirectory: join(directory, 'parts'), workerPath });
    expect(await rowsOf(join(directory, 'parts'), 'orders')).toEqual(await rowsOf(join(directory, 'whole'), 'orders'));
  });

  it('do not change when another table or column is added', async () => {
    const more = structuredClone(SHOP);
    more.tables.push({ name: 'extra', target_rows: 10, columns: [{ ...KEY, min_value: 1, max_value: 10 }] });
    await generate(planOf(), { outputDirectory: join(directory, 'a'), workerPath });
    await generate(planOf(more), { outputDirectory: join(directory, 'b'), workerPath });
    expect(checksums(join(directory, 'b'))).toMatchObject(checksums(join(directory, 'a')));
  });
});

describe('rows, read by another reader', () => {
  let customers: Record<string, unknown>[];
  let orders: Record<string, unknown>[];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dw-sim-rows-'));
    const results = await generate(inSmallParts(planOf()), { outputDirectory: folder, workerPath });
    expect(results.map(({ table, rowCount }) => [table, rowCount])).toEqual([['customers', 3000], ['orders', 9000]]);
    [customers, orders] = [await rowsOf(folder, 'customers'), await rowsOf(folder, 'orders')];
    rmSync(folder, { recursive: true });
  });

  it('are all there', () => expect([customers.length, orders.length]).toEqual([3000, 9000]));

  it.each(['id', 'email', 'code'])('repeat no %s', (name) => {
    expect(new Set(customers.map((row) => row[name])).size).toBe(3000);
  });

  it('have a parent for every child', () => {
    const ids = new Set(customers.map(({ id }) => id));
    const emails = new Set(customers.map(({ email }) => email));
    expect(orders.every(({ customer_id }) => ids.has(customer_id))).toBe(true);
    expect(orders.every(({ customer_email }) => emails.has(customer_email))).toBe(true);
    expect(new Set(orders.map(({ customer_id }) => customer_id)).size).toBeGreaterThan(2700);
    const referrers = customers.map(({ referrer_id }) => referrer_id).filter((value) => value !== null && value !== undefined);
    expect(referrers.every((value) => ids.has(value))).toBe(true);
    // 10 % NULLs, within four standard errors.
    expect(Math.abs(referrers.length - 2700)).toBeLessThan(4 * Math.sqrt(270));
  });

  it('keep every digit of integers and decimals', () => {
    expect(orders[0]['id']).toBe(9007190000000000n);
    expect(orders[8999]['id']).toBe(9007190000008999n);
    for (const { amount, tiny, wide } of orders as { amount: number; tiny: number; wide: number }[]) {
      expect(amount * 100).toBeCloseTo(Math.round(amount * 100), 6);
      expect(amount >= -50 && amount <= 500 && Math.abs(tiny) <= 99.9 && Math.abs(wide) <= 5).toBe(true);
    }
    expect(orders.some(({ wide }) => (wide as number) < 0) && orders.some(({ amount }) => (amount as number) < 0)).toBe(true);
  });

  it('keep ranges, lengths, null rates and text', () => {
    const born = customers.map(({ born: day }) => (day as Date).toISOString().slice(0, 10)).sort();
    expect(born[0] >= '1950-01-01' && born[2999] <= '2005-12-31').toBe(true);
    const at = orders.map(({ at: moment }) => (moment as Date).toISOString()).sort();
    expect(at[0] >= '1969-06-01' && at[0] < '1970-01-01' && at[8999] < '2025-01-01').toBe(true);
    expect(new Set(orders.map(({ coupon }) => coupon))).toEqual(new Set(['', 'A', 'twelve bytes', 'thirteen byte', 'Größe ✓ 漢字 🎉']));
    expect(customers.every(({ code }) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(String(code)))).toBe(true);
    const nulls = customers.filter(({ note }) => note === null || note === undefined).length;
    expect(Math.abs(nulls - 900)).toBeLessThan(4 * Math.sqrt(630));
    const paid = orders.filter(({ paid: yes }) => yes).length;
    expect(Math.abs(paid - 4500)).toBeLessThan(4 * Math.sqrt(2250));
  });

  it('let the e-mail fit the name', () => {
    expect(customers.every(({ first_name, email }) => String(email).startsWith(`${String(first_name).toLowerCase().replace(/[^a-z]/g, '')}.`))).toBe(true);
  });
});

describe('progress', () => {
  it('goes up to the end, table by table', async () => {
    const seen: (readonly TableGenerationProgress[])[] = [];
    await generate(planOf(SHOP, { customers: 3000, orders: 2_000_000 }), { outputDirectory: directory, workerPath, onProgress: (progress) => seen.push(progress) });
    const orders = seen.map((tables) => tables[1].rows);
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
    expect(orders.some((rows) => rows > 0 && rows < 2_000_000)).toBe(true);
    expect(seen[seen.length - 1].map(({ state, rows }) => [state, rows])).toEqual([['done', 3000], ['done', 2_000_000]]);
  });
});

describe('what goes wrong', () => {
  it('an abort stops it soon and leaves nothing behind', async () => {
    const controller = new AbortController();
    const running = generate(planOf(SHOP, { orders: 50_000_000 }), {
      outputDirectory: directory,
      workerPath,
      signal: controller.signal,
      onProgress: (progress) => progress[1].rows > 0 && controller.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: 'aborted' } satisfies Partial<AppError>);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('an abort before the start writes nothing', async () => {
    const signal = AbortSignal.abort();
    await expect(generate(planOf(), { outputDirectory: directory, workerPath, signal })).rejects.toMatchObject({ code: 'aborted' });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('a folder that can\'t be written is an error, not a crash', async () => {
    writeFileSync(join(directory, 'customers'), 'a file where the folder should be');
    await expect(generate(planOf(), { outputDirectory: directory, workerPath })).rejects.toMatchObject({ code: 'generation_failed' });
  });

  it('quotes in the path are harmless', async () => {
    const odd = join(directory, "it's; DROP TABLE x; --");
    await generate(planOf(), { outputDirectory: odd, workerPath });
    expect(existsSync(join(odd, 'orders', 'part-00000.parquet'))).toBe(true);
  });
});
