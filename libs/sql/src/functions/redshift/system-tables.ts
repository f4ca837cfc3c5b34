import { entryOf } from '@dw-sim/contracts';
import type { Column } from '../../types/scope';
import type { SqlType } from '../function-entry';
import { CLUSTER_TABLES } from './cluster-tables';
import { quoted } from './render';

/** A table of the experiment as the system tables describe it. */
export interface DescribedTable {
  readonly name: string;
  readonly columns: readonly DescribedColumn[];
}

export interface DescribedColumn {
  readonly name: string;
  /** As Redshift writes it: `character varying(10)`, `numeric(10,2)`. */
  readonly type: string;
  readonly nullable: boolean;
}

/** A system table: its columns, and the rows that it has for the tables of an experiment. */
export interface SystemTable {
  readonly columns: Readonly<Record<string, SqlType>>;
  rows?(tables: readonly DescribedTable[]): readonly (readonly Cell[])[];
}

/** A value of a system table. */
export type Cell = string | number | boolean | null;

const DATABASE = 'dev';
const SCHEMA = 'public';

const perTable = (row: (table: DescribedTable) => readonly Cell[]) => (tables: readonly DescribedTable[]) => tables.map(row);
const perColumn = (row: (table: DescribedTable, column: DescribedColumn, place: number) => readonly Cell[]) => (tables: readonly DescribedTable[]) =>
  tables.flatMap((table) => table.columns.map((column, index) => row(table, column, index + 1)));

