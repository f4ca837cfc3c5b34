/** A fault to underline in an editor. Offsets count UTF-16 code units from 0; `to` is exclusive. */
export interface EditorDiagnostic {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Languages that an editor understands: `sql` for queries, `ddl` for statements that define tables. */
export type EditorLanguage = 'json' | 'sql' | 'ddl';
