import type { TextRange } from '@dw-sim/dashboard-ui';

/** The text with blanks in place of all that is outside a range: what is left keeps its lines and columns. */
export function onlyRange(text: string, { from, to }: TextRange): string {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  return blank(text.slice(0, from)) + text.slice(from, to);
}
