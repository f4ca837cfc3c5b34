import { sqlError } from '../parse/cursor';
import { catalogueOf, type WarehouseDialect } from './dialect';
import { translateExpression } from './expression';
import { translateQuery, type QueryOptions, type TranslatedQuery } from './query';
import { TemporaryTables } from './temporary-tables';
import { plain, text, textOf, type Part, type Text } from './text';
import type { Engine, FunctionEntry } from '../functions/function-entry';
import type { DescribedTable } from '../functions/redshift/system-tables';
import type { Expression, Name, Query, Span, SyntaxNode } from '../parse/syntax';
import { fold, type Column, type Relation, type Scope } from '../types/scope';
import type { Fragment } from './fragment';


/** Columns of the tables that the caller knows; undefined for a table that it does not. */
export type TableLookup = (path: readonly string[]) => Relation | undefined;

/** What a text is translated from and to. */
export interface TranslationOptions {
  readonly dialect: WarehouseDialect;
  readonly engine: Engine;
  /** Columns of the tables that may be named, by the parts of their names; what is not known is taken as it comes. */
  readonly tables?: TableLookup;
  /** What stands before the names of the tables that the user knows, in the engine's catalogue. */
  readonly tablePrefix?: string;
  /** The same tables as Redshift's own views tell of them. */
  readonly described?: readonly DescribedTable[];
  /** Tables that statements of the text make or give other columns, by the statements' numbers from 0: later statements may name them. */
  readonly creates?: ReadonlyMap<number, CreatedTable>;
}

/** A table from some statement of a text on. */
export interface CreatedTable {
  readonly name: string;
  /** Those of the statement's query where they are absent. */
  readonly columns?: readonly Column[] | 'unknown';
}

/** What a text is translated with. The rules of this folder are functions that take it first. */
export class Translator {
  /** Quoted names in the text, which a result keeps as they are. */
  readonly quotedNames = new Set<string>();
  /** Values of session variables, by their names in upper case. */
  readonly variables = new Map<string, Fragment>();
  readonly temporaries = new TemporaryTables();
  /** Tables that the engine has made or changed for earlier statements, by their folded names. */
  readonly made = new Map<string, Relation & { readonly name: string }>();
  readonly dialect: WarehouseDialect;
  readonly engine: Engine;
  readonly catalogue: ReadonlyMap<string, FunctionEntry>;
  readonly tablePrefix?: string;
  readonly described: readonly DescribedTable[];
  /** The mark `(+)` is read in conditions that have become those of a join. */
  readsMarks = false;
  private readonly knownTables: TableLookup;

  constructor(
    readonly sql: string,
    { dialect, engine, tables = () => undefined, tablePrefix, described = [] }: TranslationOptions,
  ) {
    this.dialect = dialect;
    this.engine = engine;
    this.catalogue = catalogueOf(dialect);
    this.tablePrefix = tablePrefix;
    this.described = described;
    this.knownTables = tables;
  }

  /** Columns of a table, by the parts of its name; those of a temporary one first. */
  tables(path: readonly string[]): Relation | undefined {
    return (path.length === 1 ? this.temporaries.use(path[0]!) : undefined) ?? this.made.get(fold(path.at(-1) ?? '')) ?? this.knownTables(path);
  }

  get isDuckDb(): boolean {
    return this.engine === 'duckdb';
  }

  get isSnowflake(): boolean {
    return this.dialect === 'snowflake';
  }

  expression(node: Expression, scope: Scope): Fragment {
    return translateExpression(this, node, scope);
  }

  /** What a condition with the mark `(+)` is translated in. */
  marked<T>(translate: () => T): T {
    this.readsMarks = true;
    try {
      return translate();
    } finally {
      this.readsMarks = false;
    }
  }

  query(node: Query, scope: Scope, options: QueryOptions = {}): TranslatedQuery {
    return translateQuery(this, node, scope, options);
  }

  /** An expression as an operand: in brackets where it is more than one term. */
  operand(node: Expression, scope: Scope): Fragment {
    return this.asOperand(this.expression(node, scope));
  }

  asOperand(fragment: Fragment): Fragment {
    return fragment.atom ? fragment : { ...fragment, text: text(fragment.text.origin, '(', fragment.text, ')'), atom: true };
  }

  /** The node's own text with its children in their translation. */
  copy(node: Span & { readonly children: readonly SyntaxNode[] }, translated: (child: SyntaxNode) => Part | undefined): Text {
    const parts: Part[] = [];
    let at = node.start;
    for (const child of node.children) {
      const part = translated(child);
      if (part === undefined || child.start < at) continue;
      parts.push({ start: at, end: child.start }, part);
      at = child.end;
    }
    parts.push({ start: at, end: node.end });
    return textOf(node, parts);
  }

  /** Names in quotes tell no cases apart in Redshift, and do in the engine. */
  get foldsQuoted(): boolean {
    return this.dialect === 'redshift' && !this.isDuckDb;
  }

  /** A name as the engine holds it: PostgreSQL folds those without quotes, and Redshift all of them. */
  nameOf({ text: name, quoted }: Name): string {
    return this.isDuckDb || (quoted && !this.foldsQuoted) ? name : name.toLowerCase();
  }

  source(span: Span): string {
    return this.sql.slice(span.start, span.end);
  }

  plain(part: Part): string {
    return plain(this.sql, part);
  }

  /** @throws AppError `invalid_sql` at a place of the user's text */
  refuse(span: Span, message: string, hint?: string): never {
    throw sqlError(this.sql, span, message, hint);
  }
}
