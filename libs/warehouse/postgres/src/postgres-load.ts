import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AppError } from '@dw-sim/contracts';
import { assertRowCount, quoteIdentifier, quoteIdentifiers, repeatedKey, StopGuard, tableNotFound, type LoadOptions, type LoadResult, type StagedTable } from '@dw-sim/warehouse-core';
import type { StagedReaderLimits } from '@dw-sim/warehouse-staging';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { destroy, type Connections } from './connections';
import { nameBeside } from './constraint-names';
import { binaryRows } from './copy/binary-rows';
import { checkKeys, foreignKeySql } from './foreign-keys';
import { loadError, type PostgresError } from './postgres-error';
import { countRows, existingColumns, existingTables, runAll, type TableMaker } from './postgres-tables';
import { grantSql } from './reader-role';
import { swapIn } from './swap-in';
import { commentSql, keySql } from './table-sql';

/** What a load needs beside its connection. */
export interface LoadSettings extends TableMaker {
  readonly limits: StagedReaderLimits;
}

/**
 * Fills a table made beside the old one by COPY, adds keys and indexes after the rows, and swaps the two, or appends to
 * the old one, all in one transaction: whatever ends the load before its commit leaves the old table and nothing else. Readers of the old rows
 * are waited for only in the moment of the swap.
 */
export async function loadTable(connections: Connections, staged: StagedTable, settings: LoadSettings, options: LoadOptions): Promise<LoadResult> {
  const { name } = staged.table;
  const { bulkLoad } = settings.flavour;
  bulkLoad?.check(staged, connections.connection);
  let connected: Client | undefined;
  let stopped = false;
  const guard = new StopGuard(`load of table "${name}"`, { signal: options.signal }, () => {
    if (stopped || !connected) return;
    stopped = true;
    void connections.cancel(connected);
    destroy(connected);
  });
  try {
    const client = (connected = await connections.connect(guard));
    guard.check();
    if ((await existingTables(client, [name])).length === 0) throw tableNotFound(name);
    await client.query('BEGIN');
    const copied = bulkLoad
      ? await bulkLoad.run(client, staged, connections.connection, options.mode ?? 'replace')
      : await (options.mode === 'append' ? append : replace)(client, staged, settings, options, guard);
    guard.check();
    // From here on it is done, not stopped.
    guard.release();
    options.beforeCommit?.();
    await client.query('COMMIT');
    if (settings.flavour.isPostgres) await checkKeys(client, name);
    return { rowCount: copied ?? (await countRows(client, name)) };
  } catch (error) {
    // Expected: rows that the table does not take, a full disk, a server that is gone; a stop breaks the connection.
    throw guard.reason ?? loadError(name, error);
  } finally {
    guard.release();
    if (connected && !stopped) await end(connected);
  }
}

/** Undoes what is not committed by ending the connection, and waits until the server has done so. */
async function end(client: Client): Promise<void> {
  await client.query('ROLLBACK').catch(() => undefined);
  await client.end().catch(() => undefined);
}

/** Answers how many rows the table has, where the server has said so. */
type RowLoad = (client: Client, staged: StagedTable, settings: LoadSettings, options: LoadOptions, guard: StopGuard) => Promise<number | void>;

const replace: RowLoad = async (client, staged, { flavour, readerRole, limits }, options, guard) => {
  const { table } = staged;
  const beside = nameBeside(table.name, 'loading');
  await client.query(flavour.createTable(table, beside));
  const columns = table.columns.map(({ name }) => name);
  // Nobody sees the table before its commit, so its rows can be frozen: no later reader or vacuum has to mark them.
  const copied = await copyRows(client, staged, { name: beside, columns, isFrozen: true }, limits, options);
  assertRowCount(staged, copied);
  await runAll(client, [...keySql(table, beside), ...(await foreignKeySql(client, table, beside))]);
  await runAll(client, [...commentSql(table, beside), ...grantSql(readerRole, beside), `ANALYZE ${quoteIdentifier(beside)}`]);
  await swapIn(client, table.name, beside, guard);
  return copied;
};

const append: RowLoad = async (client, staged, { limits }, options) => {
  const { table } = staged;
  const there = new Map((await existingColumns(client, table.name)).map(({ name }) => [name.toLowerCase(), name]));
  const columns = table.columns.map(({ name }) => there.get(name.toLowerCase()) ?? name);
  try {
    assertRowCount(staged, await copyRows(client, staged, { name: table.name, columns }, limits, options));
  } catch (error) {
    // Expected: a key that the table has already.
    throw repetition(error as PostgresError, table.name) ?? error;
  }
};

/** `Key (region, id)=(north, 1) already exists.` */
function repetition({ code, detail = '' }: PostgresError, table: string): AppError | undefined {
  if (code !== '23505') return undefined;
  const [, columns = '', values = ''] = /^Key \((.*)\)=\((.*)\) already exists/.exec(detail) ?? [];
  const names = columns.split(', ');
  const cells = values.split(', ');
  return repeatedKey(table, names, cells.length === names.length ? cells : undefined);
}

interface CopyTarget {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isFrozen?: boolean;
}

/** Streams the rows with back-pressure: no more is read than the server takes. Answers how many it took. */
async function copyRows(client: Client, staged: StagedTable, into: CopyTarget, limits: StagedReaderLimits, { onProgress }: LoadOptions): Promise<number> {
  const copy = client.query(copyFrom(`COPY ${quoteIdentifier(into.name)} (${quoteIdentifiers(into.columns)}) FROM STDIN (FORMAT binary${into.isFrozen ? ', FREEZE' : ''})`));
  await pipeline(Readable.from(binaryRows(staged, limits, onProgress), { objectMode: true, highWaterMark: 1 }), copy);
  return copy.rowCount;
}
