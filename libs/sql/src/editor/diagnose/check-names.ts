import { CheckScope, type CheckedSource } from './check-scope';
import { datePartArgument } from '../completion/date-parts';
import { sameName } from '../same-name';
import { tableOf } from '../sources';
import { unknownName, type UnknownName } from './unknown-name';
import type { Call, ColumnReference, Cte, Join, JoinTree, Lambda, Name, Query, QueryBody, Select, Source, Span, Star, SyntaxNode } from '../../parse/syntax';
import type { EditorContext } from '../catalogue';

/** A name that nothing has. */
export interface NameFault extends Span, UnknownName {}

/** Relations that the engines have beside the tables of an experiment. */
const SYSTEM_RELATION = /^(pg_|svv_|svl_|stl_|stv_|sys_|sqlite_|duckdb_|pragma_|dual$|#)|__/i;
/** Columns that every table of an engine has. */
const SYSTEM_COLUMN = /^(rowid|_rowid_|oid|ctid|tableoid|xmin|xmax|cmin|cmax|level|metadata\$.*|seq|dw_row)$/i;
/** Words that stand where a column could and are none. */
const WORDS: ReadonlySet<string> = new Set(['DEFAULT', 'SYSDATE', 'USER', 'MAXVALUE']);

/**
 * Finds names of tables and columns that a query uses and nothing in it has. What may be known to the engine alone is passed over:
 * relations of other schemas, and columns of relations that are not known.
 * @param temporaries tables that statements before have made, by name, with their columns where they are known
 */
export function checkNames(query: Query, context: EditorContext, temporaries: ReadonlyMap<string, readonly string[] | undefined>): readonly NameFault[] {
  const checker = new NameChecker(context);
  checker.query(query, scopeOf(temporaries));
  return checker.faults;
}

/** The columns that a query gives, where they are known. */
export function columnsOf(query: Query, context: EditorContext, temporaries: ReadonlyMap<string, readonly string[] | undefined>): readonly string[] | undefined {
  return new NameChecker(context).query(query, scopeOf(temporaries));
}

function scopeOf(temporaries: ReadonlyMap<string, readonly string[] | undefined>): CheckScope {
  const scope = new CheckScope();
  for (const [name, columns] of temporaries) scope.addRelation(name, columns);
  return scope;
}

class NameChecker {
  readonly faults: NameFault[] = [];

  constructor(private readonly context: EditorContext) {}

  /** Checks a query and answers its columns where they are known. */
  query(node: Query, outer: CheckScope): readonly string[] | undefined {
    const scope = new CheckScope(outer);
    for (const cte of node.with?.ctes ?? []) this.cte(cte, node.with!.recursive, scope);
    const inner = new CheckScope(scope);
    const columns = this.body(node.body, inner, scope);
    // ORDER BY behind a set operation sees the names of its columns.
    if (node.body.kind === 'set') inner.sources.push({ name: '', path: [], ...(columns && { columns }) });
    for (const each of [...node.orderBy, ...node.limits]) this.visit(each, inner);
    return columns;
  }

  private cte(cte: Cte, recursive: boolean, scope: CheckScope): void {
    const names = cte.columns.map(({ text }) => text);
    if (recursive) scope.addRelation(cte.name.text, names.length > 0 ? names : undefined);
    const columns = this.query(cte.query, scope);
    scope.addRelation(cte.name.text, names.length > 0 ? names : columns);
  }

  /** @param inner the scope of a select, to which its sources are added */
  private body(node: QueryBody, inner: CheckScope, outer: CheckScope): readonly string[] | undefined {
    switch (node.kind) {
      case 'select':
        return this.select(node, inner);
      case 'set':
        return node.operands.map((operand) => this.body(operand, new CheckScope(outer), outer))[0];
      case 'nested': {
        const columns = this.query(node.query, outer);
        inner.sources.push({ name: '', path: [], ...(columns && { columns }) });
        return columns;
      }
      case 'whole-table':
        inner.sources.push(this.table(node.table.path.map(({ text }) => text), node.table, inner));
        return inner.sources[0]!.columns;
      case 'values':
        for (const row of node.rows) this.visit(row, inner);
        inner.sources.push({ name: '', path: [] });
        return undefined;
    }
  }

  private select(node: Select, scope: CheckScope): readonly string[] | undefined {
    for (const tree of node.from) this.from(tree, scope);
    for (const { alias } of node.items) if (alias) scope.aliases.push(alias.text);
    for (const child of node.children) if (child.kind !== 'joins') this.visit(child, scope);
    return columnsOfSelect(node, scope);
  }

  private from(tree: JoinTree, scope: CheckScope): void {
    this.source(tree.first, scope);
    for (const join of tree.joins) this.join(join, scope);
  }

  private join(join: Join, scope: CheckScope): void {
    this.source(join.source, scope);
    if (join.match) this.visit(join.match, scope);
    if (join.on) this.visit(join.on, scope);
    for (const name of join.using) {
      const joined = scope.sources.at(-1)!;
      if (joined.columns && !joined.columns.some((column) => sameName(column, name.text))) this.unknownColumn(name, name.text, joined.columns, joined.name);
    }
  }

  private source(node: Source, scope: CheckScope): void {
    const { base } = node;
    if (base.kind === 'paren-join') return this.from(base.tree, scope);
    const renamed = node.columns.map(({ text }) => text);
    const read = this.base(node, scope);
    const columns = node.suffixes.some(({ kind }) => kind === 'pivot' || kind === 'unpivot' || kind === 'opaque') ? undefined : read.columns;
    const named = renamed.length > 0 ? [...renamed, ...(columns ?? []).slice(renamed.length)] : columns;
    const isWhole = renamed.length === 0 || columns !== undefined;
    const added = { name: node.alias?.text ?? read.name, path: node.alias ? [] : read.path, ...(named && isWhole && { columns: named }) };
    // Inside PIVOT only the columns of what is turned can be named, and its own are made by values.
    scope.sources.push(node.unpivot || node.at ? { name: added.name, path: added.path } : added);
    if (node.at) scope.sources.push({ name: node.at.text, path: [] });
  }

  private base({ base, lateral }: Source, scope: CheckScope): CheckedSource {
    switch (base.kind) {
      case 'table': {
        const path = base.path.map(({ text }) => text);
        const isValue = path.length > 1 && scope.qualified(path) !== undefined;
        return isValue ? { name: path.at(-1)!, path: [] } : this.table(path, base, scope);
      }
      case 'derived': {
        const columns = this.query(base.query, lateral ? scope : (scope.parent ?? new CheckScope()));
        return { name: '', path: [], ...(columns && { columns }) };
      }
      case 'table-function':
        this.visit(base.call, scope);
        return { name: base.call.kind === 'call' ? base.call.name : '', path: [] };
      default:
        return { name: '', path: [] };
    }
  }

  private table(path: readonly string[], at: Span, scope: CheckScope): CheckedSource {
    const name = path.at(-1)!;
    const relation = path.length === 1 ? scope.relation(name) : undefined;
    if (relation) return { name, path, ...relation };
    const table = tableOf(this.context, name);
    if (table) return { name, path, columns: table.columns.map((column) => column.name) };
    if (path.length === 1 && this.context.tables.length > 0 && !SYSTEM_RELATION.test(name)) {
      const known = [...this.context.tables.map((each) => each.name), ...scope.relationNames()];
      this.faults.push({ start: at.start, end: at.end, ...unknownName(`Unknown table "${name}"`, name, known, 'Tables') });
    }
    return { name, path };
  }

  private visit(node: SyntaxNode, scope: CheckScope): void {
    switch (node.kind) {
      case 'query':
        this.query(node, scope);
        return;
      case 'column':
        return this.column(node, scope);
      case 'call':
        return this.call(node, scope);
      case 'lambda':
        return this.lambda(node, scope);
      case 'star':
        return this.star(node, scope);
      default:
        for (const child of node.children) this.visit(child, scope);
    }
  }

  private call(node: Call, scope: CheckScope): void {
    const part = node.name === 'EXTRACT' ? 0 : datePartArgument(node.name);
    const words = node.args.filter((arg, index) => index === part && arg.kind === 'column' && arg.parts.length === 1);
    for (const child of node.children) if (!words.includes(child as ColumnReference) && !node.path.includes(child as never) && child !== node.over) this.visit(child, scope);
    if (node.over?.kind === 'window') this.visit(node.over, scope);
  }

  private lambda(node: Lambda, scope: CheckScope): void {
    const inner = new CheckScope(scope);
    inner.aliases.push(...node.parameters.map(({ text }) => text));
    this.visit(node.body, inner);
  }

  private star(node: Star, scope: CheckScope): void {
    const qualifier = node.qualifier.map(({ text }) => text);
    if (qualifier.length > 0 && !scope.qualified(qualifier) && !scope.isOpen()) this.unknownSource(node.qualifier[0]!, qualifier[0]!, scope);
  }

  private column({ parts }: ColumnReference, scope: CheckScope): void {
    const names = parts.map(({ text }) => text);
    const found = scope.qualified(names);
    if (found && found.length < names.length) {
      const { source, length } = found;
      const at = parts[length]!;
      if (source.columns && !this.hasColumn([source], at) && !SYSTEM_COLUMN.test(at.text)) this.unknownColumn(at, at.text, source.columns, source.name);
      return;
    }
    const [first] = parts;
    const name = first!.text;
    if (found || scope.isOpen() || scope.hasAlias(name) || this.hasColumn(scope.all(), first!) || SYSTEM_COLUMN.test(name) || WORDS.has(name.toUpperCase())) return;
    // SQLite takes a name in double quotes that nothing has for a text.
    if (first!.quoted && this.context.language === 'sqlite') return;
    if (parts.length > 1) this.unknownSource(first!, name, scope);
    else this.unknownColumn(first!, name, scope.all().flatMap(({ columns }) => columns ?? []), undefined, scope);
  }

  /** PostgreSQL's own SQL tells cases of quoted names apart. */
  private hasColumn(sources: readonly CheckedSource[], { text, quoted }: Name): boolean {
    const isExact = quoted && this.context.dialect === 'ansi' && this.context.language === 'postgres';
    return sources.some(({ columns }) => columns?.some((column) => (isExact ? column === text : sameName(column, text))));
  }

  private unknownColumn(at: Span, name: string, columns: readonly string[], source?: string, scope?: CheckScope): void {
    const where = source === undefined || source === '' ? '' : ` of ${source}`;
    this.faults.push({ start: at.start, end: at.end, ...unknownName(`Unknown column "${name}"${where}`, name, [...columns, ...(scope?.aliases ?? [])], 'Columns') });
  }

  private unknownSource(at: Span, name: string, scope: CheckScope): void {
    const known = scope.all().map((source) => source.name).filter(Boolean);
    this.faults.push({ start: at.start, end: at.end, ...unknownName(`The query names no table or alias "${name}"`, name, known, 'Tables and aliases') });
  }
}

/** The names of a select's columns; undefined where one is made by the engine. */
function columnsOfSelect({ items, exclude }: Select, scope: CheckScope): readonly string[] | undefined {
  const columns: string[] = [];
  for (const { alias, value } of items) {
    if (alias) columns.push(alias.text);
    else if (value.kind === 'column') columns.push(value.parts.at(-1)!.text);
    else if (value.kind === 'star' && value.changes.length === 0 && !exclude) {
      const named = value.qualifier.length > 0 ? scope.qualified(value.qualifier.map(({ text }) => text))?.source : undefined;
      const meant = value.qualifier.length > 0 ? [named] : scope.sources;
      if (meant.some((source) => source?.columns === undefined)) return undefined;
      columns.push(...meant.flatMap((source) => source!.columns!));
    } else return undefined;
  }
  return columns;
}
