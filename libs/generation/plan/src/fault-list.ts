import type { Fault } from '@dw-sim/contracts';
import { closest, distance } from 'fastest-levenshtein';

const SHOWN_LENGTH = 60;

/** Collects every fault of a document. */
export class FaultList {
  readonly faults: Fault[] = [];

  /** @param what the sentence, without what is allowed; that is appended */
  add(path: string, code: string, what: string, extra: { value?: unknown; allowed?: string | readonly string[] } = {}): void {
    const { allowed } = extra;
    const list = typeof allowed === 'string' ? allowed : allowed?.join(', ');
    this.faults.push({ path, code, message: list ? `${what}; allowed: ${list}` : what, ...extra });
  }

  get isEmpty(): boolean {
    return this.faults.length === 0;
  }
}

/** A value as it stands in a message: JSON, shortened where it is long. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** ` (did you mean "x"?)` where a known name is near, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(name.toLowerCase(), known);
  return distance(name.toLowerCase(), nearest) <= Math.max(2, name.length / 3) ? ` (did you mean "${nearest}"?)` : '';
}
