import type { FunctionEntry, SqlType } from '../function-entry';
import { entriesOf, quoted, refusedEntries } from './define';

const entry = entriesOf('context');

/** What the simulated session answers about itself. */
const ANSWERS: Readonly<Record<string, string>> = {
  CURRENT_USER: 'DW_SIM',
  CURRENT_ROLE: 'PUBLIC',
  CURRENT_ROLE_TYPE: 'ROLE',
  CURRENT_SECONDARY_ROLES: '{"roles":"","value":""}',
  CURRENT_ACCOUNT: 'DW_SIM',
  CURRENT_ACCOUNT_NAME: 'DW_SIM',
  CURRENT_ORGANIZATION_NAME: 'DW_SIM',
  CURRENT_REGION: 'LOCAL',
  CURRENT_WAREHOUSE: 'DW_SIM',
  CURRENT_DATABASE: 'DW_SIM',
  CURRENT_SCHEMA: 'PUBLIC',
  CURRENT_SCHEMAS: '["DW_SIM.PUBLIC"]',
  CURRENT_CLIENT: 'DW Simulator',
  CURRENT_SESSION: '1',
  CURRENT_VERSION: '9.0.0',
  CURRENT_IP_ADDRESS: '127.0.0.1',
};

/** The session: fixed answers, since a simulated warehouse has no accounts. */
export const CONTEXT_FUNCTIONS: readonly FunctionEntry[] = [
  ...Object.entries(ANSWERS).map(([name, answer]) => entry(name, [0, 0], 'text' as SqlType, quoted(answer), { note: 'It names the simulated session.' })),
  ...refusedEntries(
    'context',
    [
      ...['LAST_QUERY_ID', 'LAST_TRANSACTION', 'CURRENT_TRANSACTION', 'CURRENT_STATEMENT', 'CURRENT_AVAILABLE_ROLES', 'ALL_USER_NAMES', 'INVOKER_ROLE', 'INVOKER_SHARE'],
      ...['IS_ROLE_IN_SESSION', 'IS_DATABASE_ROLE_IN_SESSION', 'IS_INSTANCE_ROLE_IN_SESSION', 'IS_GRANTED_TO_INVOKER_ROLE', 'POLICY_CONTEXT', 'RESULT_SCAN', 'GETVARIABLE'],
    ],
    'A simulated warehouse has no roles, statements or history to ask about. Leave it out.',
  ),
  ...refusedEntries('context', ['SYSTEM$TYPEOF', 'SYSTEM$WAIT', 'SYSTEM$STREAM_HAS_DATA', 'SYSTEM$CLUSTERING_INFORMATION', 'SYSTEM$CLUSTERING_DEPTH', 'GET_DDL'], 'System functions are not simulated. Use TYPEOF of a VARIANT, or leave it out.'),
];
