/** What a token is. Comments and white space are no tokens; a dollar-quoted text is a `string`. */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'stage' | 'symbol';

/** A piece of SQL text by its place: `start` inclusive, `end` exclusive, in UTF-16 code units. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Words in upper case, quoted identifiers without their quotes, everything else as written. */
  readonly text: string;
}
