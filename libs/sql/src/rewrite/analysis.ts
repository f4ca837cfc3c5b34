import { TableReference } from './table-reference';
import type { Scope } from './scope';
import type { StatementTokens } from './statement-tokens';
import type { Token } from '../token';

/** A table's name as a statement writes it. */
export interface TableName {
  /** The parts without quotes, the table last: `["public", "customers"]`. */
  readonly parts: readonly string[];
  /** The table's own part is in quotes. */
  readonly quoted: boolean;
}

/** What a table is called instead, without quotes. */
export interface NewName {
  /** Schema to put before it; where absent, a schema that is written stays. */
  readonly schema?: string;
  readonly name: string;
  /** It is the table's own name, letter for letter: in quotes where an engine would fold it. */
  readonly exact?: boolean;
}

/** Answers the new name of a table, or undefined where it keeps its own. */
export type TableNameResolver = (name: TableName) => NewName | undefined;

/** One statement under analysis. The functions of this folder read ranges of its tokens, `from` inclusive, `to` exclusive. */
export class Analysis {
  readonly tables: TableReference[] = [];

  /** @param readStatement reads a statement or sub-query wherever one is met */
  constructor(
    private readonly sql: string,
    readonly tokens: StatementTokens,
    private readonly resolve: TableNameResolver,
    private readonly readStatement: (analysis: Analysis, from: number, to: number, scope: Scope) => void,
  ) {}

  statement(from: number, to: number, scope: Scope): void {
    this.readStatement(this, from, to, scope);
  }

  /** Takes note of a table's name; undefined where it stays as it is. */
  table(parts: readonly Token[], aliasAt?: number): TableReference | undefined {
    const last = parts.at(-1);
    if (last === undefined) return undefined;
    const written = this.sql.slice(last.start, last.end);
    const quoted = last.kind === 'quoted';
    const texts = parts.map((part) => (part.kind === 'quoted' ? part.text : this.sql.slice(part.start, part.end)));
    const replacement = this.resolve({ parts: texts, quoted });
    if (replacement === undefined || (replacement.schema === undefined && !replacement.exact && replacement.name === (quoted ? last.text : written))) return undefined;
    const table = new TableReference(this.sql, last, replacement, aliasAt ?? last.end);
    this.tables.push(table);
    return table;
  }
}
