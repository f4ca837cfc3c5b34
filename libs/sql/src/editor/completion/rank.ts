import type { CompletionItem } from '@dw-sim/contracts';

/** A completion with how likely it is in its place before anything is written; higher is better. */
export interface Candidate {
  readonly item: CompletionItem;
  readonly weight: number;
}

/** Beyond what anybody scrolls through. */
const MOST_ITEMS = 200;

/**
 * The candidates that what is written may become, the best first: those that start with it, then those of which a word starts
 * with it (`id` of `customer_id`), then those that hold its letters in their order. Equal ones stay in their order.
 */
export function rank(candidates: readonly Candidate[], prefix: string): readonly CompletionItem[] {
  const wanted = prefix.toLowerCase();
  const seen = new Set<string>();
  return candidates
    .map(({ item, weight }) => ({ item, fit: fitOf(item.label.toLowerCase(), wanted), weight }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || b.weight - a.weight)
    .filter(({ item: { kind, label, detail } }) => {
      const key = `${kind} ${label} ${kind === 'keyword' ? '' : detail}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, MOST_ITEMS)
    .map(({ item }) => item);
}

function fitOf(label: string, wanted: string): number {
  if (label.startsWith(wanted)) return 3;
  if (label.split(/[_\s.]+/).some((word) => word.startsWith(wanted))) return 2;
  return wanted.length > 1 && isSubsequence(wanted, label) ? 1 : 0;
}

function isSubsequence(wanted: string, label: string): boolean {
  let at = -1;
  for (const letter of wanted) {
    at = label.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
