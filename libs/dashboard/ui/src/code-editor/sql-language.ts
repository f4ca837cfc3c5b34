import { PostgreSQL, SQLDialect, sql } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';

/** What people write in queries and changes; PostgreSQL's own list has hundreds of words that nobody looks for. */
const KEYWORDS =
  'all and any array as asc between both by case cast cross current_date current_timestamp date_trunc desc distinct else end escape except exists explain ' +
  'extract false fetch filter first following from full group grouping having ilike in inner intersect interval into is join last lateral leading left ' +
  'like limit minus not null nulls offset on or order outer over partition preceding qualify range recursive right rollup row rows select sets similar some ' +
  'then ties to top trailing true unbounded union unnest using values when where window with ' +
  'add alter begin column commit create default delete drop insert matched merge overwrite rename replace returning rollback set table temp temporary truncate update view';

const DIALECT = SQLDialect.define({ ...PostgreSQL.spec, keywords: KEYWORDS });

/** SQL of queries, for its colours and brackets. */
export function sqlLanguage(): Extension {
  return sql({ dialect: DIALECT });
}
