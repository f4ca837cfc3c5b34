import { MOST_VALUE_SIZE } from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';

/** Longest text that one call may make; results hold shorter ones. */
const MOST = 4 * MOST_VALUE_SIZE;
/** Functions whose texts are bounded; no schema may stand before their names, which would lead past it. */
export const BOUNDED_FUNCTIONS: readonly string[] = ['repeat', 'lpad', 'rpad'];
const LENGTHENING = new RegExp(String.raw`\b(?:${BOUNDED_FUNCTIONS.join('|')})\b`, 'i');
const REFUSED = `error('A text of more than ${MOST.toLocaleString('en-US')} characters is not made.')`;

const bounded = (name: string, parameters: string, size: string) => `CREATE OR REPLACE TEMP MACRO ${name}(${parameters}) AS CASE WHEN ${size} > ${MOST} THEN ${REFUSED} ELSE system.main.${name}(${parameters}) END`;
const MACROS = [
  bounded('repeat', 'item, count', "CAST(count AS DOUBLE) * CASE WHEN typeof(item) = 'VARCHAR' THEN strlen(CAST(item AS VARCHAR)) ELSE 1 END"),
  bounded('lpad', 'string, count, filling', 'count'),
  bounded('rpad', 'string, count, filling', 'count'),
].join('; ');

/** Bounds, for the statements of a connection, what functions make of a short text: the engine would go on for gigabytes, and not stop in the middle. */
export async function boundTextLengths(connection: DuckDBConnection, sql: string): Promise<void> {
  if (LENGTHENING.test(sql)) await connection.run(MACROS);
}
