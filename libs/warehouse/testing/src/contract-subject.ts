import type { WarehouseConnection, WarehouseStrategy } from '@dw-sim/warehouse-core';

/** Expressions that engines write in different ways. */
export interface ContractDialect {
  /** Name of a value's type. */
  typeOf(column: string): string;
  /** The text of a member of a JSON column. */
  jsonText(column: string, member: string): string;
}

export const DEFAULT_DIALECT: ContractDialect = {
  typeOf: (column) => `typeof(${column})`,
  jsonText: (column, member) => `${column} ->> '$.${member}'`,
};

/** An engine under test. */
export interface ContractSubject {
  readonly name: string;
  readonly makeStrategy: () => WarehouseStrategy;
  /** Where each workbench connects to, where the engine is one behind a network: a place of its own. */
  readonly makeConnection?: () => WarehouseConnection;
  /** How its SQL says some things; the standard's or DuckDB's way where absent. */
  readonly dialect?: Partial<ContractDialect>;
  /** Imports and one expression that makes the same strategy, for a test that kills a process in the middle of a load. */
  readonly source: { readonly imports: string; readonly expression: string };
  /** Rows of the `LARGE` table that take the engine half a second or more to load, so that a load can be caught in the act. */
  readonly manyRows: number;
  /**
   * Texts that a query must refuse, in the engine's own SQL. `{table}` is a table with rows, `{secret}` a file outside
   * the staging folder, `{staged}` one inside it, `{target}` a file that must not come to be.
   */
  readonly hostileStatements: readonly string[];
}
