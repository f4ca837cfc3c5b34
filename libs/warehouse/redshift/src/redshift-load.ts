import { AppError } from '@dw-sim/contracts';
import { assertRowCount, quoteIdentifier, quoteIdentifiers, type PhysicalTable, type StagedTable, type WarehouseConnection } from '@dw-sim/warehouse-core';
import { dropKeySql, existingColumns, incomingKeys, nameBeside, runAll, type BulkLoad } from '@dw-sim/warehouse-postgres';
import type { Client } from 'pg';
import { redshiftCopy } from './redshift-copy';
import { redshiftCreateTable } from './redshift-ddl';

const AWS_ENDPOINT = /^https?:\/\/([^/]+\.)?amazonaws\.com(\.cn)?(:\d+)?\/?$/i;

/**
 * The load of a real cluster: COPY of the table's Parquet files in S3 into a table beside, a count, and then a swap by
 * DROP and RENAME, or an INSERT of its rows into the table that is there. TRUNCATE and ALTER TABLE APPEND would be
 * faster, but commit at once.
 */
export const REDSHIFT_LOAD: BulkLoad = {
  check(staged, connection) {
    bucketOf(staged);
    iamRoleOf(staged, connection);
  },

  async run(client, staged, connection, mode) {
    const { table } = staged;
    const beside = nameBeside(table.name, 'loading');
    await client.query(redshiftCreateTable(table, beside));
    await copyRows(client, { ...staged, table: { ...table, name: beside } }, connection);
    await (mode === 'append' ? insertFrom : swapIn)(client, table, beside);
  },
};

async function copyRows(client: Client, staged: StagedTable, connection: WarehouseConnection): Promise<void> {
  const { table } = staged;
  const folder = bucketOf(staged);
  // A run of no rows has no file, which COPY takes for a fault.
  if (staged.files.length > 0) {
    await client.query(redshiftCopy(table, folder, { iamRole: iamRoleOf(staged, connection) }));
    await runAll(client, table.columns.filter(({ type }) => type.kind === 'JSON').map(({ name }) => parseSql(table.name, name)));
  }
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${quoteIdentifier(table.name)}`);
  assertRowCount(staged, Number(rows[0]?.count));
}

/** A JSON column of Parquet is text, which COPY keeps as a SUPER string. */
function parseSql(table: string, column: string): string {
  const quoted = quoteIdentifier(column);
  return `UPDATE ${quoteIdentifier(table)} SET ${quoted} = JSON_PARSE(${quoted}::varchar) WHERE JSON_TYPEOF(${quoted}) = 'string'`;
}

/** Foreign keys of other tables, which Redshift never checks, go over to the new table. */
async function swapIn(client: Client, { name }: PhysicalTable, beside: string): Promise<void> {
  const incoming = await incomingKeys(client, [name]);
  await runAll(client, incoming.map(dropKeySql));
  await client.query(`DROP TABLE ${quoteIdentifier(name)}`);
  await client.query(`ALTER TABLE ${quoteIdentifier(beside)} RENAME TO ${quoteIdentifier(name)}`);
  await runAll(client, incoming.map(({ child, name: key, definition }) => `ALTER TABLE ${child} ADD CONSTRAINT ${quoteIdentifier(key)} ${definition}`));
}

async function insertFrom(client: Client, table: PhysicalTable, beside: string): Promise<void> {
  const there = new Map((await existingColumns(client, table.name)).map(({ name }) => [name.toLowerCase(), name]));
  const columns = table.columns.map(({ name }) => name);
  const into = columns.map((name) => there.get(name.toLowerCase()) ?? name);
  await client.query(`INSERT INTO ${quoteIdentifier(table.name)} (${quoteIdentifiers(into)}) SELECT ${quoteIdentifiers(columns)} FROM ${quoteIdentifier(beside)}`);
  await client.query(`DROP TABLE ${quoteIdentifier(beside)}`);
}

function bucketOf({ table, remote }: StagedTable): string {
  if (!remote) throw refusal(table, 'Redshift loads from S3, and the files are in a folder of this machine', 'Set staging to s3 and s3_bucket to a bucket in the region of the cluster, then generate anew.');
  if (remote.endpoint !== null && !AWS_ENDPOINT.test(remote.endpoint)) {
    throw refusal(table, `Redshift loads from S3 of AWS, and the files are at ${remote.endpoint}`, 'Set s3_bucket to a bucket of AWS in the region of the cluster and leave s3_endpoint out, then generate anew.');
  }
  return remote.folder;
}

function iamRoleOf({ table }: StagedTable, { options }: WarehouseConnection): string {
  const role = options?.['iam_role'];
  if (typeof role === 'string') return role;
  throw refusal(table, 'the target has no iam_role, by which the cluster reads the bucket', 'Set the option iam_role of the target to the ARN of a role of the cluster that may read the bucket, or to default.');
}

function refusal({ name }: PhysicalTable, why: string, hint: string): AppError {
  return new AppError('invalid_request', `Table "${name}" can't be loaded: ${why}. Its rows are as before.`, { hint });
}
