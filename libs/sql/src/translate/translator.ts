import { sqlError } from '../parse/cursor';
import { translateExpression } from './expression';
import { translateQuery, type QueryOptions, type TranslatedQuery } from './query';
import { plain, text, type Part, type Text } from './text';
import type { Engine, FunctionEntry } from '../functions/function-entry';
import type { Expression, Query, Span, SyntaxNode } from '../parse/syntax';
import type { Relation, Scope } from '../types/scope';
import type { Fragment } from './fragment';
import type { WarehouseDialect } from './dialect';

/** Columns of the tables that the caller knows; undefined for a table that it does not. */
export type TableLookup = (path: readonly string[]) => Relation | undefined;

/** What one statement is translated with. The rules of this folder are functions that take it first. */
export class Translator {
  /** Quoted names in the text, which a result keeps as they are. */
  readonly quotedNames = new Set<string>();

  constructor(
    readonly sql: string,
    readonly dialect: WarehouseDialect,
    readonly engine: Engine,
    readonly catalogue: ReadonlyMap<string, FunctionEntry>,
    readonly tables: TableLookup,
  ) {}

  get isDuckDb(): boolean {
    return this.engine === 'duckdb';
  }

  get isSnowflake(): boolean {
    return this.dialect === 'snowflake';
  }

  expression(node: Expression, scope: Scope): Fragment {
    return translateExpression(this, node, scope);
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
    return text(node, ...parts);
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
