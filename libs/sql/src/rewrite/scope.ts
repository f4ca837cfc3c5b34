import { foldIdentifier } from './identifier';
import type { TableReference } from './table-reference';
import type { Token } from '../token';

/** Something that a FROM clause brings into scope. */
interface Source {
  /** The name by which columns are qualified, folded. */
  readonly name: string;
  /** The parts of a table's name where it has no alias, folded. */
  readonly path: readonly string[];
  /** The table, where it gets another name and has no alias. */
  readonly table?: TableReference;
}

/** Names that can be seen from a place. */
export type VisibleNames = Pick<ReadonlySet<string>, 'has'>;

const NONE: VisibleNames = new Set();

/**
 * What names mean inside one query. Qualifiers are collected while the query is read and resolved when it is closed,
 * because the select list comes before FROM; what has no source here belongs to the query around it.
 */
export class Scope {
  private readonly sources: Source[] = [];
  private readonly qualifiers: (readonly Token[])[] = [];

  /** @param ctes names of common table expressions, folded, that are visible beside those of the parent */
  constructor(
    private readonly parent: Scope | undefined,
    private readonly ctes: VisibleNames = NONE,
  ) {}

  /** A scope inside this one, which sees further common table expressions. */
  inner(ctes: VisibleNames = NONE): Scope {
    return new Scope(this, ctes);
  }

  seesCte(name: string): boolean {
    return this.sees(foldIdentifier(name));
  }

  private sees(folded: string): boolean {
    return this.ctes.has(folded) || (this.parent?.sees(folded) ?? false);
  }

  /** A source that is known by this name only. */
  addSource(name: string): void {
    this.sources.push({ name: foldIdentifier(name), path: [] });
  }

  /** A table without an alias. */
  addTable(parts: readonly Token[], table: TableReference | undefined): void {
    const path = parts.map((part) => foldIdentifier(part.text));
    this.sources.push({ name: path.at(-1) ?? '', path, table });
  }

  /** True where a source of this name has been met, here or in a query around. */
  knowsSource(name: string): boolean {
    const folded = foldIdentifier(name);
    return this.sources.some((source) => source.name === folded) || (this.parent?.knowsSource(name) ?? false);
  }

  /** Takes note of a dotted name in an expression. */
  qualify(parts: readonly Token[]): void {
    this.qualifiers.push(parts);
  }

  /** Resolves the qualifiers; call once, after everything in the scope was read. */
  close(): void {
    for (const parts of this.qualifiers) {
      if (!this.resolve(parts)) this.parent?.qualify(parts);
    }
  }

  private resolve(parts: readonly Token[]): boolean {
    const names = parts.map((part) => foldIdentifier(part.text));
    const bare = this.sources.find((source) => source.name === names[0]);
    if (bare !== undefined) {
      if (parts[0] !== undefined) bare.table?.bareQualifiers.push(parts[0]);
      return true;
    }
    for (const { path, table } of this.sources) {
      const length = leadingSuffix(path, names);
      const token = parts[length - 1];
      if (length > 1 && token !== undefined) {
        table?.dottedQualifiers.push(token);
        return true;
      }
    }
    return false;
  }
}

/** Length of the longest end of `path` that `names` starts with. */
function leadingSuffix(path: readonly string[], names: readonly string[]): number {
  for (let length = path.length; length > 1; length--) {
    const suffix = path.slice(-length);
    if (suffix.every((part, index) => part === names[index])) return length;
  }
  return 0;
}
