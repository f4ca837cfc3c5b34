import type { Fault } from '@dw-sim/contracts';

export { didYouMean } from '@dw-sim/contracts';

const SHOWN_LENGTH = 60;
const TOO_DEEP = 'something that is nested too deeply';

/** Collects every fault of a document. */
export class FaultList {
  readonly faults: Fault[] = [];

  /** @param what the sentence, without what is allowed; that is appended */
  add(path: string, code: string, what: string, extra: { value?: unknown; allowed?: string | readonly string[] } = {}): void {
    const { value, allowed } = extra;
    const list = typeof allowed === 'string' ? allowed : allowed?.join(', ');
    this.faults.push({ path, code, message: list ? `${what}; allowed: ${list}` : what, ...extra, ...(value === undefined ? {} : { value: shortened(value) }) });
  }

  /** True where something at a path is faulty. */
  has(path: string): boolean {
    return this.faults.some((fault) => fault.path === path);
  }

  get isEmpty(): boolean {
    return this.faults.length === 0;
  }
}

/** A value as it stands in a message: JSON, shortened where it is long. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : jsonOf(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

function jsonOf(value: unknown): string {
  // JSON text has numbers that no double holds, such as 1e400, and JSON.stringify calls them null.
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Parsing goes deeper than writing does.
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

/** The value itself where it is short, else the beginning of its text. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
  if (typeof value !== 'object') return value;
  const text = jsonOf(value);
  return text.length > SHOWN_LENGTH || text === TOO_DEEP ? shown(value) : value;
}
