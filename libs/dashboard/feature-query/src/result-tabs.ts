import type { StatementResult } from '@dw-sim/contracts';
import { rangeOfPosition } from '@dw-sim/dashboard-ui';

/** The start of a statement, as its tab shows it. */
export function tabTitle({ position, statement }: StatementResult, text: string): string {
  const { from, to } = rangeOfPosition(text, position);
  const words = text.slice(from, to).replace(/--[^\n]*|\/\*[^]*?\*\//g, ' ').replace(/\s+/g, ' ').trim();
  return words === '' ? `Statement ${statement}` : words.slice(0, 60);
}

/** A plan as text: its cells below each other; undefined for a result of another kind. */
export function planText({ kind, rows }: StatementResult): string | undefined {
  return kind === 'plan' ? rows.map((cells) => String(cells.at(-1) ?? '')).join('\n') : undefined;
}
