import type { Token } from '../../token';
import type { Span } from '../../parse/syntax';

/** A bracket that has no partner. */
export interface LexicalFault extends Span {
  readonly message: string;
}

const PARTNER: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** More of them say no more. */
const MOST_FAULTS = 20;

/** Brackets of a statement that are opened and not closed, or closed and not opened; the first of them where they are many. */
export function checkBrackets(tokens: readonly Token[]): readonly LexicalFault[] {
  const open: Token[] = [];
  const faults: LexicalFault[] = [];
  for (const token of tokens) {
    if (token.kind !== 'symbol') continue;
    if ('([{'.includes(token.text)) open.push(token);
    const partner = PARTNER[token.text];
    if (partner === undefined) continue;
    if (open.at(-1)?.text === partner) open.pop();
    else faults.push({ start: token.start, end: token.end, message: `The bracket "${token.text}" closes nothing.` });
  }
  return [...faults, ...open.map(({ start, end, text }) => ({ start, end, message: `The bracket "${text}" is not closed.` }))].sort((a, b) => a.start - b.start).slice(0, MOST_FAULTS);
}
