import type { ColumnDefinition, ImportedColumn } from '@dw-sim/contracts';
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

/** A column with the bounds of its CHECK, where the definition does not say them. */
export function withBounds(column: ColumnDefinition, { min, max }: Pick<ImportedColumn, 'min' | 'max'>): ColumnDefinition {
  const numbers = { min_value: typeof min === 'number' ? min : undefined, max_value: typeof max === 'number' ? max : undefined };
  const times = { date_start: typeof min === 'string' ? min : undefined, date_end: typeof max === 'string' ? max : undefined };
  const given = Object.fromEntries(Object.entries({ ...numbers, ...times }).filter(([, value]) => value !== undefined));
  return { ...given, ...column };
}
