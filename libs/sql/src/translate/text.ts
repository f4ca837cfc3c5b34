import { AppError, type TextPosition } from '@dw-sim/contracts';
import { LineIndex } from '../text-position';
import type { SplicedText } from '../rewrite/spliced-text';
import type { Span } from '../parse/syntax';

/** A piece of translated text: new text, a piece of the user's text as it is, or pieces that belong to a place of it. */
export type Part = string | Span | Text;

/** Translated text, and the place in the user's text that it stands for. */
export interface Text {
  readonly origin: Span;
  readonly parts: readonly Part[];
  /** Characters, at the least those of the new text. */
  readonly length: number;
}

/** Rules may write an operand twice, and so may those inside it: what grows beyond this is refused. */
const MAX_LENGTH = 4_000_000;

/** Pieces that belong to a place of the user's text. @throws as `textOf` */
export function text(origin: Span, ...parts: readonly Part[]): Text {
  return textOf(origin, parts);
}

/** The same for any number of pieces: a call has no room for a hundred thousand. @throws AppError `invalid_sql` where the text has become too long for any engine */
export function textOf(origin: Span, parts: readonly Part[]): Text {
  let length = 0;
  for (const part of parts) length += typeof part === 'string' ? part.length : isText(part) ? part.length : part.end - part.start;
  if (length > MAX_LENGTH) throw new AppError('invalid_sql', 'The statement becomes too long when it is translated.', { hint: 'Use fewer divisions and casts inside each other.' });
  return { origin: { start: origin.start, end: origin.end }, parts, length };
}

function isText(part: Span | Text): part is Text {
  return 'origin' in part;
}

/** Visits the pieces from left to right. Without recursion: chains of operators are deep. */
function visit(part: Part, origin: Span, see: (piece: string | Span, origin: Span) => void): void {
  const waiting: (readonly [Part, Span])[] = [[part, origin]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [piece, place] = next;
    if (typeof piece === 'string' || !isText(piece)) see(piece, place);
    else for (let index = piece.parts.length - 1; index >= 0; index--) waiting.push([piece.parts[index]!, piece.origin]);
  }
}

/** The text as it reads. */
export function plain(sql: string, part: Part): string {
  let result = '';
  visit(part, { start: 0, end: 0 }, (piece) => (result += typeof piece === 'string' ? piece : sql.slice(piece.start, piece.end)));
  return result;
}

/** A run of the result: copied from the source, or new and standing for `[start, end)` of it. */
interface Segment extends Span {
  /** Where it starts in the result. */
  readonly at: number;
  readonly length: number;
  readonly copied: boolean;
}

/** The whole text with a map of places back to the source. */
export function composeText(source: string, whole: Text): SplicedText {
  const segments: Segment[] = [];
  let sql = '';
  visit(whole, whole.origin, (piece, origin) => {
    const copied = typeof piece !== 'string';
    const { start, end } = copied ? piece : origin;
    const written = copied ? source.slice(start, end) : piece;
    if (written === '') return;
    segments.push({ at: sql.length, length: written.length, start, end, copied });
    sql += written;
  });
  return { sql, toSource: positionMap(source, sql, segments) };
}

function positionMap(source: string, sql: string, segments: readonly Segment[]): SplicedText['toSource'] {
  // Built at the first error only: most texts run.
  let lines: { readonly source: LineIndex; readonly target: LineIndex } | undefined;
  return (position: TextPosition) => {
    lines ??= { source: new LineIndex(source), target: new LineIndex(sql) };
    const offset = lines.target.offsetAt(position);
    if (offset === undefined) return undefined;
    const first = segmentAt(segments, offset);
    if (!first) return { ...lines.source.positionAt(source.length) };
    if (position.length === undefined && first.copied) return lines.source.positionAt(first.start + offset - first.at);
    const start = first.copied ? first.start + offset - first.at : first.start;
    const lastOffset = offset + Math.max(position.length ?? 1, 1) - 1;
    const last = segmentAt(segments, lastOffset) ?? first;
    const end = last.copied ? last.start + lastOffset - last.at + 1 : last.end;
    return { ...lines.source.positionAt(start), length: Math.max(end - start, 1) };
  };
}

function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle]!.at <= offset) low = middle;
    else high = middle - 1;
  }
  const found = segments[low];
  return found && offset < found.at + found.length ? found : undefined;
}
