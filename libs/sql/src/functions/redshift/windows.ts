import type { Call, FunctionEntry } from '../function-entry';
import { argument, doubleOf, integerOf, numberOf } from './render';
import { shim } from './shim';

/** A function that needs a window, named so by both engines. */
function ranking(name: string, args: readonly [number, number] = [0, 0], result: FunctionEntry['result'] = 'integer'): FunctionEntry {
  const text = `${name.toLowerCase()}({*})`;
  return { name, family: 'window', args, result, duckdb: text, postgres: text };
}

/** Engines read the number of groups in different rows, where it is not the same in all. */
function ntile(call: Call): string {
  const count = argument(call, 0);
  if (numberOf(count) === undefined) call.refuse('The number of groups of NTILE has to be written out.', undefined, count);
  return `ntile(${count.sql})`;
}

/** Values of other rows. PostgreSQL can't leave out NULLs, so that it collects the others. */
function valueOf(name: 'LAG' | 'LEAD' | 'FIRST_VALUE' | 'LAST_VALUE' | 'NTH_VALUE', most: number): FunctionEntry {
  const render = (call: Call) => {
    const list = call.args.map(({ sql }) => sql).join(', ');
    if (!call.ignoreNulls) return `${name.toLowerCase()}(${list})${call.over ?? ''}`;
    if (call.engine === 'duckdb') return `${name.toLowerCase()}(${list} IGNORE NULLS)${call.over ?? ''}`;
    return withoutNulls(call, name);
  };
  return { name, family: 'window', args: [name === 'NTH_VALUE' ? 2 : 1, most], result: 'first', window: 'own', duckdb: render, postgres: render };
}

function withoutNulls(call: Call, name: string): string {
  const value = argument(call, 0);
  const place = call.args[1] ? integerOf(call.args[1]) : '1';
  if (call.args[2]) call.refuse(`${name} with a default and IGNORE NULLS does not run on PostgreSQL.`, 'Put COALESCE around it.', call.args[2]);
  const collected = (over: string) => `array_agg(${value.sql}) FILTER (WHERE ${value.sql} IS NOT NULL)${over}`;
  const framed = (frame: string) => collected((call.over ?? '').replace(/\)\s*$/, ` ROWS BETWEEN ${frame})`));
  switch (name) {
    case 'LAG':
      return shim('nth_last', framed('UNBOUNDED PRECEDING AND 1 PRECEDING'), place);
    case 'LEAD':
      return `(${framed('1 FOLLOWING AND UNBOUNDED FOLLOWING')})[${place}]`;
    case 'LAST_VALUE':
      return shim('nth_last', collected(call.over ?? ''), '1');
    default:
      return `(${collected(call.over ?? '')})[${place}]`;
  }
}

/** Share of a value in the sum of its window. */
const ratioToReport = (call: Call) => `(${doubleOf(argument(call, 0))} / nullif(sum(${argument(call, 0).sql})${call.over ?? ''}, 0))`;

/** Window functions (https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html). */
export const WINDOW_FUNCTIONS: readonly FunctionEntry[] = [
  ranking('ROW_NUMBER'), ranking('RANK'), ranking('DENSE_RANK'), { ...ranking('NTILE', [1, 1]), duckdb: ntile, postgres: ntile }, ranking('PERCENT_RANK', [0, 0], 'float'), ranking('CUME_DIST', [0, 0], 'float'),
  valueOf('LAG', 3), valueOf('LEAD', 3), valueOf('FIRST_VALUE', 1), valueOf('LAST_VALUE', 1), valueOf('NTH_VALUE', 2),
  { name: 'RATIO_TO_REPORT', family: 'window', args: [1, 1], result: 'float', window: 'own', duckdb: ratioToReport, postgres: ratioToReport },
];
