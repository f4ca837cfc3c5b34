import { entryOf } from '@dw-sim/contracts';
import { ofFamily } from '../types/type';
import { quoteText } from './quote';
import type { Engine, SqlType } from '../functions/function-entry';
import type { Column } from '../types/scope';

/** A view of the warehouse's catalogue: its columns, each with an expression over the engine's, and where they come from. */
interface SystemView {
  /** Table of the engine's information schema; none where the view is always empty. */
  readonly from?: 'tables' | 'columns';
  readonly columns: Readonly<Record<string, readonly [type: SqlType, expression: string]>>;
}

const NONE = 'CAST(NULL AS VARCHAR)';
const SCHEMA: readonly [SqlType, string] = ['text', 'table_schema'];

/** Views of Redshift that tools ask; those that tell of its own past have no rows. */
const VIEWS: Readonly<Record<string, SystemView>> = {
  pg_table_def: {
    from: 'columns',
    columns: {
      schemaname: SCHEMA, tablename: ['text', 'dw_name'], column: ['text', 'column_name'], type: ['text', 'data_type'], encoding: ['text', "'none'"],
      distkey: ['boolean', 'FALSE'], sortkey: ['integer', '0'], notnull: ['boolean', "is_nullable = 'NO'"],
    },
  },
  svv_tables: { from: 'tables', columns: { table_catalog: ['text', 'table_catalog'], table_schema: SCHEMA, table_name: ['text', 'dw_name'], table_type: ['text', 'table_type'], remarks: ['text', NONE] } },
  svv_all_tables: { from: 'tables', columns: { database_name: ['text', 'table_catalog'], schema_name: SCHEMA, table_name: ['text', 'dw_name'], table_type: ['text', 'table_type'], table_acl: ['text', NONE], remarks: ['text', NONE] } },
  svv_columns: {
    from: 'columns',
    columns: {
      table_catalog: ['text', 'table_catalog'], table_schema: SCHEMA, table_name: ['text', 'dw_name'], column_name: ['text', 'column_name'], ordinal_position: ['integer', 'ordinal_position'],
      column_default: ['text', 'column_default'], is_nullable: ['text', 'is_nullable'], data_type: ['text', 'data_type'], character_maximum_length: ['integer', 'character_maximum_length'],
      numeric_precision: ['integer', 'numeric_precision'], numeric_scale: ['integer', 'numeric_scale'], remarks: ['text', NONE],
    },
  },
  stl_query: { columns: { userid: ['integer', ''], query: ['integer', ''], label: ['text', ''], xid: ['integer', ''], pid: ['integer', ''], database: ['text', ''], querytxt: ['text', ''], starttime: ['timestamp', ''], endtime: ['timestamp', ''], aborted: ['integer', ''] } },
  stv_recents: { columns: { userid: ['integer', ''], status: ['text', ''], starttime: ['timestamp', ''], duration: ['integer', ''], user_name: ['text', ''], db_name: ['text', ''], query: ['text', ''], pid: ['integer', ''] } },
  stv_inflight: { columns: { userid: ['integer', ''], slice: ['integer', ''], query: ['integer', ''], label: ['text', ''], xid: ['integer', ''], pid: ['integer', ''], starttime: ['timestamp', ''], text: ['text', ''] } },
  stv_sessions: { columns: { starttime: ['timestamp', ''], process: ['integer', ''], user_name: ['text', ''], db_name: ['text', ''] } },
  stl_load_errors: { columns: { userid: ['integer', ''], starttime: ['timestamp', ''], query: ['integer', ''], filename: ['text', ''], line_number: ['integer', ''], colname: ['text', ''], err_reason: ['text', ''] } },
  svl_qlog: { columns: { userid: ['integer', ''], query: ['integer', ''], xid: ['integer', ''], pid: ['integer', ''], starttime: ['timestamp', ''], endtime: ['timestamp', ''], elapsed: ['integer', ''], aborted: ['integer', ''] } },
  sys_query_history: { columns: { user_id: ['integer', ''], query_id: ['integer', ''], status: ['text', ''], start_time: ['timestamp', ''], end_time: ['timestamp', ''], elapsed_time: ['integer', ''], query_text: ['text', ''] } },
};

const EMPTY_TYPES: Partial<Record<SqlType, string>> = { integer: 'BIGINT', text: 'VARCHAR', timestamp: 'TIMESTAMP', boolean: 'BOOLEAN' };

/** A view as a query in brackets, with its columns. */
export interface SystemTable {
  readonly sql: string;
  readonly columns: readonly Column[];
}

/**
 * A view of Redshift's catalogue by its name in lower case.
 * @param prefix of the tables that the user knows: they are shown without it, and no others are
 */
export function systemView(name: string, engine: Engine, prefix: string | undefined): SystemTable | undefined {
  const view = entryOf(VIEWS, name);
  if (!view) return undefined;
  const columns = Object.entries(view.columns).map(([column, [family]]) => ({ name: column, type: ofFamily(family) }));
  const select = Object.entries(view.columns).map(([column, [family, expression]]) => `${view.from ? expression : `CAST(NULL AS ${EMPTY_TYPES[family]})`} AS "${column}"`).join(', ');
  if (!view.from) return { sql: `(SELECT ${select} WHERE FALSE)`, columns };
  const own = prefix === undefined ? 'table_name' : `substr(table_name, ${prefix.length + 1})`;
  const where = prefix === undefined ? userSchemas(engine) : `substr(table_name, 1, ${prefix.length}) = ${quoteText(prefix)}`;
  return { sql: `(SELECT ${select} FROM (SELECT *, ${own} AS dw_name FROM information_schema.${view.from}) AS dw_catalogue WHERE ${where})`, columns };
}

function userSchemas(engine: Engine): string {
  return engine === 'duckdb' ? "table_schema = 'main'" : "table_schema NOT IN ('pg_catalog', 'information_schema', 'dw_redshift')";
}
