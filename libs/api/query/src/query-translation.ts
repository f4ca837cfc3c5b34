import type { QueryLanguage, SqlDialect } from '@dw-sim/contracts';
import { invalidRequest } from '@dw-sim/api-platform';
import type { TableNaming } from '@dw-sim/api-warehouses';
import { enginesOf, isTranslatable, translateSql, type CreatedTable, type Translation } from '@dw-sim/sql';
import { catalogueTable, tableLookup, type KnownTable } from './known-table';

/** From whose SQL to whose, with the tables that may be named. */
export interface QueryTranslation {
  readonly dialect: SqlDialect;
  readonly language: QueryLanguage;
  readonly warehouse: string;
  readonly tables: readonly KnownTable[];
  /** How these are named, where an experiment is asked. */
  readonly naming?: TableNaming;
  /** Tables that statements of the text make, by the statements' numbers from 0. */
  readonly creates?: ReadonlyMap<number, CreatedTable>;
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
  const lookup = tableLookup(tables.map(({ physicalName, columns }) => ({ name: physicalName, columns })), naming?.schema);
  return translateSql(sql, { dialect, engine: language, tables: lookup, ...(creates && { creates }), ...(naming && { tablePrefix: naming.physical(''), described: tables.map(catalogueTable) }) });
}
