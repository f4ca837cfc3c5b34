import type { Token } from '../token';

type Notice = readonly [pattern: RegExp, notice: string];

const COPY_IN = 'COPY was not run: tables of an experiment get their rows when they are generated.';
const PRIVILEGES = 'Privileges are not simulated: the statement had no effect.';
const COMMENTS = 'Comments are not simulated: the statement had no effect.';
const STORAGE = 'How a table is stored is not simulated: the statement had no effect.';
const KEYS = 'Keys of tables that exist are not checked: the statement had no effect.';

/**
 * What moves files or looks after a cluster in scripts: they run through, and each such statement says that it did nothing. Statements
 * that change rows or tables are refused.
 */
const OF_BOTH: readonly Notice[] = [
  [/^(GRANT|REVOKE) /, PRIVILEGES],
  [/^COMMENT (IF EXISTS )?ON /, COMMENTS],
  [/^ALTER TABLE .*(OWNER TO|CLUSTER BY|DROP CLUSTERING KEY|RECLUSTER)/, STORAGE],
  [/^ALTER TABLE .*(ADD|DROP) (CONSTRAINT|PRIMARY KEY|FOREIGN KEY|UNIQUE)/, KEYS],
];
const OF_REDSHIFT: readonly Notice[] = [
  [/^COPY /, COPY_IN],
  [/^UNLOAD /, 'UNLOAD was not run: nothing was written to S3. Export the result of its query instead.'],
  [/^ALTER TABLE .* APPEND FROM /, 'ALTER TABLE APPEND was not run: tables of an experiment get their rows when they are generated.'],
  [/^LOCK /, 'There is nothing to lock: texts that write wait for each other.'],
  [/^ALTER TABLE .*(SORTKEY|DISTKEY|DISTSTYLE|ENCODE)/, STORAGE],
  [/^(DISCARD|CANCEL|CLOSE ALL) /, 'A text has a session of its own: the statement had no effect.'],
];
const OF_SNOWFLAKE: readonly Notice[] = [
  [/^COPY INTO (?!@)/, COPY_IN],
  [/^(PUT|GET|LIST|LS|REMOVE|RM) /, 'Stages are not simulated: the statement had no effect.'],
  [/^ALTER WAREHOUSE /, 'A simulated warehouse is always awake: the statement had no effect.'],
  [/^ALTER TABLE .*(UNSET|SET) (TAG|COMMENT|DATA_RETENTION_TIME_IN_DAYS|CHANGE_TRACKING|MAX_DATA_EXTENSION_TIME_IN_DAYS)/, STORAGE],
  [/^UNSET /, 'UNSET'],
];

/** What a statement that has no effect answers; undefined for any other. */
export function noticeOf(tokens: readonly Token[], isSnowflake: boolean): string | undefined {
  return matching([...OF_BOTH, ...(isSnowflake ? OF_SNOWFLAKE : OF_REDSHIFT)], tokens)?.[1];
}

type Refusal = readonly [pattern: RegExp, message: string, hint: string];

/** Statements that can't be simulated, with what to write instead. */
const REFUSALS: readonly Refusal[] = [
  [/^(CALL|CREATE (OR REPLACE )?PROCEDURE|DROP PROCEDURE|EXECUTE IMMEDIATE|DECLARE \w+ (?!CURSOR)|LET|RETURN|IF|FOR|WHILE|LOOP|DO) /, 'Procedures are not simulated.', 'Write the statements of the body one after the other.'],
  [/^(DECLARE|FETCH|CLOSE|OPEN) /, 'Cursors are not simulated.', 'Run the query itself: results of any length are streamed.'],
  [/^(PREPARE|EXECUTE|DEALLOCATE) /, 'Prepared statements are not simulated.', 'Write the statement with its values.'],
  [/^(CREATE|DROP|ALTER) (OR REPLACE )?(SECURE |TEMP |TEMPORARY |EXTERNAL |AGGREGATE )*(FUNCTION|LIBRARY|MODEL) /, 'Functions of users are not simulated.', 'Write the expression in the query.'],
  [/^(CREATE|DROP|ALTER|REFRESH) (OR REPLACE )?(SECURE )?(MATERIALIZED VIEW|DYNAMIC TABLE) /, 'Materialized views are not simulated.', 'CREATE VIEW, or CREATE TABLE … AS.'],
  [/^(CREATE|DROP|ALTER) (OR REPLACE )?(EXTERNAL|ICEBERG) /, 'Tables of files are not simulated.', 'Describe the table in the experiment, where its rows are generated.'],
  [/^(CREATE|DROP|ALTER) (OR REPLACE )?(TRANSIENT )?(SCHEMA|DATABASE) /, 'An experiment has one schema.', 'Leave the statement out, and the schema before names of tables.'],
  [/^(CREATE|DROP|ALTER) (OR REPLACE )?(USER|ROLE|GROUP|WAREHOUSE|DATASHARE|SHARE|IDENTITY PROVIDER|MASKING POLICY|ROW ACCESS POLICY|RLS POLICY|NETWORK POLICY|RESOURCE MONITOR|TAG|INTEGRATION|STORAGE INTEGRATION) /, 'Users, policies and what belongs to an account are not simulated.', 'Leave the statement out.'],
  [/^(CREATE|DROP|ALTER) (OR REPLACE )?(STREAM|TASK|PIPE|STAGE|FILE FORMAT|SEQUENCE|ALERT|INDEX|TRIGGER) /, 'Streams, tasks, stages, sequences and the like are not simulated.', 'Leave the statement out, and write what it does as statements.'],
  [/^COPY /, 'Files are neither read nor written by a query.', 'Rows come from a run of the experiment, and leave with the format of a query, such as CSV, or through a target of files.'],
  [/^UNDROP /, 'Tables that were dropped are not kept.', 'Make the table again, or run the experiment.'],
  [/^ALTER TABLE /, 'This form of ALTER TABLE is not simulated.', 'RENAME TO, ADD COLUMN, DROP COLUMN and RENAME COLUMN are; CREATE TABLE … AS makes a table of any other form.'],
];

/** Why a statement can't be simulated, and what to write instead; undefined for one that is not known. */
export function refusalOf(tokens: readonly Token[]): { readonly message: string; readonly hint: string } | undefined {
  const found = matching(REFUSALS, tokens);
  return found && { message: found[1], hint: found[2] };
}

function matching<T extends readonly [pattern: RegExp, ...unknown[]]>(list: readonly T[], tokens: readonly Token[]): T | undefined {
  const words = tokens.slice(0, 16).map(({ text }) => `${text} `).join('');
  return list.find(([pattern]) => pattern.test(words));
}
