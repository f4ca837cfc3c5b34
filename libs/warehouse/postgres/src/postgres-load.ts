import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assertRowCount, loadFailure, quoteIdentifier, quoteIdentifiers, StopGuard, tableNotFound, type LoadOptions, type LoadResult, type StagedTable } from '@dw-sim/warehouse-core';
import { StagedCsv, type StagedReaderLimits } from '@dw-sim/warehouse-staging';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { destroy, type Connections } from './connections';
import { nameBeside } from './constraint-names';
import { checkKeys, foreignKeySql } from './foreign-keys';
import { loadError } from './postgres-error';
import { countRows, existingTables, runAll, type TableMaker } from './postgres-tables';
import { grantSql } from './reader-role';
import { swapIn } from './swap-in';
import { commentSql, keySql } from './table-sql';

/** What a load needs beside its connection. */
export interface LoadSettings extends TableMaker {
  readonly limits: StagedReaderLimits;
}

/**
 * Fills a table made beside the old one by COPY, adds keys and indexes after the rows, and swaps the two, all in one
 * transaction: whatever ends the load before its commit leaves the old table and nothing else. Readers of the old rows
 * are waited for only in the moment of the swap.
 */
export async function loadTable(connections: Connections, staged: StagedTable, settings: LoadSettings, options: LoadOptions): Promise<LoadResult> {
  const { name } = staged.table;
  if (!settings.flavour.isPostgres) throw loadFailure(name, 'a real Redshift loads from S3, and none is configured');
  const client = await connections.connect();
  let stopped = false;
  const guard = new StopGuard(`load of table "${name}"`, { signal: options.signal }, () => {
    if (stopped) return;
    stopped = true;
    void connections.cancel(client);
    destroy(client);
  });
  try {
    guard.check();
    if ((await existingTables(client, [name])).length === 0) throw tableNotFound(name);
    await client.query('BEGIN');
    await fill(client, staged, settings, options);
    await swapIn(client, staged.table.name, nameBeside(name, 'loading'), guard);
    guard.check();
    // From here on it is done, not stopped.
    guard.release();
    await client.query('COMMIT');
    await checkKeys(client, name);
    return { rowCount: await countRows(client, name) };
  } catch (error) {
    // Expected: rows that the table does not take, a full disk, a server that is gone; a stop breaks the connection.
    throw guard.reason ?? loadError(name, error);
  } finally {
    guard.release();
    await end(client, stopped);
  }
}

/** Undoes what is not committed by ending the connection, and waits until the server has done so. */
async function end(client: Client, stopped: boolean): Promise<void> {
  if (stopped) return;
  await client.query('ROLLBACK').catch(() => undefined);
  await client.end().catch(() => undefined);
}

async function fill(client: Client, staged: StagedTable, { flavour, readerRole, limits }: LoadSettings, options: LoadOptions): Promise<void> {
  const { table } = staged;
  const beside = nameBeside(table.name, 'loading');
  await client.query(flavour.createTable(table, beside));
  assertRowCount(staged, await copyRows(client, staged, beside, limits, options));
  await runAll(client, [...keySql(table, beside), ...(await foreignKeySql(client, table, beside))]);
  await runAll(client, [...commentSql(table, beside), ...grantSql(readerRole, beside), `ANALYZE ${quoteIdentifier(beside)}`]);
}

/** Streams the rows with back-pressure: no more is read than the server takes. Answers how many it took. */
async function copyRows(client: Client, staged: StagedTable, beside: string, limits: StagedReaderLimits, { onProgress }: LoadOptions): Promise<number> {
  const csv = await StagedCsv.open(staged, limits);
  try {
    const columns = quoteIdentifiers(staged.table.columns.map(({ name }) => name));
    const copy = client.query(copyFrom(`COPY ${quoteIdentifier(beside)} (${columns}) FROM STDIN (FORMAT csv)`));
    await pipeline(Readable.from(linesOf(csv, onProgress), { objectMode: true, highWaterMark: 1 }), copy);
    return copy.rowCount;
  } finally {
    csv.close();
  }
}

async function* linesOf(csv: StagedCsv, onProgress: LoadOptions['onProgress']): AsyncIterable<Buffer> {
  let written = 0;
  for await (const { lines, rowCount } of csv.chunks()) {
    yield lines;
    written += rowCount;
    onProgress?.(written);
  }
}
