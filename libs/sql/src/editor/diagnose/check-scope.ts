import { sameName } from '../same-name';

/** A relation whose columns can be named; without `columns` it may have any. */
export interface CheckedSource {
  /** Alias, or the table's own name. */
  readonly name: string;
  /** Schema and table as written, where there is no alias. */
  readonly path: readonly string[];
  readonly columns?: readonly string[];
}

/** What can be named inside one query; what is not found here is looked for around it. */
export class CheckScope {
  readonly sources: CheckedSource[] = [];
  /** Names of the select list. */
  readonly aliases: string[] = [];
  private readonly relations = new Map<string, readonly string[] | undefined>();

  constructor(readonly parent?: CheckScope) {}

  addRelation(name: string, columns: readonly string[] | undefined): void {
    this.relations.set(name.toLowerCase(), columns);
  }

  /** Columns of a common table expression; undefined for none of that name. */
  relation(name: string): { readonly columns?: readonly string[] } | undefined {
    const key = name.toLowerCase();
    if (!this.relations.has(key)) return this.parent?.relation(name);
    const columns = this.relations.get(key);
    return columns ? { columns } : {};
  }

  relationNames(): readonly string[] {
    return [...this.relations.keys(), ...(this.parent?.relationNames() ?? [])];
  }

  /** The sources here and around, the nearest first. */
  all(): readonly CheckedSource[] {
    return [...this.sources, ...(this.parent?.all() ?? [])];
  }

  /** The source that the first parts of a name are, and how many they are. */
  qualified(parts: readonly string[]): { readonly source: CheckedSource; readonly length: number } | undefined {
    for (const source of this.all()) {
      if (source.name !== '' && sameName(source.name, parts[0]!)) return { source, length: 1 };
      for (let length = source.path.length; length > 1; length--) {
        if (source.path.slice(-length).every((part, index) => parts[index] !== undefined && sameName(part, parts[index]))) return { source, length };
      }
    }
    return undefined;
  }

  /** Some source may have columns that are not known. */
  isOpen(): boolean {
    return this.sources.some(({ columns }) => columns === undefined) || (this.parent?.isOpen() ?? false);
  }

  hasAlias(name: string): boolean {
    return this.aliases.some((alias) => sameName(alias, name)) || (this.parent?.hasAlias(name) ?? false);
  }
}
