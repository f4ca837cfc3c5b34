import { statementTokens } from '../../split-statements';
import { tokenize } from '../../tokenize';
import { MARK, nest, written, type Node, type Token } from '../syntax-tree';
import type { Token as LexicalToken } from '../../token';

/** Where in a text something is to be completed. */
export interface Place {
  /** The statement as a tree, with a mark in place of the word that is being written. */
  readonly nodes: readonly Node[];
  /** The tokens of the statement before the place, without that word. */
  readonly before: readonly Token[];
  /** What is written of the word, up to the place. */
  readonly prefix: string;
  /** What a completion takes the place of: offsets, `end` exclusive. */
  readonly replace: { readonly start: number; readonly end: number };
  /** The place is inside a string. */
  readonly inString: boolean;
  /** The word stands in quotes that mark a name. */
  readonly quoted: boolean;
}

/**
 * Reads the surroundings of a place.
 * @param offset in UTF-16 code units, brought inside the text
 * @returns undefined inside a comment or a number
 */
export function placeAt(sql: string, offset: number, { backslashEscapes }: { readonly backslashEscapes: boolean }): Place | undefined {
  const at = Math.min(Math.max(offset, 0), sql.length);
  const all = tokenize(sql, { backslashEscapes });
  const open = all.find(({ start, end, kind }) => (kind === 'string' || kind === 'quoted') && start < at && at <= end && isLeftOpen(sql, start, end));
  if (!open) return placeIn(sql, at, all);
  // A quote that was just opened would take in all that follows: read on as if it were not there.
  const place = placeIn(`${sql.slice(0, open.start)} ${sql.slice(open.start + 1)}`, at, undefined, backslashEscapes);
  const inString = open.kind === 'string';
  return place && { ...place, inString, quoted: !inString, replace: { start: inString ? place.replace.start : open.start, end: Math.max(place.replace.end, at) } };
}

function placeIn(sql: string, at: number, known: readonly LexicalToken[] | undefined, backslashEscapes = false): Place | undefined {
  const tokens = statementAround(known ?? tokenize(sql, { backslashEscapes }), at).map((token) => written(sql, token));
  const next = tokens.findIndex(({ end }) => end >= at);
  const split = next < 0 ? tokens.length : next;
  const touched = tokens[split];
  const under = touched && touched.start <= at && isWritten(touched, at) ? touched : undefined;
  const before = tokens.slice(0, touched && !under && touched.end <= at ? split + 1 : split);
  if (under?.kind === 'number' || (!under && isInComment(sql.slice(before.at(-1)?.end ?? 0, at)))) return undefined;
  const behind = tokens.slice(under ? split + 1 : before.length);
  const [quoted, inString] = [under?.kind === 'quoted', under?.kind === 'string'];
  const start = under ? under.start + (inString ? 1 : 0) : at;
  return {
    nodes: nest([...before, MARK, ...behind]),
    before,
    prefix: sql.slice(start + (quoted ? 1 : 0), at),
    replace: { start, end: under ? under.end - (inString ? 1 : 0) : at },
    inString,
    quoted,
  };
}

/** The tokens of the statement that a place is in: those between the semicolons around it. */
function statementAround(tokens: readonly LexicalToken[], at: number): readonly LexicalToken[] {
  const isSemicolon = ({ kind, text }: LexicalToken) => kind === 'symbol' && text === ';';
  const first = tokens.findLastIndex((token) => isSemicolon(token) && token.end <= at) + 1;
  const last = tokens.findIndex((token) => isSemicolon(token) && token.start >= at);
  return statementTokens(tokens.slice(first, last < 0 ? undefined : last))[0] ?? [];
}

/** The place is in the token, or at the end of one that can be gone on with. */
function isWritten({ kind, start, end }: Token, at: number): boolean {
  if (kind === 'symbol' || at === start) return false;
  return kind === 'word' || kind === 'number' || at < end;
}

function isLeftOpen(sql: string, start: number, end: number): boolean {
  return end === sql.length && (end - start === 1 || sql[end - 1] !== sql[start]);
}

function isInComment(gap: string): boolean {
  const line = gap.slice(gap.lastIndexOf('\n') + 1);
  const block = gap.lastIndexOf('/*');
  return (block >= 0 && gap.indexOf('*/', block) < 0) || (line.includes('--') && line.lastIndexOf('*/') < line.indexOf('--'));
}
