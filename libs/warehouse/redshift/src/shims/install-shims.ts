import { createHash } from 'node:crypto';
import { quoteIdentifier, quoteLiteral } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import { AGGREGATE_SHIMS } from './aggregate-shims';
import { DATE_SHIMS } from './date-shims';
import { HASH_SHIMS } from './hash-shims';
import { JSON_SHIMS } from './json-shims';
import { TEXT_SHIMS } from './text-shims';

/** Schema of the functions of Redshift that PostgreSQL lacks. */
export const SHIM_SCHEMA = 'dw_redshift';

const SHIMS: readonly string[] = [...DATE_SHIMS, ...TEXT_SHIMS, ...JSON_SHIMS, ...HASH_SHIMS, ...AGGREGATE_SHIMS];
const OWNER = 'Functions of DW Simulator, version ';
const VERSION = OWNER + createHash('sha256').update(SHIMS.join(';')).digest('hex').slice(0, 16);

/** Collations with Unicode's rules, best first; the database's own where the server has none of them. */
const UNICODE_COLLATIONS = ['pg_c_utf8', 'und-x-icu', 'C.utf8', 'en_US.utf8'];

/**
 * Makes the functions where they are missing or of another version, and lets the reader's role call them. Answers
 * whether they are there: a user without the right to make a schema has to do without.
 */
export async function installShims(client: Client, readerRole: string | undefined): Promise<boolean> {
  try {
    await client.query('BEGIN');
    // Two servers on one database would else trip over each other.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('${SHIM_SCHEMA}'))`);
    const present = await presentVersion(client);
    if (present !== VERSION) await create(client, present);
    if (readerRole !== undefined) await client.query(`GRANT USAGE ON SCHEMA ${SHIM_SCHEMA} TO ${quoteIdentifier(readerRole)}`);
    await client.query('COMMIT');
    return true;
  } catch {
    // Expected: the user may not make schemas, or one of that name is somebody else's.
    await client.query('ROLLBACK');
    return false;
  }
}

/** Comment of the schema; undefined where there is no such schema. */
async function presentVersion(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ version: string | null }>(`SELECT obj_description(oid, 'pg_namespace') AS version FROM pg_namespace WHERE nspname = '${SHIM_SCHEMA}'`);
  return rows[0] && (rows[0].version ?? '');
}

async function create(client: Client, present: string | undefined): Promise<void> {
  if (present !== undefined && !present.startsWith(OWNER)) throw new Error(`The schema ${SHIM_SCHEMA} is not ours.`);
  const { rows } = await client.query<{ collname: string }>(`SELECT collname FROM pg_collation WHERE collname = ANY ($1) ORDER BY array_position($1, collname::text) LIMIT 1`, [UNICODE_COLLATIONS]);
  const collation = quoteIdentifier(rows[0]?.collname ?? 'default');
  await client.query([
    `DROP SCHEMA IF EXISTS ${SHIM_SCHEMA} CASCADE`,
    `CREATE SCHEMA ${SHIM_SCHEMA}`,
    `SET LOCAL check_function_bodies TO off`,
    ...SHIMS.map((shim) => shim.replaceAll('COLLATE COLLATION', `COLLATE ${collation}`)),
    `COMMENT ON SCHEMA ${SHIM_SCHEMA} IS ${quoteLiteral(VERSION)}`,
  ].join(';\n'));
}
