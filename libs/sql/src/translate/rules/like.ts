import { ofFamily } from '../../types/type';
import { asText } from '../expression';
import { similarToRegex } from '../similar-to';
import { quoteText } from '../quote';
import { text, type Part } from '../text';
import type { Like } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** LIKE, ILIKE, SIMILAR TO and RLIKE. */
export function translateLike(t: Translator, node: Like, scope: Scope): Fragment {
  if (node.operator === 'GLOB') t.refuse(node, 'GLOB is not part of this dialect.', 'Use LIKE or SIMILAR TO.');
  const value = asText(t, t.operand(node.value, scope));
  const patterns = node.patterns.map((pattern) => (pattern.kind === 'query' ? t.refuse(pattern, `${node.operator} can't take its patterns from a query.`) : asText(t, t.operand(pattern, scope))));
  const escape = node.escape && t.expression(node.escape, scope);
  const tests = patterns.map((pattern) => oneTest(t, node, value, pattern, escape));
  if (!node.quantifier) return { text: text(node, ...tests[0]!), type: ofFamily('boolean'), atom: false };
  const word = node.quantifier === 'ANY' ? ' OR ' : ' AND ';
  const joined = tests.flatMap((test, index): Part[] => [...(index === 0 ? [] : [word]), ...test]);
  return { text: text(node, node.not ? '(NOT (' : '((', ...joined, '))'), type: ofFamily('boolean'), atom: true };
}

function oneTest(t: Translator, node: Like, value: Fragment, pattern: Fragment, escape: Fragment | undefined): readonly Part[] {
  const not = node.not && !node.quantifier;
  if (node.operator === 'RLIKE' || node.operator === 'REGEXP') return [not ? 'NOT ' : '', 'regexp_full_match(', value.text, ', ', pattern.text, ')'];
  if (node.operator === 'SIMILAR TO' && t.isDuckDb) return similar(t, node, not, value, pattern, escape);
  if (node.operator === 'ILIKE' && t.dialect === 'redshift' && !isAscii(pattern)) {
    return [folded(value), not ? ' NOT LIKE ' : ' LIKE ', folded(pattern), ...escapePart(t, node, pattern, escape)];
  }
  const written = node.quantifier ? [value.text, ` ${node.operator} `, pattern.text] : keptText(node, value, pattern);
  return [...written, ...escapePart(t, node, pattern, escape)];
}

function isAscii({ literal }: Fragment): boolean {
  return literal !== undefined && /^[\x00-\x7f]*$/.test(literal);
}

/** Redshift's ILIKE takes letters of ASCII alone for the same in both cases. */
function folded({ text: written }: Fragment): Part {
  return text(written.origin, 'translate(', written, ", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')");
}

/** The user's own words between value and pattern. */
function keptText(node: Like, value: Fragment, pattern: Fragment): readonly Part[] {
  return [value.text, { start: node.value.end, end: node.patterns[0]!.start }, pattern.text];
}

/** A backslash escapes in Redshift's patterns without being told; Snowflake and DuckDB have no such rule. */
function escapePart(t: Translator, node: Like, pattern: Fragment, escape: Fragment | undefined): readonly Part[] {
  if (escape) return [' ESCAPE ', escape.text];
  const hidden = pattern.literal === undefined ? false : pattern.literal.includes('\\');
  if (t.isSnowflake || !t.isDuckDb || node.operator === 'SIMILAR TO') return [];
  return hidden || pattern.literal === undefined ? [" ESCAPE '\\'"] : [];
}

/** DuckDB's SIMILAR TO takes a regular expression, not SQL's pattern. */
function similar(t: Translator, node: Like, not: boolean, value: Fragment, pattern: Fragment, escape: Fragment | undefined): readonly Part[] {
  if (pattern.literal === undefined) return t.refuse(node.patterns[0]!, 'The pattern of SIMILAR TO must be written out.', 'Use LIKE, or REGEXP_SUBSTR(…) <> \'\'.');
  const mark = escape ? escape.literal ?? t.refuse(node.escape!, 'The escape character must be written out.') : '\\';
  return [not ? 'NOT ' : '', 'regexp_full_match(', value.text, `, ${quoteText(similarToRegex(pattern.literal, mark))}, 's')`];
}
