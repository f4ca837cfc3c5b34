/** A fault in the code of an expression. */
export interface ExpressionFault {
  /** Offset into the code, in UTF-16 units. */
  readonly at: number;
  readonly code: string;
  readonly message: string;
  readonly allowed?: string | readonly string[];
}

/** Thrown inside the parser, which knows nothing of what stands behind its first fault. */
export class SyntaxFault extends Error {
  constructor(
    readonly at: number,
    message: string,
    readonly allowed?: string | readonly string[],
  ) {
    super(message);
  }
}

/** Line and column of an offset, both from 1: `1:14`. */
export function positionOf(code: string, at: number): string {
  const before = code.slice(0, at).split('\n');
  return `${before.length}:${before[before.length - 1].length + 1}`;
}
