/** A regular expression of the subset that names finitely many texts. */
export type Pattern =
  | { readonly kind: 'class'; /** Code points, ascending. */ readonly points: readonly number[] }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly items: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly item: Pattern; readonly min: number; readonly max: number };

/** Where a pattern leaves the subset. */
export class PatternFault extends Error {
  constructor(
    readonly at: number,
    message: string,
    readonly allowed: string,
  ) {
    super(message);
  }
}

/** Shortest and longest text, in characters. */
export function lengthBounds(pattern: Pattern): { readonly min: number; readonly max: number } {
  switch (pattern.kind) {
    case 'class':
      return { min: 1, max: 1 };
    case 'sequence':
      return pattern.items.map(lengthBounds).reduce((sum, { min, max }) => ({ min: sum.min + min, max: sum.max + max }), { min: 0, max: 0 });
    case 'choice':
      return pattern.items.map(lengthBounds).reduce((all, { min, max }) => ({ min: Math.min(all.min, min), max: Math.max(all.max, max) }));
    case 'repeat': {
      const { min, max } = lengthBounds(pattern.item);
      return { min: min * pattern.min, max: max * pattern.max };
    }
  }
}
