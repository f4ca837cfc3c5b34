import { ofFamily } from '../../types/type';
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

/** PostgreSQL's operators on patterns and bits. */
export const symbolRule: BinaryRule = (t, operator, left, right) => {
  if (!t.isSnowflake && /^!?~\*?$/.test(operator.text) && hasWordBoundary(right.literal ?? '')) t.refuse(operator, 'POSIX has no word boundary \\b.', "Use REGEXP_COUNT(text, pattern, 1, 'p') > 0, for Perl’s regular expressions.");
  const template = t.isDuckDb ? DUCKDB[operator.text] : undefined;
  if (template === undefined) return undefined;
  if (t.isSnowflake) return t.refuse(operator, `Snowflake has no operator ${operator.text}.`, operator.text === '#' ? 'Use BITXOR(a, b).' : 'Use REGEXP_LIKE(a, b).');
  const [before, between, after] = template.split('%');
  const parts = [`(${before}`, t.asOperand(left).text, between!, t.asOperand(right).text, `${after})`];
  return { text: text(left.text.origin, ...parts), type: ofFamily(operator.text === '#' ? 'integer' : 'boolean'), atom: true };
};
