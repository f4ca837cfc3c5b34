import type { SyntaxNode } from '../syntax';

/** A piece of a statement by its place in the text: `start` inclusive, `end` exclusive, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface NodeBase extends Span {
  /** The nodes inside, in the order of the text. */
  readonly children: readonly SyntaxNode[];
}

/** An identifier. */
export interface Name extends NodeBase {
  readonly kind: 'name';
  /** Without its quotes, in the case that it was written in. */
  readonly text: string;
  readonly quoted: boolean;
}

export interface Literal extends NodeBase {
  readonly kind: 'literal';
  readonly type: 'number' | 'string' | 'boolean' | 'null';
  /** As it stands in the text. */
  readonly raw: string;
  /** `E`, `X`, `B`, `N`, `U&` or `R` before a string, upper case. */
  readonly prefix?: string;
}

/** A type: `NUMBER(10, 2)`, `TIMESTAMP WITH TIME ZONE`, `ARRAY(VARCHAR)`, `INT[]`. */
export interface TypeName extends NodeBase {
  readonly kind: 'type';
  /** Upper case, words parted by one blank, without brackets: `TIMESTAMP WITH TIME ZONE`. */
  readonly name: string;
  /** Numbers and words in brackets, as they stand: `10`, `2`, `MAX`. */
  readonly args: readonly string[];
  readonly array: boolean;
}
