import fc from 'fast-check';

/** Time that is spent on finding a smaller input, in milliseconds. */
const LIMIT_MS = 20_000;

/** Where in the inputs of a seed one stands. */
export interface Place {
  readonly seed: number;
  readonly at: number;
}

/** The smallest input that still fails; undefined where the one at the place does not fail again by itself. */
export async function smallest<T>(arbitrary: fc.Arbitrary<T>, { seed, at }: Place, fails: (input: T) => Promise<boolean>): Promise<T | undefined> {
  const property = fc.asyncProperty(arbitrary, async (input) => !(await fails(input)));
  const { counterexample } = await fc.check(property, { seed, path: String(at), numRuns: at + 1, interruptAfterTimeLimit: LIMIT_MS, markInterruptAsFailure: false });
  return counterexample?.[0];
}

/** A complaint without the numbers and names that differ from input to input. */
export function kindOf(said: string): string {
  return said.replace(/[0-9a-f-]{36}|\d+|"[^"]*"/g, '…').slice(0, 120);
}
