import type { TableDefinition, TableForeignKeyDefinition } from '@dw-sim/contracts';
import type { Law } from './column-laws';
import { DuckDbReader } from './duckdb-reader';

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const none = (what: string, condition: string): Law => ({ what, sql: `count(*) FILTER (WHERE ${condition})`, from: 0, to: 0 });

/** What a table's definition promises of its rows beyond those of its columns. */
export function tableLaws(table: TableDefinition, directory: string): readonly Law[] {
  return [...(table.composite_keys ?? []).map(keyLaw), ...(table.foreign_keys ?? []).flatMap((key) => parentLaws(key, directory)), ...surrogateLaws(table), ...lookupLaws(table, directory), ...fanOutLaws(table, directory)];
}

function keyLaw(key: readonly string[]): Law {
  return { what: `every (${key.join(', ')}) once`, sql: `count(*) - count(DISTINCT (${quoted(key)}))`, from: 0, to: 0 };
}

function parentLaws({ columns, references_table: parent, references_columns: parents, nullable }: TableForeignKeyDefinition, directory: string): readonly Law[] {
  const isNull = columns.map((name) => `"${name}" IS NULL`);
  return [
    none('all columns of a foreign key or none', `(${isNull.join(' OR ')}) AND NOT (${isNull.join(' AND ')})`),
    none('a parent for every child', `"${columns[0]}" IS NOT NULL AND (${quoted(columns)}) NOT IN (SELECT (${quoted(parents)}) FROM ${DuckDbReader.files(directory, parent)})`),
    ...(nullable ? [] : [none('no NULL in a foreign key', isNull.join(' OR '))]),
  ];
}

function surrogateLaws({ composite_keys: keys = [], surrogate_key: wanted }: TableDefinition): readonly Law[] {
  return keys.length > 0 && wanted !== false ? [{ what: 'rows numbered from 1', sql: 'count(*) - count(DISTINCT _row_id) + coalesce(max(_row_id), 0) - count(*) + coalesce(min(_row_id), 1) - 1', from: 0, to: 0 }] : [];
}

/** A looked-up value is that of the row with the key, or of some row. */
function lookupLaws({ columns }: TableDefinition, directory: string): readonly Law[] {
  return columns.flatMap(({ name, generator }) => {
    if (generator?.type !== 'lookup') return [];
    const { from, via, on } = generator.params as { from: string; via?: string; on?: Record<string, string> };
    const [table, column] = from.split('.');
    const own = via ?? Object.keys(on ?? {}).at(0);
    const rows = DuckDbReader.files(directory, table);
    const value = `"${name}"::VARCHAR`;
    if (own === undefined) return [none('a value of the other table', `${value} IS NOT NULL AND ${value} NOT IN (SELECT "${column}"::VARCHAR FROM ${rows} WHERE "${column}" IS NOT NULL)`)];
    const key = on?.[own] ?? columns.find((other) => other.name === own)?.foreign_key?.references_column;
    return [none('the value of its row', `("${own}"::VARCHAR, coalesce(${value}, '<null>')) NOT IN (SELECT ("${key}"::VARCHAR, coalesce("${column}"::VARCHAR, '<null>')) FROM ${rows}) AND "${own}" IS NOT NULL`), none('NULL without a row', `"${own}" IS NULL AND "${name}" IS NOT NULL`)];
  });
}

/** The rows of each parent are as many as its fan-out allows, numbered without gaps. */
function fanOutLaws({ columns }: TableDefinition, directory: string): readonly Law[] {
  const column = columns.find(({ foreign_key: key }) => key?.fan_out);
  const hasLine = columns.some(({ name }) => name === 'line');
  if (!column?.foreign_key?.fan_out || !hasLine) return [];
  const { references_table: parent, references_column: key, fan_out: { count, min = count ?? 0, max = count ?? 1e6 } } = column.foreign_key;
  const parents = `(SELECT count(*) FROM ${DuckDbReader.files(directory, parent)})`;
  return [
    none('a line up to the most', `line < 1 OR line > ${max}`),
    none('a chain that begins anew', 'line = 1 AND phase <> 1 OR line = 2 AND phase > 2'),
    { what: `at least ${min} rows for each ${key}`, sql: `count(*) FILTER (WHERE line = ${Math.max(1, min)})${min > 0 ? ` - ${parents}` : ''}`, from: 0, to: min > 0 ? 0 : Infinity },
  ];
}
