import { longestFirst, isLazy } from './longest-match';
import { firstIsLongest } from './match-length';
import { patternTree } from './pattern-tree';
import { quoted, textOf } from '../render';
import type { Argument, Call } from '../../function-entry';

/** What RE2, DuckDB's engine, can't look for. */
const BEYOND_RE2 = /\(\?(=|!|<=|<!|>)|\\[1-9]|[*+?}]\+/;
/** What matches another length where the first alternative counts than where the longest one does. */
const CHOICES = /[|]|[*+?}]\?|\)[*?{]/;

/** Whether a pattern has a boundary of words, which is of Perl's regular expressions. */
export function hasWordBoundary(pattern: string): boolean {
  return /(?<!\\)(?:\\\\)*\\[bB]/.test(pattern);
}

/** How a pattern is read: parameter `p` is Perl's way, where the first alternative counts; POSIX takes the longest match. */
export interface PatternReading {
  readonly isPerl: boolean;
  readonly anyCase: boolean;
  /** The groups inside matter, not the whole match alone. */
  readonly needsGroups: boolean;
}

/** A pattern in the engine's text that matches what Redshift's does; refused where that is not sure. DuckDB reads Perl's way, PostgreSQL POSIX's. */
export function patternArgument(call: Call, pattern: Argument, reading: PatternReading): string {
  const { literal } = pattern;
  if (literal === undefined) return call.engine === 'duckdb' && !reading.isPerl ? guarded(textOf(pattern)) : textOf(pattern);
  if (call.engine === 'duckdb' && BEYOND_RE2.test(literal)) {
    call.refuse('DuckDB has no look-around, back-reference or possessive repetition in regular expressions.', 'Write the pattern without them, or run the query on PostgreSQL.', pattern);
  }
  return quoted(reading.isPerl ? perlPattern(call, pattern, literal, reading) : posixPattern(call, pattern, literal, reading));
}

function posixPattern(call: Call, pattern: Argument, literal: string, { anyCase, needsGroups }: PatternReading): string {
  const tree = patternTree(literal, anyCase);
  if (hasWordBoundary(literal)) call.refuse('POSIX has no word boundary \\b.', 'Give the parameter p, for Perl’s regular expressions.', pattern);
  if (tree ? isLazy(tree) : /[*+?}]\?/.test(literal)) call.refuse('POSIX has no repetition that takes as little as it can.', 'Give the parameter p, for Perl’s regular expressions, or name the characters: [^,]* in place of .*?,', pattern);
  if (call.engine === 'postgres' || (!tree && !CHOICES.test(literal))) return literal;
  const longest = longestFirst(literal, anyCase, needsGroups);
  return longest ?? call.refuse('The longest match counts in Redshift; DuckDB takes the first alternative that matches, which may be shorter.', 'Put the longer alternatives first, give the parameter p if the first one shall count, or run the query on PostgreSQL.', pattern);
}

function perlPattern(call: Call, pattern: Argument, literal: string, { anyCase }: PatternReading): string {
  if (call.engine === 'duckdb') return literal;
  const tree = patternTree(literal, anyCase);
  const isSame = tree ? !isLazy(tree) && firstIsLongest(tree) : !CHOICES.test(literal);
  if (!isSame) call.refuse('The first alternative counts with the parameter p; PostgreSQL takes the longest match.', 'Run the query on DuckDB, or leave p out.', pattern);
  return literal.replaceAll(/\\(?:([bB])|[\s\S])/g, (escape: string, boundary?: string) => (boundary === undefined ? escape : boundary === 'b' ? '\\y' : '\\Y'));
}

/** DuckDB: a pattern that is not known before the query runs. */
function guarded(sql: string): string {
  return `CASE WHEN regexp_matches(${sql}, ${quoted(CHOICES.source)}) THEN error('This pattern has to be written as a literal: the longest match counts in Redshift, the first alternative in DuckDB') ELSE ${sql} END`;
}
