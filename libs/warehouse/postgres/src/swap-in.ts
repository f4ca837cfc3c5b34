import { setTimeout } from 'node:timers/promises';
import { AppError } from '@dw-sim/contracts';
import { quoteIdentifier, quoteLiteral, type StopGuard } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import { nameBeside } from './constraint-names';
import { dependentViews, dropViewsSql, restoreViewsSql } from './dependent-views';
import { dropKeySql, incomingKeys, restoreKeySql } from './foreign-keys';
import type { PostgresError } from './postgres-error';
import { runAll } from './postgres-tables';

/** A waiting swap holds up every new reader, so it waits this long and then lets them pass. */
const LOCK_MS = 500;
const PAUSE_MS = 250;
/** Readers that take longer than this hold the load up in vain. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Puts a table in the place of another one inside the running transaction. Foreign keys of other tables go over to the
 * new rows; they are checked against them later, since those tables may be about to get new rows, too. Views that statements have
 * made are made again.
 * @throws AppError `warehouse_failed` where a reader does not end
 */
export async function swapIn(client: Client, name: string, beside: string, guard: StopGuard): Promise<void> {
  const incoming = await incomingKeys(client, [name]);
  const views = await dependentViews(client, [name]);
  await lockWithPatience(client, name, [...views.map((view) => view.name), quoteIdentifier(name), ...new Set(incoming.map(({ child }) => child))], guard);
  await runAll(client, [...dropViewsSql(views), ...incoming.map(dropKeySql)]);
  await client.query(`DROP TABLE ${quoteIdentifier(name)}`);
  await client.query(`ALTER TABLE ${quoteIdentifier(beside)} RENAME TO ${quoteIdentifier(name)}`);
  await renameConstraints(client, name, beside);
  await runAll(client, [...incoming.map(restoreKeySql), ...restoreViewsSql(views)]);
}

/** @param relations what has to be locked, quoted: views before what they read */
async function lockWithPatience(client: Client, name: string, relations: readonly string[], guard: StopGuard): Promise<void> {
  const tables = relations.join(', ');
  await client.query(`SET LOCAL lock_timeout = ${LOCK_MS}`);
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await tryLock(client, tables))) {
    guard.check();
    if (performance.now() > giveUpAt) {
      throw new AppError('warehouse_failed', `Loading table "${name}" failed: somebody has been reading it for ten minutes. Its rows are as before.`);
    }
    await setTimeout(PAUSE_MS);
  }
  await client.query('SET LOCAL lock_timeout = 0');
}

async function tryLock(client: Client, tables: string): Promise<boolean> {
  await client.query('SAVEPOINT swap');
  try {
    await client.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
    return true;
  } catch (error) {
    // Expected: a reader has the table, or waits for us while we wait for it.
    if (!['55P03', '40P01'].includes((error as PostgresError).code ?? '')) throw error;
    await client.query('ROLLBACK TO SAVEPOINT swap');
    return false;
  }
}

/** Constraints were named after the table beside. */
async function renameConstraints(client: Client, name: string, beside: string): Promise<void> {
  const { rows } = await client.query<{ conname: string }>(
    `SELECT conname FROM pg_constraint WHERE conrelid = ${quoteLiteral(quoteIdentifier(name))}::regclass AND contype IN ('p', 'u', 'f')`,
  );
  for (const { conname } of rows) {
    const suffix = /__((?:f?key)_\d+)$/.exec(conname)?.[1];
    if (suffix === undefined || conname !== nameBeside(beside, suffix)) continue;
    await client.query(`ALTER TABLE ${quoteIdentifier(name)} RENAME CONSTRAINT ${quoteIdentifier(conname)} TO ${quoteIdentifier(nameBeside(name, suffix))}`);
  }
}
