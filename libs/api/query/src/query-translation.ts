import type { ColumnType, QueryLanguage, SqlDialect } from '@dw-sim/contracts';
import { invalidRequest } from '@dw-sim/api-platform';
import type { TableNaming } from '@dw-sim/api-warehouses';
import { describedTable, enginesOf, isTranslatable, translateSql, type SqlType, type TableLookup, type Translation } from '@dw-sim/sql';
import type { PhysicalTable } from '@dw-sim/warehouse-core';

/** From whose SQL to whose, with the tables that may be named. */
export interface QueryTranslation {
  readonly dialect: SqlDialect;
  readonly language: QueryLanguage;
  readonly warehouse: string;
  readonly tables: readonly PhysicalTable[];
  /** How these are named, where an experiment is asked. */
  readonly naming?: TableNaming;
  /** Tables that statements of the text make, by the statements' numbers from 0. */
  readonly creates?: ReadonlyMap<number, string>;
}

/**
 * Text for the warehouse; undefined where it takes the user's as it is.
 * @throws AppError `invalid_sql` with a position, `invalid_request` where the warehouse can't answer in the dialect
 */
export function translated(sql: string, { dialect, language, warehouse, tables, naming, creates }: QueryTranslation): Translation | undefined {
  if (dialect === 'ansi' || dialect === language) return undefined;
  if (!isTranslatable(dialect, language)) {
    const message = `SQL of ${dialect} can't run on "${warehouse}"`;
    throw invalidRequest([{ path: '$.dialect', code: 'not_translatable', message, value: dialect, allowed: `ansi, or a warehouse such as ${enginesOf(dialect).join(' or ')}` }]);
  }
  const tablePrefix = naming?.physical('');
  return translateSql(sql, { dialect, engine: language, tables: tableLookup(tables, naming?.schema), ...(creates && { creates }), ...(tablePrefix !== undefined && { tablePrefix, described: tables.map(({ name, columns }) => describedTable(name.slice(tablePrefix.length), columns)) }) });
}

const FAMILIES: Readonly<Record<ColumnType['kind'], SqlType>> = {
  INT: 'integer', BIGINT: 'integer', FLOAT: 'float', DECIMAL: 'decimal', VARCHAR: 'text', DATE: 'date', TIME: 'time',
  TIMESTAMP: 'timestamp', TIMESTAMPTZ: 'timestamptz', BOOLEAN: 'boolean', UUID: 'text', JSON: 'json',
};

/** Finds tables by their names, in whatever case; those of one schema alone where it is given. */
export function tableLookup(tables: readonly PhysicalTable[], schema?: string): TableLookup {
  const relations = new Map(tables.map(({ name, columns }) => [name.toLowerCase(), { columns: columns.map((column) => ({ name: column.name, type: sqlType(column.type) })) }]));
  return (path) => {
    const written = path.at(-2)?.toLowerCase();
    const isElsewhere = schema !== undefined && written !== undefined && written !== schema.toLowerCase();
    return isElsewhere ? undefined : relations.get(path.at(-1)?.toLowerCase() ?? '');
  };
}

function sqlType(type: ColumnType): { readonly family: SqlType; readonly precision?: number; readonly scale?: number } {
  if (type.kind === 'DECIMAL') return { family: 'decimal', precision: type.precision, scale: type.scale };
  if (type.kind === 'BIGINT') return { family: 'integer', precision: 19, scale: 0 };
  return { family: FAMILIES[type.kind] };
}
