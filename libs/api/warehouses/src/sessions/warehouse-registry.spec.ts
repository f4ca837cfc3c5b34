import 'reflect-metadata';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { MetadataStore, openMetadata } from '@dw-sim/api-metadata';
import { DataRoot, loadConfiguration } from '@dw-sim/api-platform';
import { AppError } from '@dw-sim/contracts';
import { SCHEMA_OPTIONS, type WarehouseConfig, type WarehouseSession, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { definedTarget } from '../targets/builtin-targets';
import { StoredTargets } from '../targets/stored-targets';
import { TargetCatalogue } from '../targets/target-catalogue';
import { TargetProbe } from './target-probe';
import { WarehouseRegistry } from './warehouse-registry';

/** A real engine that can't be reached at first, as one over a network may be. */
class LateStrategy extends DuckDbStrategy implements WarehouseStrategy {
  override readonly simulates = [];
  failures = 0;
  opened = 0;
  closed = 0;

  override async open(config: WarehouseConfig): Promise<WarehouseSession> {
    this.opened += 1;
    if (this.opened <= this.failures) throw new AppError('warehouse_unavailable', 'DuckDB cannot be reached.');
    const session = await super.open(config);
    const close = session.close.bind(session);
    session.close = () => {
      this.closed += 1;
      return close();
    };
    return session;
  }
}

/** An engine that gives experiments schemas, which it only counts. */
class SchemaStrategy extends LateStrategy {
  override readonly id = 'server' as 'duckdb';
  override readonly connection = {
    ...new DuckDbStrategy().connection, place: 'server', protocols: ['server'], dsnRequired: true, schema: { default: null, choosable: true }, options: SCHEMA_OPTIONS,
  } as const;
  readonly schemas: (string | undefined)[] = [];

  override open(config: WarehouseConfig): Promise<WarehouseSession> {
    this.schemas.push(config.connection?.schema);
    return super.open({ ...config, file: join(config.directory, `${config.connection?.schema ?? 'shared'}.duckdb`) });
  }
}

/** An engine over a network whose driver repeats what it was given, and never answers to the host `dead`. */
class NetworkStrategy extends DuckDbStrategy implements WarehouseStrategy {
  override readonly id = 'postgres' as 'duckdb';
  override readonly simulates = [];
  override readonly connection = { ...new DuckDbStrategy().connection, place: 'server', protocols: ['postgres'], dsnRequired: true } as const;
  readonly urls: string[] = [];

  override async open({ connection }: WarehouseConfig): Promise<WarehouseSession> {
    const { dsn: url } = connection!;
    this.urls.push(url);
    if (new URL(url).hostname === 'dead') return new Promise(() => undefined);
    throw new Error(`connect ECONNREFUSED ${url} with password ${decodeURIComponent(new URL(url).password)}`);
  }
}

describe('sessions of targets', () => {
  let folder: string;
  let late: LateStrategy;
  let network: NetworkStrategy;
  let schemas: SchemaStrategy;
  let store: MetadataStore;
  let catalogue: TargetCatalogue;
  let registry: WarehouseRegistry;
  let probe: TargetProbe;

  const open = (environment: Record<string, string> = {}) => {
    const configuration = loadConfiguration({ directory: folder, environment });
    const root = new DataRoot(join(folder, 'data'));
    catalogue = new TargetCatalogue([late, network, schemas], configuration, root, new StoredTargets(store, configuration, root));
    registry = new WarehouseRegistry(catalogue, root);
    probe = new TargetProbe(catalogue, registry);
  };

  beforeEach(async () => {
    Logger.overrideLogger(false);
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'dw-warehouses-')));
    mkdirSync(join(folder, 'data'));
    mkdirSync(join(folder, 'targets'));
    late = new LateStrategy();
    network = new NetworkStrategy();
    schemas = new SchemaStrategy();
    store = new MetadataStore(await openMetadata({ file: join(folder, 'metadata.sqlite') }));
    open();
  });
  afterEach(async () => {
    await registry.beforeApplicationShutdown();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const define = (dsn: string) => writeFileSync(join(folder, 'targets/marketing.yml'), `id: marketing\nkind: duckdb\ndsn: ${dsn}\n`);

  it('open when they are first needed, once', async () => {
    expect(existsSync(join(folder, 'data/warehouse'))).toBe(false);
    const [first, second] = await Promise.all([registry.session('duckdb'), registry.session('DuckDB')]);
    expect([first === second, late.opened, existsSync(join(folder, 'data/warehouse/duckdb/warehouse.duckdb'))]).toEqual([true, 1, true]);
  });

  it('are tried again where one could not be opened', async () => {
    late.failures = 1;
    const head = { id: 'duckdb', label: 'DuckDB', kind: 'duckdb', origin: 'builtin', is_default: true };
    expect(await probe.health()).toEqual([{ ...head, status: 'unavailable', version: null, latency_ms: null, message: 'DuckDB cannot be reached.' }]);
    expect(await probe.health()).toEqual([expect.objectContaining({ ...head, status: 'ok', message: null, version: expect.stringMatching(/\d/) })]);
  });

  it('name the targets that there are', async () => {
    define('duckdb:///a.duckdb');
    await expect(registry.session('markting')).rejects.toThrow('Unknown warehouse "markting" (did you mean "marketing"?); configured: duckdb, marketing.');
    open({ DW_SIMULATOR_DEFAULT_WAREHOUSE: 'nope' });
    await expect(registry.onModuleInit()).rejects.toThrow('Unknown warehouse "nope"; configured: duckdb, marketing.');
  });

  it('move when the definition does, and close the old file', async () => {
    define('duckdb:///a.duckdb');
    const first = await registry.session('marketing');
    expect(await registry.session('marketing')).toBe(first);
    define('duckdb:///b.duckdb');
    expect(await registry.session('marketing')).not.toBe(first);
    expect([late.opened, late.closed, existsSync(join(folder, 'b.duckdb'))]).toEqual([2, 1, true]);
    await registry.forget('marketing');
    expect(late.closed).toBe(2);
  });

  it('are shared by all who name the same file, and closed when the last has gone', async () => {
    define('duckdb:///a.duckdb');
    const inline = definedTarget({ id: 'inline', name: 'inline', kind: 'duckdb', schema: null, options: {}, dsn: `duckdb:///${join(folder, 'a.duckdb')}` }, 'inline', null);
    const alone = await registry.work(inline, 'shop', async (session) => session);
    expect([late.opened, late.closed]).toEqual([1, 1]);
    const named = await registry.session('marketing');
    expect(named).not.toBe(alone);
    expect(await registry.work(inline, 'shop', async (session) => session)).toBe(named);
    expect([late.opened, late.closed]).toEqual([2, 1]);
  });

  it('are one for each experiment where the target gives each a schema, and closed with the target or the experiment', async () => {
    writeFileSync(join(folder, 'targets/apart.yml'), 'id: apart\nkind: server\ndsn: server://db\noptions:\n  schema_per_experiment: true\n');
    const [shop, bank] = [await registry.session('apart', 'shop'), await registry.session('apart', 'bank')];
    expect(await registry.work(await registry.target('apart'), 'shop', async (session) => session)).toBe(shop);
    expect([shop === bank, (await registry.naming('apart', 'shop')).qualified('t')]).toEqual([false, 'shop.t']);
    await registry.session('apart');
    expect(schemas.schemas).toEqual(['shop', 'bank', undefined]);
    await registry.forgetExperiment('shop');
    expect(schemas.closed).toBe(1);
    await registry.forget('APART');
    expect(schemas.closed).toBe(3);
  });

  it('are one for all experiments elsewhere, also while the target is gone', async () => {
    expect(await registry.session('duckdb', 'shop')).toBe(await registry.session('duckdb'));
    expect((await registry.naming('gone', 'shop')).qualified('t')).toBe('shop__t');
  });

  it('do not stay open for a look at their health', async () => {
    define('duckdb:///a.duckdb');
    expect((await probe.health()).map(({ id, status }) => [id, status])).toEqual([['duckdb', 'ok'], ['marketing', 'ok']]);
    expect([late.opened, late.closed]).toEqual([2, 1]);
  });

  it('tell what a driver says without the password', async () => {
    process.env['DW_TEST_PASSWORD'] = 's3cret/p@ss';
    open({ DW_SIMULATOR_POSTGRES_URL: 'postgres://me:${DW_TEST_PASSWORD}@db/app?sslmode=require' });
    const result = await probe.test(await registry.target('postgres'));
    expect(network.urls).toEqual(['postgres://me:s3cret%2Fp%40ss@db/app?sslmode=require']);
    expect(result).toMatchObject({ status: 'unavailable', error: { code: 'warehouse_unavailable', message: 'connect ECONNREFUSED *** with password ***' } });
    delete process.env['DW_TEST_PASSWORD'];
    expect((await probe.test(await registry.target('postgres'))).error?.message).toBe("The DSN refers to DW_TEST_PASSWORD, which is not set in the server's environment.");
  });

  it('do not let a dead one hold up the others', async () => {
    open({ DW_SIMULATOR_POSTGRES_URL: 'postgres://dead/app' });
    expect((await probe.health()).map(({ id, status, message }) => [id, status, message])).toEqual([
      ['duckdb', 'ok', null],
      ['postgres', 'unavailable', 'The target "postgres" did not answer within 3 seconds.'],
    ]);
    await probe.health();
    expect(network.urls).toHaveLength(1);
  });
});
