import type { TextPosition } from '@dw-sim/contracts';

/** Line and column of an offset, and the reverse. Lines end at `\n`; both count from 1, in UTF-16 code units. */
export class LineIndex {
  private readonly lineStarts: readonly number[];

  constructor(private readonly text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  /** Position of an offset between 0 and the text's length; offsets outside are brought inside. */
  positionAt(offset: number): { readonly line: number; readonly column: number } {
    const inside = Math.min(Math.max(offset, 0), this.text.length);
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: inside - (this.lineStarts[low] ?? 0) + 1 };
  }

  /** Offset of a position; undefined where the text has no such line or column (one past a line's end is allowed). */
  offsetAt(position: TextPosition): number | undefined {
    const start = this.lineStarts[position.line - 1];
    if (start === undefined || position.column < 1) return undefined;
    const next = this.lineStarts[position.line];
    const lineEnd = next === undefined ? this.text.length : next - 1;
    const offset = start + position.column - 1;
    return offset <= lineEnd ? offset : undefined;
  }
}

/** Position in a whole text of a place inside a part of it that starts at `base`. */
export function positionWithin(base: TextPosition, inner: TextPosition): TextPosition {
  if (inner.line > 1) return { ...inner, line: base.line + inner.line - 1 };
  return { ...inner, line: base.line, column: base.column + inner.column - 1 };
}

/** Offset of a position in a text, in UTF-16 code units; the nearest one where the text has no such place. */
export function offsetOfPosition(text: string, position: TextPosition): number {
  const lines = new LineIndex(text);
  return lines.offsetAt(position) ?? lines.offsetAt({ line: position.line + 1, column: 1 }) ?? text.length;
}
