import { isSemiStructured, ofFamily } from '../../types/type';
import { jsonText } from '../json';
import { hasWordBoundary } from '../../functions/redshift/patterns/pattern-argument';
import { text } from '../text';
import type { BinaryRule } from './binary';

/** Operators that DuckDB spells otherwise: `%` inside stands for the operands. */
const DUCKDB: Readonly<Record<string, string>> = {
  '~': 'regexp_matches(%, %)',
  '~*': "regexp_matches(%, %, 'i')",
  '!~': 'NOT regexp_matches(%, %)',
  '!~*': "NOT regexp_matches(%, %, 'i')",
  '#': 'xor(%, %)',
};

const MATCHES: ReadonlySet<string> = new Set(['~', '~*', '!~', '!~*']);

/** PostgreSQL's operators on patterns and bits. */
export const symbolRule: BinaryRule = (t, operator, left, right) => {
  if (!t.isSnowflake && MATCHES.has(operator.text) && hasWordBoundary(right.literal ?? '')) t.refuse(operator, 'POSIX has no word boundary \\b.', "Use REGEXP_COUNT(text, pattern, 1, 'p') > 0, for Perl’s regular expressions.");
  const isMatch = MATCHES.has(operator.text);
  const value = isMatch && isSemiStructured(left.type) ? jsonText(t, left) : left;
  const template = t.isDuckDb ? DUCKDB[operator.text] : undefined;
  if (template === undefined) return value === left ? undefined : { text: text(left.text.origin, value.text, ` ${operator.text} `, t.asOperand(right).text), type: ofFamily('boolean'), atom: false };
  if (t.isSnowflake) return t.refuse(operator, `Snowflake has no operator ${operator.text}.`, operator.text === '#' ? 'Use BITXOR(a, b).' : 'Use REGEXP_LIKE(a, b).');
  const [before, between, after] = template.split('%');
  const parts = [`(${before}`, t.asOperand(value).text, between!, t.asOperand(right).text, `${after})`];
  return { text: text(left.text.origin, ...parts), type: ofFamily(operator.text === '#' ? 'integer' : 'boolean'), atom: true };
};
