import type { Expression } from '../parse/syntax';
import type { Fragment } from './fragment';
import type { Translator } from './translator';

/** Name of a column that no part of its expression gives one. */
const UNNAMED = '?column?';

/** Redshift's names of types, where a cast names a column. */
const TYPE_NAMES: Readonly<Record<string, string>> = { INT: 'int4', INTEGER: 'int4', BIGINT: 'int8', SMALLINT: 'int2', DECIMAL: 'numeric', FLOAT: 'float8', 'DOUBLE PRECISION': 'float8', REAL: 'float4', BOOLEAN: 'bool', 'CHARACTER VARYING': 'varchar', TEXT: 'text', CHAR: 'bpchar' };

/**
 * The name that the warehouse gives a column without an alias: Snowflake the text of its expression in upper case, Redshift
 * that of the column, function or type in it, as PostgreSQL does.
 */
export function itemName(t: Translator, node: Expression): string {
  if (node.kind === 'column') return t.nameOf(node.parts.at(-1)!);
  if (t.isSnowflake) return t.source(node).toUpperCase();
  return figureName(node) ?? UNNAMED;
}

function figureName(node: Expression): string | undefined {
  switch (node.kind) {
    case 'column':
      return node.parts.at(-1)!.text;
    case 'call':
      return node.name === 'EXTRACT' ? 'date_part' : node.name.toLowerCase().replace('approximate ', '');
    case 'cast':
      return figureName(node.value) ?? TYPE_NAMES[node.type.name] ?? node.type.name.toLowerCase();
    case 'typed':
      return TYPE_NAMES[node.type.name] ?? node.type.name.toLowerCase();
    case 'case':
      return (node.otherwise && figureName(node.otherwise)) ?? 'case';
    case 'paren':
      return figureName(node.inner);
    case 'index':
      return figureName(node.value);
    case 'field':
      return node.field.text;
    case 'exists':
    case 'array':
      return node.kind;
    case 'subquery':
      return node.query.body.kind === 'select' && node.query.body.items[0] ? (node.query.body.items[0].alias?.text ?? figureName(node.query.body.items[0].value)) : undefined;
    default:
      return node.kind === 'literal' && node.type === 'boolean' ? 'bool' : undefined;
  }
}

/** The engine would show another name. */
export function needsAlias(t: Translator, node: Expression, fragment: Fragment): boolean {
  if (node.kind === 'star') return false;
  const isUnchanged = fragment.text.parts.length === 1 && t.plain(fragment.text) === t.source(node);
  if (node.kind === 'column') return !isUnchanged;
  return t.isDuckDb || !isUnchanged;
}
