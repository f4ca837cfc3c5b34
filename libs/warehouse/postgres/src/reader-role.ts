import { quoteIdentifier } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';

/** Role that queries run as: it can read tables of the warehouse's schemas, and nothing else. */
const ROLE = 'dw_sim_reader';

/**
 * Makes the role where the connection's user may, and answers its name; undefined where queries have to run as the user
 * itself. They are read-only and gated in either case.
 * @param schema where its tables are; undefined where they are still to come
 */
export async function prepareReaderRole(client: Client, schema: string | undefined): Promise<string | undefined> {
  try {
    await client.query('BEGIN');
    // Two servers on one database would else trip over each other's grants.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('${ROLE}'))`);
    const { rowCount } = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = '${ROLE}'`);
    if (rowCount === 0) await client.query(`CREATE ROLE ${ROLE} NOLOGIN`);
    await client.query(`GRANT ${ROLE} TO CURRENT_USER`);
    if (schema !== undefined) {
      await client.query(`GRANT USAGE ON SCHEMA ${quoteIdentifier(schema)} TO ${ROLE}`);
      await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA ${quoteIdentifier(schema)} TO ${ROLE}`);
    }
    await client.query(`SET LOCAL ROLE ${ROLE}`);
    await client.query('COMMIT');
    return ROLE;
  } catch {
    // Expected: the user may not make roles, or owns neither schema nor tables.
    await client.query('ROLLBACK');
    return undefined;
  }
}

/** Lets the role read a table; nothing where there is no role. */
export function grantSql(role: string | undefined, table: string | undefined): readonly string[] {
  return role === undefined || table === undefined ? [] : [`GRANT SELECT ON ${quoteIdentifier(table)} TO ${quoteIdentifier(role)}`];
}
