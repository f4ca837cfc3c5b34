import type * as fc from 'fast-check';

/** Reads one kind of file that users bring. */
export interface Importer {
  readonly name: string;
  /** Valid files, changed ones and damaged ones, in the encodings that they come in. */
  readonly inputs: fc.Arbitrary<Uint8Array>;
  /** Reads a file and answers what it tells the user about it. @throws AppError alone */
  read(bytes: Uint8Array): readonly string[] | Promise<readonly string[]>;
}

/** What an input that is not stood was found with. */
export interface ImporterFailure {
  readonly importer: string;
  readonly complaint: string;
  /** The smallest that was found: its text, or Base64 where it is none. */
  readonly input: string;
}

/** An input in a form that can be printed. */
export function shownInput(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text, 'utf8').equals(Buffer.from(bytes)) ? text.slice(0, 100_000) : `base64:${Buffer.from(bytes).toString('base64').slice(0, 140_000)}`;
}
