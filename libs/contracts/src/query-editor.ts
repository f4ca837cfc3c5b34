import type { ErrorCode, TextPosition } from './error';
import type { SqlDialect } from './sql-dialect';

/** A text in an editor, and for whom it is written. */
export interface QueryText {
  readonly sql: string;
  /** Experiment whose tables are named. */
  readonly experiment?: string;
  /** Target that is to answer; that of the experiment otherwise, else the server's default. */
  readonly warehouse?: string;
  /** Whose SQL it is; that of the experiment otherwise, else the warehouse's own. */
  readonly dialect?: SqlDialect;
  /** Whether it may change tables of the experiment when it runs, as with `POST /api/query/execute`. */
  readonly allow_writes?: boolean;
}

/** Body of `POST /api/query/complete`. */
export interface CompletionRequest extends QueryText {
  /** Where the cursor is, in UTF-16 code units from 0; the end of the text where it is absent. */
  readonly offset?: number;
}

export const COMPLETION_KINDS = ['column', 'table', 'cte', 'source', 'alias', 'join', 'function', 'keyword', 'type', 'date_part'] as const;

/** What a completion is: `source` is a relation of the query by its alias, `alias` a name from the select list, `join` a condition from foreign keys. */
export type CompletionKind = (typeof COMPLETION_KINDS)[number];

/** Something that can stand at the cursor. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What stands beside it: a type, the table that a column is of, a signature. */
  readonly detail?: string;
  /** More about it: a key, a foreign key, a limit of a function. */
  readonly note?: string;
  /** What takes the place of `replace`. */
  readonly insert: string;
  /** Where the cursor goes, from the start of `insert`; its end where it is absent. */
  readonly caret?: number;
}

/** Completions in the order of their rank, the best first. */
export interface CompletionResult {
  /** What an item takes the place of: offsets in UTF-16 code units, `end` exclusive. */
  readonly replace: { readonly start: number; readonly end: number };
  readonly items: readonly CompletionItem[];
  readonly dialect: SqlDialect;
}

/** A fault of a statement in an editor. */
export interface SqlDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  /** Line and column from 1, with the length. */
  readonly position: TextPosition;
  /** The same place in UTF-16 code units from 0. */
  readonly offset: number;
  readonly length: number;
  /** Which statement of the text, from 1. */
  readonly statement: number;
  /** Names that may be meant, the nearest first. */
  readonly suggestions?: readonly string[];
}

/** Answer of `POST /api/query/check`. */
export interface QueryCheckResult {
  /** There is no error; warnings are none. */
  readonly valid: boolean;
  readonly statements: number;
  /** In the order of the text. */
  readonly diagnostics: readonly SqlDiagnostic[];
  readonly dialect: SqlDialect;
  readonly warehouse: string;
}

/** Answer of `POST /api/query/format`. */
export interface FormatResult {
  readonly sql: string;
  readonly changed: boolean;
  /** Statements that were left as they were, and why. Their places are in the text that was sent. */
  readonly diagnostics: readonly SqlDiagnostic[];
  readonly dialect: SqlDialect;
}
