import type { FunctionEntry, SqlType } from '../function-entry';

/** What a simulated cluster says it is. The first words are those of every Redshift. */
const VERSION = 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0 (simulated by DW Simulator)';

function constant(name: string, value: string, result: SqlType, aliases: readonly string[] = [], args: readonly [number, number] = [0, 0]): FunctionEntry {
  return { name, ...(aliases.length > 0 && { aliases }), family: 'context', args, result, duckdb: value, postgres: value, note: `Always ${value.length > 40 ? 'the same' : value.replaceAll(/CAST\((.*) AS .*\)/g, '$1')}.` };
}

function refused(name: string, reason: string): FunctionEntry {
  return { name, family: 'context', args: [0, Infinity], result: 'unknown', duckdb: { refused: reason }, postgres: { refused: reason } };
}

const PRIVILEGES = 'A simulated warehouse has no privileges: its queries may read every table of the experiment.';
const ADMINISTRATION = 'A simulated warehouse has no sessions or queues to administer.';
const IAM = 'A simulated warehouse knows nothing of AWS identities.';

/** System information and administration (https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html). */
export const CONTEXT_FUNCTIONS: readonly FunctionEntry[] = [
  constant('CURRENT_USER', `'awsuser'`, 'text', ['USER', 'SESSION_USER']),
  constant('CURRENT_USER_ID', '100', 'integer'),
  constant('CURRENT_DATABASE', `'dev'`, 'text'),
  constant('CURRENT_SCHEMA', `'public'`, 'text'),
  constant('CURRENT_NAMESPACE', `'simulated'`, 'text'),
  { name: 'CURRENT_SCHEMAS', family: 'context', args: [1, 1], result: 'json', duckdb: `json_array('pg_catalog', 'public')`, postgres: `jsonb_build_array('pg_catalog', 'public')` },
  { ...constant('VERSION', `'${VERSION}'`, 'text'), note: 'Names Redshift and the simulator.' },
  constant('PG_BACKEND_PID', '1', 'integer'),
  constant('PG_LAST_COPY_COUNT', '0', 'integer'),
  constant('PG_LAST_COPY_ID', '-1', 'integer'),
  constant('PG_LAST_QUERY_ID', '-1', 'integer', ['LAST_USER_QUERY_ID']),
  constant('PG_LAST_UNLOAD_ID', '-1', 'integer'),
  constant('PG_LAST_UNLOAD_COUNT', '0', 'integer'),
  constant('SLICE_NUM', '0', 'integer'),
  constant('TXID_CURRENT', '1', 'integer'),
  refused('CURRENT_SETTING', 'Settings are not simulated.'),
  refused('SET_CONFIG', 'Settings are not simulated.'),
  ...['HAS_TABLE_PRIVILEGE', 'HAS_SCHEMA_PRIVILEGE', 'HAS_DATABASE_PRIVILEGE', 'USER_IS_MEMBER_OF', 'ROLE_IS_MEMBER_OF', 'PG_GET_SESSION_ROLES'].map((name) => refused(name, PRIVILEGES)),
  ...['CHANGE_QUERY_PRIORITY', 'CHANGE_SESSION_PRIORITY', 'CHANGE_USER_PRIORITY', 'PG_CANCEL_BACKEND', 'PG_TERMINATE_BACKEND', 'REBOOT_CLUSTER'].map((name) => refused(name, ADMINISTRATION)),
  ...['CURRENT_AWS_ACCOUNT', 'CURRENT_SESSION_ARN', 'DEFAULT_IAM_ROLE', 'HAS_ASSUMEROLE_PRIVILEGE', 'PG_GET_GRANTEE_BY_IAM_ROLE', 'PG_GET_IAM_ROLE_BY_USER'].map((name) => refused(name, IAM)),
  ...['PG_GET_COLS', 'PG_GET_LATE_BINDING_VIEW_COLS', 'PG_GET_LATE_BINDING_VIEWS'].map((name) => refused(name, 'Read SVV_COLUMNS instead.')),
];