/** `character varying(10)` as its name and its numbers. */
export function typeParts(type: string): { readonly name: string; readonly length: number | null; readonly precision: number | null; readonly scale: number | null } {
  const [, name = type, first, second] = /^([^(]+?)(?:\((\d+)(?:,(\d+))?\))?$/.exec(type) ?? [];
  const isText = name.startsWith('character');
  const number = first === undefined ? null : Number(first);
  return { name, length: isText ? number : null, precision: isText ? null : number, scale: second === undefined ? null : Number(second) };
}

const TABLES: SystemTable = {
  columns: { table_catalog: 'text', table_schema: 'text', table_name: 'text', table_type: 'text', remarks: 'text' },
  rows: perTable(({ name }) => [DATABASE, SCHEMA, name, 'BASE TABLE', null]),
};

const COLUMNS: SystemTable = {
  columns: {
    table_catalog: 'text', table_schema: 'text', table_name: 'text', column_name: 'text', ordinal_position: 'integer', column_default: 'text', is_nullable: 'text',
    data_type: 'text', character_maximum_length: 'integer', numeric_precision: 'integer', numeric_scale: 'integer', remarks: 'text',
  },
  rows: perColumn(({ name: table }, { name, type, nullable }, place) => {
    const { name: typeName, length, precision, scale } = typeParts(type);
    return [DATABASE, SCHEMA, table, name, place, null, nullable ? 'YES' : 'NO', typeName, length, precision, scale, null];
  }),
};

const allTables = (keys: readonly string[]): SystemTable => ({
  columns: Object.fromEntries(keys.map((key) => [key, 'text'] as const)),
  rows: perTable(({ name }) => [DATABASE, SCHEMA, name, 'TABLE'].slice(0, keys.length)),
});

const DESCRIBING: Readonly<Record<string, SystemTable>> = {
  pg_table_def: {
    columns: { schemaname: 'text', tablename: 'text', column: 'text', type: 'text', encoding: 'text', distkey: 'boolean', sortkey: 'integer', notnull: 'boolean' },
    rows: perColumn(({ name: table }, { name, type, nullable }) => [SCHEMA, table, name, type, 'none', false, 0, !nullable]),
  },
  pg_tables: {
    columns: { schemaname: 'text', tablename: 'text', tableowner: 'text', tablespace: 'text', hasindexes: 'boolean', hasrules: 'boolean', hastriggers: 'boolean' },
    rows: perTable(({ name }) => [SCHEMA, name, 'awsuser', null, false, false, false]),
  },
  svv_tables: TABLES,
  'information_schema.tables': TABLES,
  svv_columns: COLUMNS,
  'information_schema.columns': COLUMNS,
  svv_all_tables: allTables(['database_name', 'schema_name', 'table_name', 'table_type']),
  svv_redshift_tables: allTables(['database_name', 'schema_name', 'table_name', 'table_type']),
  svv_all_columns: {
    columns: { database_name: 'text', schema_name: 'text', table_name: 'text', column_name: 'text', ordinal_position: 'integer', data_type: 'text', is_nullable: 'text' },
    rows: perColumn(({ name: table }, { name, type, nullable }, place) => [DATABASE, SCHEMA, table, name, place, type, nullable ? 'YES' : 'NO']),
  },
  svv_redshift_columns: {
    columns: { database_name: 'text', schema_name: 'text', table_name: 'text', column_name: 'text', ordinal_position: 'integer', data_type: 'text', column_default: 'text', is_nullable: 'text', encoding: 'text', distkey: 'boolean', sortkey: 'integer' },
    rows: perColumn(({ name: table }, { name, type, nullable }, place) => [DATABASE, SCHEMA, table, name, place, type, null, nullable ? 'YES' : 'NO', 'none', false, 0]),
  },
  svv_table_info: {
    columns: { database: 'text', schema: 'text', table: 'text', encoded: 'text', diststyle: 'text', sortkey1: 'text', size: 'integer', unsorted: 'decimal', stats_off: 'decimal', skew_rows: 'decimal' },
    rows: perTable(({ name }) => [DATABASE, SCHEMA, name, 'N', 'EVEN', null, 0, 0, 0, 1]),
  },
};

/** What all tables of logs and of the running system have; a simulated cluster has none of either, so that they are empty. */
const LOG: SystemTable = {
  columns: {
    userid: 'integer', user_id: 'integer', query: 'integer', query_id: 'integer', xid: 'integer', transaction_id: 'integer', pid: 'integer', session_id: 'integer', database: 'text', database_name: 'text',
    querytxt: 'text', query_text: 'text', text: 'text', label: 'text', query_label: 'text', query_type: 'text', status: 'text', starttime: 'timestamp', start_time: 'timestamp', endtime: 'timestamp',
    end_time: 'timestamp', duration: 'integer', elapsed: 'integer', elapsed_time: 'integer', execution_time: 'integer', queue_time: 'integer', aborted: 'integer', error_message: 'text', user_name: 'text',
    rows: 'integer', bytes: 'integer', slice: 'integer', segment: 'integer', step: 'integer', tbl: 'integer', sequence: 'integer', recordtime: 'timestamp', event: 'text', filename: 'text', colname: 'text', err_reason: 'text',
  },
};

/** Families of such tables (https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html). */
const LOG_NAME = /^(?:(stl|stv|svl|sys|svcs)_[a-z0-9_]+|svv_(query_inflight|query_state|transactions|vacuum_progress|vacuum_summary|diskusage|interleaved_columns))$/;

const CASTS: Readonly<Partial<Record<SqlType, string>>> = { text: 'VARCHAR', integer: 'BIGINT', decimal: 'DECIMAL(10, 2)', boolean: 'BOOLEAN', timestamp: 'TIMESTAMP' };

/** A system table as a sub-query in brackets, with its columns. */
export interface SystemRows {
  readonly sql: string;
  readonly columns: readonly Column[];
}

/** A system table of Redshift; undefined for any other name. */
export function systemTable(path: readonly string[], tables: readonly DescribedTable[]): SystemRows | undefined {
  const parts = path.map((part) => part.toLowerCase()).filter((part) => part !== 'pg_catalog');
  const name = parts.at(-1) ?? '';
  const table = entryOf(DESCRIBING, parts.slice(-2).join('.')) ?? (parts.length === 1 ? (entryOf(DESCRIBING, name) ?? entryOf(CLUSTER_TABLES, name)) : undefined) ?? (parts.length === 1 && LOG_NAME.test(name) ? LOG : undefined);
  if (!table) return undefined;
  return describedRows(table.columns, table.rows?.(tables) ?? []);
}

/** Rows of constants under their names. */
export function describedRows(types: Readonly<Record<string, SqlType>>, rows: readonly (readonly Cell[])[]): SystemRows {
  const columns = Object.entries(types);
  const row = (cells: readonly Cell[]) => `SELECT ${columns.map(([column, type], index) => `CAST(${cellSql(cells[index] ?? null)} AS ${CASTS[type]}) AS "${column}"`).join(', ')}`;
  const sql = rows.length === 0 ? `${row([])} WHERE false` : rows.map(row).join(' UNION ALL ');
  return { sql: `(${sql})`, columns: columns.map(([column, family]) => ({ name: column, type: { family } })) };
}

function cellSql(cell: Cell): string {
  return typeof cell === 'string' ? quoted(cell) : String(cell).toUpperCase();
}
