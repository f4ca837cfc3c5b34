import type { WarehouseStrategy } from '@dw-sim/warehouse-core';

/** An engine under test. */
export interface ContractSubject {
  readonly name: string;
  readonly makeStrategy: () => WarehouseStrategy;
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
