import { AppError } from '@dw-sim/contracts';
import { hasSchemaPerExperiment, quoteIdentifier, quoteLiteral, type WarehouseConnection } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import type { PostgresError } from './postgres-error';
import type { TableMaker } from './postgres-tables';

/** Comment of a schema that was made for an experiment, by which it is known again. */
const MARK = 'Made by DW Simulator for the experiment of this name';

/** Schemas that a server has or keeps for itself. */
const SYSTEM_SCHEMA = /^(pg_.*|information_schema|public)$/i;

/** The schema that one experiment has to itself; undefined where experiments share one. */
export function ownSchemaOf({ schema, options }: WarehouseConnection): string | undefined {
  return hasSchemaPerExperiment(options) ? schema : undefined;
}

/**
 * The schema that a session's tables are in, made where it is missing; one of an experiment alone is made with its tables
 * and until then undefined.
 * @throws AppError `conflict` where it can't be the experiment's; `warehouse_unavailable` where the user has none
 */
export async function existingSchema(client: Client, connection: WarehouseConnection): Promise<string | undefined> {
  const { schema, options } = connection;
  if (hasSchemaPerExperiment(options)) {
    return schema !== undefined && (await stateOfOwn(client, schema)) !== 'missing' ? schema : undefined;
  }
  if (schema !== undefined) await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`);
  const { rows } = await client.query<{ schema: string | null }>('SELECT current_schema() AS schema');
  const current = rows[0]?.schema;
  if (current) return current;
  throw new AppError('warehouse_unavailable', 'The user has no schema to make tables in.', { hint: 'Name one with the connection, or set the search_path of the user.' });
}

/** Makes the schema of an experiment where it is missing, and lets queries into it. @throws AppError as `existingSchema` */
export async function prepareOwnSchema(client: Client, schema: string, { flavour, readerRole }: TableMaker): Promise<void> {
  const name = quoteIdentifier(schema);
  if ((await stateOfOwn(client, schema)) === 'missing') {
    await client.query(`CREATE SCHEMA ${name}`);
    // Redshift has no comments of schemas.
    if (flavour.isPostgres) await client.query(`COMMENT ON SCHEMA ${name} IS ${quoteLiteral(MARK)}`);
  }
  if (readerRole !== undefined) await client.query(`GRANT USAGE ON SCHEMA ${name} TO ${quoteIdentifier(readerRole)}`);
}

/** Drops the schema of an experiment inside a transaction, where it was made for it and nothing is left in it. */
export async function dropOwnSchema(client: Client, schema: string): Promise<void> {
  if ((await stateOfOwn(client, schema)) !== 'marked') return;
  await client.query('SAVEPOINT own_schema');
  try {
    await client.query(`DROP SCHEMA ${quoteIdentifier(schema)} RESTRICT`);
  } catch (error) {
    // Expected: somebody has put something into it, which stays.
    if ((error as PostgresError).code !== '2BP01') throw error;
    await client.query('ROLLBACK TO SAVEPOINT own_schema');
  }
}

/** The names of the server's own tables and views come first wherever a schema is not written. @throws AppError `conflict` */
export async function assertNotServers(client: Client, names: readonly string[]): Promise<void> {
  const list = names.map(quoteLiteral).join(', ');
  const { rows } = await client.query<{ relname: string }>(
    `SELECT t.relname FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = 'pg_catalog' AND t.relname IN (${list})`,
  );
  const taken = new Set(rows.map(({ relname }) => relname));
  const refused = names.filter((name) => taken.has(name) || /^pg_/i.test(name));
  if (refused.length === 0) return;
  throw new AppError('conflict', `The server has ${refused.length === 1 ? 'a table' : 'tables'} ${refused.map((name) => `"${name}"`).join(', ')} of its own.`, {
    hint: 'Rename the table, or choose a target without schema_per_experiment.',
  });
}

/** What there is of the schema of an experiment. @throws AppError `conflict` where the server or another user has it, or the user can't make it */
async function stateOfOwn(client: Client, schema: string): Promise<'missing' | 'marked' | 'unmarked'> {
  if (SYSTEM_SCHEMA.test(schema)) throw refusal(schema, "is one of the server's own", 'Rename the experiment, or choose a target without schema_per_experiment.');
  const { rows } = await client.query<{ owner: string; me: string; comment: string | null }>(`
    SELECT pg_get_userbyid(n.nspowner) AS owner, current_user AS me, obj_description(n.oid, 'pg_namespace') AS comment
    FROM pg_namespace n WHERE n.nspname = ${quoteLiteral(schema)}`);
  const [found] = rows;
  if (!found) {
    await assertMayCreate(client, schema);
    return 'missing';
  }
  if (found.owner !== found.me) {
    const handOver = `ALTER SCHEMA ${quoteIdentifier(schema)} OWNER TO ${quoteIdentifier(found.me)}`;
    throw refusal(schema, `belongs to the user "${found.owner}"`, `Rename the experiment, choose a target without schema_per_experiment, or have that user run ${handOver}.`);
  }
  return found.comment === MARK ? 'marked' : 'unmarked';
}

async function assertMayCreate(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ me: string; database: string; may: boolean }>(
    `SELECT current_user AS me, current_database() AS database, has_database_privilege(current_database(), 'CREATE') AS may`,
  );
  const [{ me, database, may } = { me: '', database: '', may: true }] = rows;
  if (may) return;
  const grant = `GRANT CREATE ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(me)}`;
  throw refusal(schema, `does not exist, and the user "${me}" may not make it`, `Have the database's owner run ${grant}, or CREATE SCHEMA ${quoteIdentifier(schema)} AUTHORIZATION ${quoteIdentifier(me)}.`);
}

function refusal(schema: string, why: string, hint: string): AppError {
  return new AppError('conflict', `The schema "${schema}" can't be the experiment's: it ${why}.`, { hint });
}
