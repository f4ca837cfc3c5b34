import { UNKNOWN, type Type } from './type';

/** A column that a relation gives. */
export interface Column {
  readonly name: string;
  readonly type: Type;
}

/** A table, a sub-query or a common table expression; without columns where they are not known. */
export interface Relation {
  readonly columns?: readonly Column[];
}

/** A relation in FROM, by the name that qualifies its columns. */
export interface ScopedSource extends Relation {
  /** Alias, or the table's own name; empty where it has none. */
  readonly name: string;
  /** Schema and table as written, where there is no alias. */
  readonly path: readonly string[];
  /** Its own name is a value: an element of an unnested array. */
  readonly value?: { readonly sql: string; readonly type: Type };
  /** Columns that may not be asked for, with the reason. */
  readonly refused?: Readonly<Record<string, string>>;
}

/** What a dotted name means. */
export interface Resolution {
  readonly source?: ScopedSource;
  readonly type: Type;
  /** The column's own name, where it is known. */
  readonly name?: string;
  /** How many parts of the name the column takes, its qualifier with it; the others lead into a value. */
  readonly length: number;
  readonly kind: 'column' | 'value' | 'alias' | 'unknown';
  /** Of an alias, what it stands for; absent where it may be a column as well. */
  readonly item?: AliasedItem;
}

/** An item of a select list that has a name. */
export interface AliasedItem {
  readonly type: Type;
  /** Its expression as the translator holds it. */
  readonly expression?: unknown;
}

/** Names compare without regard to case, as both engines do it for plain ones. */
export function fold(name: string): string {
  return name.toLowerCase();
}

/** What names mean inside one query; what is not found here is looked for around it. */
export class Scope {
  private readonly list: ScopedSource[] = [];
  private readonly aliases = new Map<string, AliasedItem>();
  private readonly relations = new Map<string, Relation>();

  constructor(readonly parent?: Scope) {}

  get sources(): readonly ScopedSource[] {
    return this.list;
  }

  addSource(source: ScopedSource): void {
    this.list.push(source);
  }

  /** Name of a select item, which later ones may use. */
  addAlias(name: string, item: AliasedItem): void {
    if (!this.aliases.has(fold(name))) this.aliases.set(fold(name), item);
  }

  /** A common table expression. */
  addRelation(name: string, relation: Relation): void {
    this.relations.set(fold(name), relation);
  }

  relation(name: string): Relation | undefined {
    return this.relations.get(fold(name)) ?? this.parent?.relation(name);
  }

  /** The meaning of `a`, `t.a`, `s.t.a` and of paths behind them. */
  resolve(parts: readonly string[]): Resolution {
    return this.find(parts.map(fold)) ?? { kind: 'unknown', type: UNKNOWN, length: parts.length };
  }

  private find(names: readonly string[]): Resolution | undefined {
    return this.resolveHere(names) ?? this.parent?.find(names);
  }

  private resolveHere(names: readonly string[]): Resolution | undefined {
    const qualified = this.qualified(names);
    if (qualified) return qualified;
    const [first] = names;
    for (const source of this.list) {
      const column = source.columns?.find(({ name }) => fold(name) === first);
      if (column) return { kind: 'column', source, name: column.name, type: column.type, length: 1 };
    }
    const alias = this.aliases.get(first!);
    // A source whose columns are not known may have it, and nobody else can tell.
    const open = this.list.find(({ columns, value }) => columns === undefined && value === undefined);
    if (alias) return { kind: 'alias', type: alias.type, length: 1, ...(!open && { item: alias }) };
    return open && names.length === 1 ? { kind: 'column', source: open, type: UNKNOWN, length: 1 } : undefined;
  }

  private qualified(names: readonly string[]): Resolution | undefined {
    for (const source of this.list) {
      if (source.value && fold(source.name) === names[0]) return { kind: 'value', source, type: source.value.type, length: 1 };
      const length = qualifierLength(source, names);
      if (length === 0 || length === names.length) continue;
      const column = source.columns?.find(({ name }) => fold(name) === names[length]);
      return { kind: 'column', source, ...(column && { name: column.name }), type: column?.type ?? UNKNOWN, length: length + 1 };
    }
    return undefined;
  }
}

/** How many parts at the start of a name are a source's own name. */
function qualifierLength(source: ScopedSource, names: readonly string[]): number {
  if (source.name !== '' && fold(source.name) === names[0]) return 1;
  for (let length = source.path.length; length > 1; length--) {
    const suffix = source.path.slice(-length).map(fold);
    if (suffix.every((part, index) => part === names[index])) return length;
  }
  return 0;
}
