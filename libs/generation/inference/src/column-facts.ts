import type { ImportedColumn } from '@dw-sim/contracts';
import type { ColumnFacts } from './subject';

/** What the DDL says of a column beside its definition. */
export function factsOf({ values, defaultValue }: ImportedColumn): ColumnFacts {
  return { values, defaultValue: defaultValue === undefined ? undefined : literalOf(defaultValue) };
}

/** Value of a literal, perhaps in brackets or with a cast; undefined for every other expression. */
function literalOf(expression: string): ColumnFacts['defaultValue'] {
  const text = expression.trim().replace(/^\((.*)\)$/s, '$1').replace(/::[\w ()]+$/, '').trim();
  const quoted = /^'((?:[^']|'')*)'$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}
