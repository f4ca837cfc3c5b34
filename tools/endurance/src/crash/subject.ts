import type { ExperimentDetail, RunDetail, RunList, RunSummary } from '@dw-sim/contracts';
import type { ApiClient } from '../api-client';
import { fingerprint, fingerprintSql, shop, SHOP_TABLES, variant, type ShopTable, type Variant } from '../shop';
import type { TableContents, WarehouseLook } from './warehouse-look';

export const OPERATIONS = ['generate', 'load', 'reset', 'delete'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What each table of an experiment holds; undefined where there is no such experiment. */
export type Contents = Readonly<Record<ShopTable, string>> | undefined;

export const EMPTY: Contents = { customers: '0', orders: '0', items: '0' };

/** An experiment that is worked on while its server is killed, and what its tables are known to hold. */
export class Subject {
  contents: Contents;

  constructor(
    readonly name: string,
    readonly warehouse: string,
    private readonly look: WarehouseLook,
  ) {}

  /** Creates it and fills it, undisturbed. */
  async fill(api: ApiClient, chosen: Variant): Promise<RunDetail> {
    await api.post('/experiments', shop(this.name, this.warehouse));
    return this.refill(api, chosen);
  }

  async refill(api: ApiClient, chosen: Variant): Promise<RunDetail> {
    const { id } = await api.post<RunDetail>(`/experiments/${this.name}/generate`, chosen);
    const run = await api.ended(this.name, id);
    if (run.status !== 'COMPLETED') throw new Error(`Run ${id} of ${this.name} is ${run.status}: ${run.error?.message}`);
    this.contents = await this.ask(api);
    return run;
  }

  /** Begins an operation and answers what its tables hold when it has ended well. The answer of the server may never come. */
  async begin(api: ApiClient, operation: Operation, chosen: Variant, expected: (chosen: Variant) => Contents): Promise<Contents> {
    const ignore = (): void => undefined;
    if (operation === 'delete') return void api.delete(`/experiments/${this.name}`).catch(ignore);
    if (operation === 'generate') {
      void api.post(`/experiments/${this.name}/generate`, chosen).catch(ignore);
      return expected(chosen);
    }
    if (operation === 'reset') {
      void api.post(`/experiments/${this.name}/reset`).catch(ignore);
      return EMPTY;
    }
    const { items } = await api.get<RunList>(`/experiments/${this.name}/runs`);
    const last = items.find(({ status, kind }) => status === 'COMPLETED' && kind === 'generate');
    if (!last) return this.contents;
    void api.post(`/experiments/${this.name}/load`, { run_id: last.id }).catch(ignore);
    return expected(variant(last.seed, rowsOfItems(last.requested_rows)));
  }

  /** Its latest run; undefined where it has none. */
  async lastRun(api: ApiClient): Promise<RunSummary | undefined> {
    return (await api.get<RunList>(`/experiments/${this.name}/runs?limit=1`)).items[0];
  }

  /** What its tables hold, as the server tells. */
  async ask(api: ApiClient): Promise<Contents> {
    const entries: [string, string][] = [];
    for (const table of SHOP_TABLES) entries.push([table, fingerprint((await api.rows(this.name, fingerprintSql(table)))[0])]);
    return Object.fromEntries(entries) as Contents;
  }

  /** Rows that the server believes its tables to hold. */
  async loadedRows(api: ApiClient): Promise<ReadonlyMap<string, number>> {
    const { tables } = await api.get<ExperimentDetail>(`/experiments/${this.name}`);
    return new Map(tables.map(({ name, loaded_rows: rows }) => [name, rows]));
  }

  /** What its tables hold, past the server, and the other tables that are there. */
  async seen(): Promise<{ readonly contents: Contents; readonly strangers: readonly string[] }> {
    const all: TableContents = await this.look();
    const own = SHOP_TABLES.map((table): [ShopTable, string | undefined] => [table, all.get(`${this.name}__${table}`)]);
    const strangers = [...all.keys()].filter((name) => !SHOP_TABLES.some((table) => name === `${this.name}__${table}`));
    const there = own.filter(([, content]) => content !== undefined);
    if (there.length === 0) return { contents: undefined, strangers };
    return { contents: Object.fromEntries(own.map(([table, content]) => [table, content ?? 'missing'])) as Contents, strangers };
  }
}

/** Undoes the sum that a run's list entry shows: customers, orders and items of a variant. */
function rowsOfItems(requestedRows: number): number {
  const guess = Math.floor(requestedRows / 1.26);
  for (let items = guess; items >= guess - 200; items--) {
    const { rows } = variant(0, items);
    if (rows.customers + rows.orders + rows.items === requestedRows) return items;
  }
  throw new Error(`No variant has ${requestedRows} rows`);
}

/** What of the tables is neither as before nor as after, in a sentence each. `atOnce`: all of them change together. */
export function brokenTables(name: string, found: Contents, before: Contents, after: Contents, atOnce: boolean): readonly string[] {
  if (found === undefined) return before === undefined || after === undefined ? [] : [`${name}: its tables are gone`];
  const faults = SHOP_TABLES.filter((table) => found[table] !== before?.[table] && found[table] !== after?.[table]).map(
    (table) => `${name}: ${table} holds ${found[table]}, neither ${before?.[table]} nor ${after?.[table]}`,
  );
  const same = (other: Contents) => SHOP_TABLES.every((table) => found[table] === other?.[table]);
  return atOnce && faults.length === 0 && !same(before) && !same(after) ? [`${name}: some tables changed and some did not`] : faults;
}
