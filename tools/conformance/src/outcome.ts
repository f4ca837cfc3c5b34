/** What became of a case: the documented answer, a refusal that says why, another answer in silence, or a fault. */
export type Verdict = 'right' | 'refused' | 'wrong' | 'failed';

/** A case with what became of it on one engine; engine-less cases only parse or rewrite. */
export interface Outcome {
  readonly name: string;
  readonly sql: string;
  readonly engine?: string;
  readonly verdict: Verdict;
  /** What came instead, where it is not right. */
  readonly got?: string;
  readonly expected?: string;
}

/** Outcomes of one file. */
export interface FileOutcomes {
  readonly file: string;
  readonly outcomes: readonly Outcome[];
}

export const VERDICTS: readonly Verdict[] = ['right', 'refused', 'wrong', 'failed'];

/** How many outcomes there are of each kind. */
export function countOf(outcomes: readonly Outcome[]): Readonly<Record<Verdict, number>> {
  const counts = { right: 0, refused: 0, wrong: 0, failed: 0 };
  for (const { verdict } of outcomes) counts[verdict]++;
  return counts;
}
