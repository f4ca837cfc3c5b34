import type { TextPosition } from '@dw-sim/contracts';

/** A part of a text in UTF-16 code units from 0; `to` is exclusive. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

const WORD = /^[\w$]+/;

/**
 * The part of the text that a position marks. Without a length it is the word there, else one character; at the end of
 * the text it is the last character. A position outside the text falls to its nearest end.
 */
export function rangeOfPosition(text: string, position: TextPosition): TextRange {
  const start = offsetOf(text, position);
  const from = start >= text.length ? Math.max(text.length - 1, 0) : start;
  const length = position.length ?? WORD.exec(text.slice(from))?.[0].length ?? 1;
  return { from, to: Math.min(from + Math.max(length, 1), text.length) };
}

function offsetOf(text: string, { line, column }: TextPosition): number {
  let start = 0;
  for (let skipped = 1; skipped < line; skipped++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}
