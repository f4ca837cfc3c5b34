import { visible, widthOf } from './visible-text';
import type { TextPosition } from '@dw-sim/contracts';

/** Part of a long line that is shown around the marked place. */
const SPAN = 100;

/** The line of a position with carets under the place. Undefined where the text has no such line. */
export function excerptAt(text: string, position: TextPosition): string | undefined {
  const line = text.split('\n')[position.line - 1]?.replace(/\r$/, '');
  if (line === undefined) return undefined;
  const column = Math.min(position.column - 1, line.length);
  const start = column > SPAN ? column - SPAN / 2 : 0;
  const shown = line.slice(start, start + SPAN * 2).replaceAll('\t', ' ');
  const label = `  ${position.line} | `;
  const before = visible(shown.slice(0, column - start));
  const marked = visible(shown.slice(column - start, column - start + (position.length ?? 1)));
  const carets = '^'.repeat(Math.max(1, widthOf(marked)));
  return `${label}${visible(shown)}\n${' '.repeat(label.length - 2)}| ${' '.repeat(widthOf(before))}${carets}`;
}
