import type { Call, FunctionEntry } from '../function-entry';
import { entriesOf } from './define';
import { elementsOf, variantOf } from './values';

const entry = entriesOf('array');

/** The translator writes a lambda as DuckDB does: `lambda x: …`, its parameters being VARIANT. */
function bodyOf(call: Call, position: number): { readonly head: string; readonly body: string } {
  const { sql } = call.args[position];
  const match = /^\(?(lambda [^:]+: )([\s\S]*?)\)?$/.exec(sql);
  if (!match) return call.refuse(`${call.name} needs a function of the elements.`, 'Write it as x -> ….', call.args[position]);
  return sql.startsWith('(') ? { head: match[1], body: match[2] } : { head: match[1], body: sql.slice(match[1].length) };
}

/** A result as VARIANT: arithmetic with VARIANT is done in DOUBLE, and whole numbers come out as such. */
function json(body: string): string {
  return `CAST(regexp_replace(CAST(to_json(${body}) AS VARCHAR), '^(-?\\d+)\\.0$', '\\1') AS JSON)`;
}

function filter(call: Call): string {
  const { head, body } = bodyOf(call, 1);
  return `to_json(list_filter(${elementsOf(call.args[0])}, ${head}coalesce(${body}, false)))`;
}

function transform(call: Call): string {
  const { head, body } = bodyOf(call, 1);
  return `to_json(list_transform(${elementsOf(call.args[0])}, ${head}coalesce(${json(body)}, CAST('null' AS JSON))))`;
}

/** Accumulator and elements are VARIANT, as is what comes out. */
function reduce(call: Call): string {
  const { head, body } = bodyOf(call, 2);
  return `list_reduce(${elementsOf(call.args[0])}, ${head}${json(body)}, ${variantOf(call.args[1])})`;
}

/** Functions of the elements of an ARRAY. */
export const HIGHER_ORDER_FUNCTIONS: readonly FunctionEntry[] = [
  entry('FILTER', [2, 2], 'array', filter),
  entry('TRANSFORM', [2, 2], 'array', transform),
  entry('REDUCE', [3, 3], 'json', reduce),
];
