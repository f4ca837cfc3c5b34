import { fold, type Relation } from '../types/scope';
import { spellName } from './quote';
import { text, type Part, type Text } from './text';
import type { Query } from '../parse/syntax';
import type { TranslatedQuery } from './query';

interface TemporaryTable extends TranslatedQuery {
  /** As a query names it. */
  readonly name: string;
  /** Temporary tables that its own query names. */
  readonly uses: readonly string[];
}

/** Tables that earlier statements of a text make: common table expressions of the queries that name them. */
export class TemporaryTables {
  private readonly tables = new Map<string, TemporaryTable>();
  private used = new Set<string>();

  define(name: string, query: TranslatedQuery): void {
    this.tables.set(fold(name), { ...query, name: spellName(fold(name)), uses: [...this.used] });
    this.used = new Set();
  }

  /** Takes note that the query under translation names a table; undefined where that is no temporary one. */
  use(name: string): Relation | undefined {
    const table = this.tables.get(fold(name));
    if (table) this.used.add(fold(name));
    return table && { ...(table.columns && { columns: table.columns }) };
  }

  /** A query with the definitions of the tables that it names before it. */
  before(query: Query, written: Text): Text {
    const names = new Set<string>();
    const collect = (name: string) => {
      const table = this.tables.get(name);
      if (!table || names.has(name)) return;
      table.uses.filter((each) => each !== name).forEach(collect);
      names.add(name);
    };
    this.used.forEach(collect);
    this.used = new Set();
    if (names.size === 0) return written;
    const ctes = [...names].flatMap((name, index): Part[] => [index === 0 ? '' : ', ', `${this.tables.get(name)!.name} AS (`, this.tables.get(name)!.text, ')']);
    return text(query, 'WITH ', ...ctes, query.with ? ' SELECT * FROM (' : ' ', written, query.with ? ') AS dw_query' : '');
  }
}
