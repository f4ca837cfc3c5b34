/** A stage over a bucket: the bucket is reached by a storage integration, so that no credential is a part of SQL. */
export interface SnowflakeStage {
  readonly name: string;
  /** `s3://bucket/prefix/experiments`: what the paths of a run's manifest start from. */
  readonly url: string;
  readonly storageIntegration: string;
}

export interface SnowflakeCopyOptions {
  readonly stage: string;
  readonly database?: string;
  readonly schema?: string;
}

/**
 * The stage that runs are copied from.
 * @see https://docs.snowflake.com/en/sql-reference/sql/create-stage
 */
export function snowflakeStage({ name, url, storageIntegration }: SnowflakeStage): string {
  return [
    `CREATE STAGE IF NOT EXISTS ${quoted(name)}`,
    `URL = ${literal(url.endsWith('/') ? url : `${url}/`)}`,
    `STORAGE_INTEGRATION = ${quoted(storageIntegration)}`,
    'FILE_FORMAT = (TYPE = PARQUET USE_LOGICAL_TYPE = TRUE)',
  ].join('\n');
}

/**
 * COPY INTO of a staged table. Columns are matched by their names; a file that can't be read ends the statement, and
 * files that were copied before are copied again.
 * @param path folder of the table's files below the stage: `shop/orders/run_7`
 * @see https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
 */
export function snowflakeCopy(table: string, path: string, { stage, database, schema }: SnowflakeCopyOptions): string {
  const target = [database, schema, table].filter((name) => name !== undefined).map(quoted).join('.');
  return [
    `COPY INTO ${target}`,
    `FROM ${literal(`@${quoted(stage)}/${path}/`)}`,
    'FILE_FORMAT = (TYPE = PARQUET USE_LOGICAL_TYPE = TRUE)',
    'MATCH_BY_COLUMN_NAME = CASE_SENSITIVE',
    'ON_ERROR = ABORT_STATEMENT',
    'FORCE = TRUE',
  ].join('\n');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** In Snowflake a backslash escapes, too. */
function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
