/** What a token of DDL is. Comments, white space and the data of COPY are no tokens. */
export type DdlTokenKind =
  | 'word'
  | 'quoted'
  | 'string'
  | 'number'
  | 'symbol'
  /** A placeholder of a template language: `{{ schema }}`, `${schema}`. */
  | 'template'
  /** What ends a statement: `;`, another delimiter, or a line `GO`. */
  | 'separator'
  /** A command of a client program, such as `\connect` of psql; it takes its whole line. */
  | 'command';

/** A piece of DDL by its place: `start` inclusive, `end` exclusive, in UTF-16 code units. */
export interface DdlToken {
  readonly kind: DdlTokenKind;
  readonly start: number;
  readonly end: number;
  /** Words in upper case; names and strings without their quotes; all else as written. */
  readonly text: string;
  readonly isFirstOnLine: boolean;
}

/** A place in the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The place from one token to another. */
export function spanOf(first: Span, last: Span = first): Span {
  return { start: first.start, end: Math.max(first.end, last.end) };
}
