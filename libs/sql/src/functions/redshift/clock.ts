import type { Call, FunctionEntry } from '../function-entry';
import { momentOf } from './moments';
import { isTemporal } from './render';

const NOW_ON_POSTGRES = `CAST(now() AS TIMESTAMP)`;

/** DuckDB answers a list, and takes intervals as such. */
function series({ args: [first, last, step] }: Call): string {
  const [from, to] = first && isTemporal(first) ? [`CAST(${first.sql} AS TIMESTAMP)`, `CAST(${last?.sql} AS TIMESTAMP)`] : [first?.sql, last?.sql];
  const by = step === undefined ? '' : `, ${step.type === 'text' ? `CAST(${step.sql} AS INTERVAL)` : step.sql}`;
  return `unnest(generate_series(${from}, ${to}${by}))`;
}

const age = ({ args }: Call) => `age(${args.map(momentOf).join(', ')})`;

/** The clock, in UTC. */
export const CLOCK_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'GETDATE', family: 'date', args: [0, 0], result: 'timestamp', duckdb: `date_trunc('second', CAST(now() AS TIMESTAMP))`, postgres: `date_trunc('second', CAST(statement_timestamp() AS TIMESTAMP))` },
  { name: 'SYSDATE', family: 'date', args: [0, 0], result: 'timestamp', duckdb: 'CAST(now() AS TIMESTAMP)', postgres: NOW_ON_POSTGRES },
  { name: 'CURRENT_DATE', family: 'date', args: [0, 0], result: 'date', duckdb: 'CAST(CAST(now() AS TIMESTAMP) AS DATE)', postgres: 'CURRENT_DATE' },
  { name: 'NOW', family: 'date', args: [0, 0], result: 'timestamptz', duckdb: 'now()', postgres: 'now()' },
  { name: 'CURRENT_TIMESTAMP', family: 'date', args: [0, 1], result: 'timestamptz', duckdb: 'now()', postgres: 'now()' },
  { name: 'LOCALTIMESTAMP', family: 'date', args: [0, 1], result: 'timestamp', duckdb: 'CAST(now() AS TIMESTAMP)', postgres: NOW_ON_POSTGRES },
  { name: 'CURRENT_TIME', aliases: ['LOCALTIME'], family: 'date', args: [0, 1], result: 'time', duckdb: 'CAST(CAST(now() AS TIMESTAMP) AS TIME)', postgres: `CAST(${NOW_ON_POSTGRES} AS TIME)` },
  {
    name: 'TIMEOFDAY', family: 'date', args: [0, 0], result: 'text',
    duckdb: `strftime(CAST(now() AS TIMESTAMP), '%a %b %d %H:%M:%S.%f %Y UTC')`,
    postgres: `to_char(clock_timestamp(), 'Dy Mon DD HH24:MI:SS.US YYYY "UTC"')`,
  },
  { name: 'AGE', family: 'date', args: [1, 2], result: 'interval', duckdb: age, postgres: age, note: 'Redshift runs it on its leader node alone: over tables it is an error there.' },
  {
    name: 'GENERATE_SERIES', family: 'table', args: [2, 3], result: 'first', duckdb: series, postgres: 'generate_series({*})',
    note: 'Redshift runs it on its leader node alone: beside tables it is an error there.',
  },
  { name: 'ISFINITE', family: 'date', args: [1, 1], result: 'boolean', duckdb: 'isfinite(CAST({1} AS TIMESTAMP))', postgres: 'isfinite(CAST({1} AS TIMESTAMP))' },
];
