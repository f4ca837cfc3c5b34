/** Something that can stand at the cursor of an editor. */
export interface EditorCompletion {
  readonly label: string;
  /** `column`, `table`, `function`, `keyword`, …: the mark beside it. */
  readonly kind: string;
  readonly detail?: string;
  readonly note?: string;
  readonly insert: string;
  /** Where the cursor goes, from the start of `insert`; its end where it is absent. */
  readonly caret?: number;
}

/** What may stand at a place, the best first, and what it takes the place of: offsets in UTF-16 code units, `to` exclusive. */
export interface EditorCompletions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly EditorCompletion[];
}

/** Completes at a place of a text; undefined where nothing can be said. Never rejects. */
export type EditorCompleter = (text: string, offset: number) => Promise<EditorCompletions | undefined>;
