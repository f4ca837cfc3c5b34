import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { ExperimentEntity } from './entities/experiment.entity';
import { RunEventEntity } from './entities/run-event.entity';
import { RunEntity } from './entities/run.entity';
import { openMetadata } from './metadata-source';
import { MetadataStore } from './metadata-store';
import { ReserveFile, type SpaceReserve } from './space-reserve';
import { temporaryMetadata, type TemporaryMetadata } from './testing/temporary-metadata';

function experiment(name: string) {
  const at = '2026-01-01T00:00:00.000Z';
  return { name, nameKey: name.toLowerCase(), state: 'ready' as const, targetWarehouse: 'duckdb', definition: { name, tables: [] }, definitionHash: '', createdAt: at, updatedAt: at };
}

const save = (manager: EntityManager, name: string) => manager.insert(ExperimentEntity, experiment(name));

describe.each(['SQLite', 'PostgreSQL'] as const)('the metadata in %s', (engine) => {
  let place: TemporaryMetadata;
  let source: DataSource;
  let store: MetadataStore;

  beforeEach(async () => {
    place = await temporaryMetadata(engine);
    source = await openMetadata(place.location);
    store = new MetadataStore(source);
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  const names = () => store.read(async (manager) => (await manager.find(ExperimentEntity, { order: { id: 'ASC' } })).map(({ name }) => name));

  /** Two transactions that overlap, the second rolled back, with a plain write between. Answers what the callers were told. */
  async function mix(transaction: <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>, plain: () => Promise<unknown>) {
    const kept = transaction(async (manager) => {
      await save(manager, 'kept_1');
      await pause(30);
      await save(manager, 'kept_2');
    });
    await pause(5);
    const undone = transaction(async (manager) => {
      await save(manager, 'undone');
      await pause(60);
      throw new Error('undo');
    });
    await pause(5);
    return (await Promise.allSettled([kept, undone, plain()])).map(({ status }) => status);
  }
  const told = ['fulfilled', 'rejected', 'fulfilled'];
  const right = new Set(['kept_1', 'kept_2', 'plain']);

  it('keeps two transactions apart when one is rolled back', async () => {
    const outcome = await mix((work) => store.transaction(work), () => store.transaction((manager) => save(manager, 'plain')));
    expect([outcome, new Set(await names())]).toEqual([told, right]);
  });

  it('would lose what was committed without the store where there is one connection, which is why there is one', async () => {
    const outcome = await mix((work) => source.transaction(work), () => save(source.manager, 'plain'));
    expect(outcome).toEqual(told);
    expect(new Set(await names())).toEqual(engine === 'SQLite' ? new Set() : right);
  });

  it('lets a reader see nothing of a transaction that is not done', async () => {
    const writing = store.transaction(async (manager) => {
      await save(manager, 'a');
      await pause(20);
      throw new Error('undo');
    });
    const [, seen] = await Promise.allSettled([writing, names()]);
    expect(seen).toEqual({ status: 'fulfilled', value: [] });
  });

  it('makes a transaction inside another a part of it', async () => {
    const outer = store.transaction(async (manager) => {
      await save(manager, 'a');
      await store.transaction((inner) => save(inner, 'b'));
      expect(await names()).toEqual(['a', 'b']);
      throw new Error('undo');
    });
    await expect(outer).rejects.toThrow('undo');
    expect(await names()).toEqual([]);
  });

  it('gives work that outlives its transaction a turn of its own', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const outer = store.transaction(async () => {
      late = pause(20).then(() => store.transaction((manager) => save(manager, 'late')));
      throw new Error('undo');
    });
    await expect(outer).rejects.toThrow('undo');
    await late;
    expect(await names()).toEqual(['late']);
  });

  it('refuses a transaction inside a read', async () => {
    await expect(store.read(async () => store.transaction(async () => undefined))).rejects.toThrow('inside a read');
  });

  it('keeps names unique without regard to case', async () => {
    await store.transaction((manager) => save(manager, 'Shop'));
    await expect(store.transaction((manager) => save(manager, 'shop'))).rejects.toThrow(/unique/i);
  });

  it('keeps one active run per experiment, and removes runs with their experiment', async () => {
    const run = (id: number) => ({ experimentId: id, kind: 'generate' as const, status: 'RUNNING' as const, seed: 2 ** 53 - 1, warehouse: 'duckdb', definitionHash: '', createdAt: '' });
    await store.transaction(async (manager) => {
      await save(manager, 'shop');
      await manager.insert(RunEntity, run(1));
    });
    await expect(store.transaction((manager) => manager.insert(RunEntity, run(1)))).rejects.toThrow(/unique/i);
    expect((await store.read((manager) => manager.findOneByOrFail(RunEntity, { id: 1 }))).seed).toBe(2 ** 53 - 1);
    await store.transaction((manager) => manager.delete(ExperimentEntity, { id: 1 }));
    expect(await store.read((manager) => manager.count(RunEntity))).toBe(0);
  });

  it('sets a lone column to NULL', async () => {
    await store.transaction(async (manager) => {
      await save(manager, 'shop');
      await manager.insert(RunEntity, { experimentId: 1, kind: 'load', status: 'FAILED', seed: 1, warehouse: '', definitionHash: '', createdAt: '', stagedAt: 'now' });
      await manager.update(RunEntity, { id: 1 }, { stagedAt: null });
    });
    expect(await store.read((manager) => manager.findOneBy(RunEntity, { id: 1 }))).toMatchObject({ stagedAt: null });
  });

  it('never gives the number of a deleted row again', async () => {
    await store.transaction((manager) => save(manager, 'a'));
    await store.transaction((manager) => manager.delete(ExperimentEntity, { id: 1 }));
    await store.transaction((manager) => save(manager, 'b'));
    expect(await store.read((manager) => manager.findOneBy(ExperimentEntity, { name: 'b' }))).toMatchObject({ id: 2 });
  });
});

describe.each(['SQLite', 'PostgreSQL'] as const)('the schema in %s', (engine) => {
  it('is what the entities say, and can be undone and done again', async () => {
    const place = await temporaryMetadata(engine);
    const source = await openMetadata(place.location);
    for (const { tableName, columns } of source.entityMetadatas) {
      expect(await nullableColumns(source, tableName)).toEqual(new Map(columns.map((column) => [column.databaseName, column.isNullable])));
    }
    if (engine === 'SQLite') {
      expect(await source.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
      expect(await source.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    }
    const migrations = source.migrations.length;
    for (let undone = 0; undone < migrations; undone += 1) await source.undoLastMigration();
    expect(await source.runMigrations()).toHaveLength(migrations);
    await source.destroy();
    await place.remove();
  });

  it('grows from its first version without losing what hangs on a table', async () => {
    const place = await temporaryMetadata(engine);
    const source = await openMetadata(place.location);
    for (let undone = 1; undone < source.migrations.length; undone += 1) await source.undoLastMigration();
    await source.query(`INSERT INTO experiment (name, name_key, state, target_warehouse, definition, definition_hash, created_at, updated_at) VALUES ('a', 'a', 'ready', 'duckdb', '{}', '', '', '')`);
    await source.query(`INSERT INTO run (experiment_id, kind, status, seed, warehouse, definition_hash, created_at) VALUES (1, 'load', 'FAILED', 1, 'duckdb', '', '')`);
    await source.query(`INSERT INTO run_event (run_id, seq, type, payload) VALUES (1, 1, 'queued', '{}')`);
    await source.runMigrations();
    const store = new MetadataStore(source);
    expect(await store.read((manager) => manager.count(RunEventEntity))).toBe(1);
    expect(await store.read((manager) => manager.findOneByOrFail(RunEntity, { id: 1 }))).toMatchObject({ target: null, clock: null, mode: 'create_if_missing', warehouse: 'duckdb' });
    await store.close();
    await place.remove();
  });
});

/** Columns of a table by name, and whether each may be NULL. */
async function nullableColumns(source: DataSource, table: string): Promise<ReadonlyMap<string, boolean>> {
  if (source.options.type === 'postgres') {
    const rows = (await source.query(`SELECT column_name AS name, is_nullable AS nullable FROM information_schema.columns WHERE table_name = $1`, [table])) as { name: string; nullable: string }[];
    return new Map(rows.map(({ name, nullable }) => [name, nullable === 'YES']));
  }
  const rows = (await source.query(`PRAGMA table_info("${table}")`)) as { name: string; notnull: number; pk: number }[];
  return new Map(rows.map(({ name, notnull, pk }) => [name, notnull === 0 && pk === 0]));
}

describe('metadata on a full disk', () => {
  let place: TemporaryMetadata;
  let source: DataSource;
  let reserved: boolean;
  let store: MetadataStore;

  const fill = () => source.query('PRAGMA max_page_count = 1');
  const reserve: SpaceReserve = {
    release: () => {
      if (!reserved) return false;
      reserved = false;
      void source.query('PRAGMA max_page_count = 1000000');
      return true;
    },
    refill: () => undefined,
  };
  // More than what is left in the pages that are there.
  const much = (manager: EntityManager, name: string) => manager.insert(ExperimentEntity, { ...experiment(name), definitionHash: 'x'.repeat(100_000) });
  const count = () => store.read((manager) => manager.count(ExperimentEntity));

  beforeEach(async () => {
    place = await temporaryMetadata('SQLite');
    source = await openMetadata(place.location);
    store = new MetadataStore(source, reserve);
    reserved = true;
    await fill();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  it('says so, and what to do', async () => {
    await expect(store.transaction((manager) => much(manager, 'a'))).rejects.toMatchObject({ code: 'storage_full', details: { hint: expect.stringContaining('Free some space') } });
    expect([await count(), reserved]).toEqual([0, true]);
  });

  it('takes what must be stored still into the reserve, once', async () => {
    await store.transaction((manager) => much(manager, 'a'), { mayUseReserve: true });
    expect([await count(), reserved]).toEqual([1, false]);
    await fill();
    await expect(store.transaction((manager) => much(manager, 'b'), { mayUseReserve: true })).rejects.toMatchObject({ code: 'storage_full' });
    expect(await count()).toBe(1);
  });
});

describe('metadata whose transaction the engine has undone by itself', () => {
  it('goes on to commit what follows', async () => {
    const place = await temporaryMetadata('SQLite');
    const store = new MetadataStore(await openMetadata(place.location));
    await store.transaction((manager) => save(manager, 'first'));
    const again = (manager: EntityManager) => manager.query(`INSERT OR ROLLBACK INTO experiment SELECT * FROM experiment`);
    for (let round = 0; round < 2; round++) await expect(store.transaction(again)).rejects.toThrow('UNIQUE');
    await expect(store.transaction((manager) => save(manager, 'first'))).rejects.toThrow('UNIQUE');
    await store.transaction((manager) => save(manager, 'second'));
    const other = await openMetadata(place.location);
    expect((await other.manager.find(ExperimentEntity)).map(({ name }) => name)).toEqual(['first', 'second']);
    await other.destroy();
    await store.close();
    await place.remove();
  });
});

describe('ReserveFile', () => {
  it('puts space aside, gives it free and puts it aside again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dw-reserve-'));
    const path = join(folder, '.reserve');
    const reserve = new ReserveFile(path);
    expect(reserve.release()).toBe(false);
    for (let round = 0; round < 2; round++) {
      reserve.refill();
      expect(statSync(path).blocks * 512).toBeGreaterThanOrEqual(2 ** 20);
      expect(reserve.release()).toBe(true);
      expect(existsSync(path)).toBe(false);
    }
    new ReserveFile(join(folder, 'none', '.reserve')).refill();
    rmSync(folder, { recursive: true });
  });
});
