import { commonType } from '../types/type';
import { text } from './text';
import type { Expression, Values } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { TranslatedQuery } from './query';
import type { Translator } from './translator';

/** Rows that are written out. Their columns are column1, column2, … in the warehouses and PostgreSQL, not in DuckDB. */
export function translateValues(t: Translator, node: Values, scope: Scope): TranslatedQuery {
  const rows = node.rows.map((row) => ({ row, items: row.items.map((item) => t.expression(item, scope)) }));
  const columns = (rows[0]?.items ?? []).map((_, index) => ({ name: `column${index + 1}`, type: commonType(rows.flatMap(({ items }) => items[index]?.type ?? [])) }));
  const written = t.copy(node, (child) => {
    const { items, row } = rows.find((each) => each.row === child)!;
    return t.copy(row, (item) => items[row.items.indexOf(item as Expression)]!.text);
  });
  if (!t.isDuckDb) return { text: written, columns };
  return { text: text(node, 'SELECT * FROM (', written, `) AS dw_values(${columns.map(({ name }) => name).join(', ')})`), columns };
}
