import { LineIndex } from '../text-position';
import type { TextPosition } from '@dw-sim/contracts';

/** Text that takes the place of `[start, end)` of the source. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A rewritten text that knows where each of its places came from. */
export interface SplicedText {
  readonly sql: string;
  /**
   * Place in the user's text of a place in the rewritten one. A place inside replaced text becomes the whole name that
   * the user wrote there. Undefined where the rewritten text has no such place.
   */
  toSource(position: TextPosition): TextPosition | undefined;
}

/** Splices a text. The splices must not overlap; order does not matter. */
export function spliceText(source: string, splices: readonly Splice[]): SplicedText {
  const ordered = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  let sql = '';
  let copied = 0;
  const placed = ordered.map((splice) => {
    sql += source.slice(copied, splice.start);
    const start = sql.length;
    sql += splice.text;
    copied = splice.end;
    return { start, end: sql.length, source: splice };
  });
  sql += source.slice(copied);
  return { sql, toSource: positionMap(source, sql, placed) };
}

interface PlacedSplice {
  readonly start: number;
  readonly end: number;
  readonly source: Splice;
}

function positionMap(source: string, sql: string, placed: readonly PlacedSplice[]): SplicedText['toSource'] {
  // Built at the first error only: most texts run.
  let lines: { readonly source: LineIndex; readonly target: LineIndex } | undefined;
  return (position) => {
    lines ??= { source: new LineIndex(source), target: new LineIndex(sql) };
    const offset = lines.target.offsetAt(position);
    if (offset === undefined) return undefined;
    const start = mapOffset(placed, offset, 'start');
    if (position.length === undefined && !insideSplice(placed, offset)) return lines.source.positionAt(start);
    const end = mapOffset(placed, offset + Math.max(position.length ?? 1, 1), 'end');
    return { ...lines.source.positionAt(start), length: Math.max(Math.min(end, source.length) - start, 1) };
  };
}

function insideSplice(placed: readonly PlacedSplice[], offset: number): boolean {
  return placed.some((splice) => offset >= splice.start && offset < splice.end);
}

/** An offset inside a splice goes to that edge of what the user wrote. */
function mapOffset(placed: readonly PlacedSplice[], offset: number, edge: 'start' | 'end'): number {
  let shift = 0;
  for (const splice of placed) {
    const inside = edge === 'start' ? offset < splice.end : offset <= splice.end;
    if (offset < splice.start || (edge === 'end' && offset === splice.start)) break;
    if (inside) return splice.source[edge];
    shift = splice.source.end - splice.end;
  }
  return offset + shift;
}
