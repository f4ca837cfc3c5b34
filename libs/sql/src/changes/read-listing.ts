import type { SqlDialect } from '@dw-sim/contracts';
import { quoteName, quoteText } from '../translate/quote';
import type { ChangeReader } from './change-reader';

/** A table as SHOW and DESCRIBE tell of it. */
export interface ListedTable {
  readonly name: string;
  readonly kind: 'table' | 'view';
  /** Types as the dialect writes them. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
}

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

/** Where the warehouses say that tables are. */
const PLACES: Readonly<Record<Exclude<SqlDialect, 'ansi'>, readonly [database: string, schema: string]>> = { redshift: ['dev', 'public'], snowflake: ['SIMULATED', 'PUBLIC'] };

/**
 * `SHOW TABLES`, `SHOW COLUMNS` and `DESCRIBE` of a table as a query that gives what they list; undefined for what else there is to
 * show, and for a table that is not known.
 */
export function readListing(reader: ChangeReader, word: string, tables: readonly ListedTable[]): string | undefined {
  if (word === 'SHOW') {
    reader.take('TERSE');
    const what = reader.takeOne('TABLES', 'VIEWS', 'COLUMNS');
    if (what === 'COLUMNS') return columnsOf(reader, tables);
    if (what !== undefined) return tablesLike(reader, what, tables);
    if (reader.dialect !== 'ansi') reader.refuse(reader.at, `SHOW ${reader.token?.text ?? ''} is not simulated.`.replace('  ', ' '), 'SHOW TABLES, SHOW COLUMNS and DESCRIBE tell of the tables.');
    return undefined;
  }
  if (reader.isWord('TABLE', 'VIEW') && reader.list.length > 2) reader.at++;
  return describe(reader, tables);
}

/** `[FROM|IN [SCHEMA|DATABASE] name] [LIKE 'a%']`, in either order: there is one schema. */
function tablesLike(reader: ChangeReader, what: string, tables: readonly ListedTable[]): string | undefined {
  const wanted = tables.filter(({ kind, name }) => (what === 'TABLES' || kind === 'view') && likeIn(reader, name));
  const [database = null, schema = null] = reader.dialect === 'ansi' ? [] : PLACES[reader.dialect];
  const rows = [...wanted].sort((a, b) => a.name.localeCompare(b.name)).map(({ name, kind }): Row => {
    if (reader.dialect === 'redshift') return { database_name: database, schema_name: schema, table_name: name, table_type: kind.toUpperCase() };
    return reader.dialect === 'snowflake' ? { name: name.toUpperCase(), database_name: database, schema_name: schema, kind: kind.toUpperCase() } : { name, kind };
  });
  const empty: Row = reader.dialect === 'redshift' ? { database_name: null, schema_name: null, table_name: null, table_type: null } : { name: null, kind: null };
  return selectOf(rows, empty);
}

function likeIn(reader: ChangeReader, name: string): boolean {
  const at = reader.list.findIndex(({ kind, text }) => kind === 'word' && text === 'LIKE');
  const pattern = at < 0 ? undefined : reader.list[at + 1];
  if (pattern?.kind !== 'string') return true;
  const written = reader.sql.slice(pattern.start + 1, pattern.end - 1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*').replaceAll('_', '.');
  return new RegExp(`^${written}$`, 'i').test(name);
}

/** `SHOW COLUMNS FROM|IN [TABLE|VIEW] t`; of all tables where none is named. */
function columnsOf(reader: ChangeReader, tables: readonly ListedTable[]): string | undefined {
  if (reader.takeOne('FROM', 'IN') === undefined) return reader.isAtEnd ? columnRows(reader.dialect, tables) : undefined;
  reader.takeOne('TABLE', 'VIEW');
  const table = found(reader, tables);
  return table && columnRows(reader.dialect, [table]);
}

function columnRows(dialect: SqlDialect, tables: readonly ListedTable[]): string {
  const rows = tables.flatMap((table) => table.columns.map(({ name, type, nullable }, index): Row => {
    const shared = { column_name: named(dialect, name), ordinal_position: index + 1, data_type: type, is_nullable: nullable ? 'YES' : 'NO' };
    if (dialect === 'ansi') return { table_name: table.name, ...shared };
    const [database, schema] = PLACES[dialect];
    return { database_name: database, schema_name: schema, table_name: named(dialect, table.name), ...shared };
  }));
  return selectOf(rows, { table_name: null, column_name: null, data_type: null });
}

function describe(reader: ChangeReader, tables: readonly ListedTable[]): string | undefined {
  const table = found(reader, tables);
  if (!table) return undefined;
  const { dialect } = reader;
  const rows = table.columns.map(({ name, type, nullable }): Row => {
    if (dialect === 'snowflake') return { name: named(dialect, name), type, kind: 'COLUMN', 'null?': nullable ? 'Y' : 'N', default: null };
    return { column_name: name, column_type: type, null: nullable ? 'YES' : 'NO' };
  });
  return selectOf(rows, { column_name: null });
}

/** The table that is named, where nothing follows. */
function found(reader: ChangeReader, tables: readonly ListedTable[]): ListedTable | undefined {
  if (reader.isAtEnd || (reader.token?.kind !== 'word' && reader.token?.kind !== 'quoted')) return undefined;
  const { name } = reader.target();
  return reader.isAtEnd ? tables.find((table) => table.name.toLowerCase() === name.toLowerCase()) : undefined;
}

function named(dialect: SqlDialect, name: string): string {
  return dialect === 'snowflake' ? name.toUpperCase() : name;
}

function selectOf(rows: readonly Row[], empty: Row): string {
  const select = (row: Row) => `SELECT ${Object.entries(row).map(([name, cell]) => `${cellOf(cell)} AS ${quoteName(name)}`).join(', ')}`;
  return rows.length === 0 ? `${select(empty)} WHERE 1 = 0` : rows.map(select).join('\nUNION ALL ');
}

function cellOf(cell: Cell): string {
  return cell === null ? 'NULL' : typeof cell === 'number' ? String(cell) : quoteText(cell);
}
