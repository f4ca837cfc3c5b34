import { text, type Text } from './text';
import type { Sample } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { Translator } from './translator';

/** A random part of the rows: another one than the warehouse would take, but of the same size and the same each time with a seed. */
export function translateSample(t: Translator, node: Sample, scope: Scope): Text {
  if (!t.isDuckDb && node.rows) t.refuse(node, 'A sample of a number of rows is not possible on PostgreSQL.', 'Write ORDER BY RANDOM() LIMIT n.');
  const amount = t.expression(node.amount, scope).text;
  const number = node.seed?.kind === 'paren' ? node.seed.inner : node.seed;
  const seed = number ? [' REPEATABLE (', t.expression(number, scope).text, ')'] : [];
  if (node.rows) return text(node, ' TABLESAMPLE reservoir(', amount, ' ROWS)', ...seed);
  const method = node.method === 'SYSTEM' || node.method === 'BLOCK' ? 'system' : 'bernoulli';
  return text(node, ` TABLESAMPLE ${method}(`, amount, t.isDuckDb ? ' PERCENT)' : ')', ...seed);
}
