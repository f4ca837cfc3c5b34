import { REDSHIFT_FUNCTIONS } from '../functions/redshift';
import { SNOWFLAKE_FUNCTIONS } from '../functions/snowflake';
import type { FunctionEntry } from '../functions/function-entry';

/** Whose SQL is translated. */
export type WarehouseDialect = 'redshift' | 'snowflake';

const indexes: Partial<Record<WarehouseDialect, ReadonlyMap<string, FunctionEntry>>> = {};

/** The functions of a dialect by name and alias, upper case. */
export function catalogueOf(dialect: WarehouseDialect): ReadonlyMap<string, FunctionEntry> {
  return (indexes[dialect] ??= indexOf(dialect === 'redshift' ? REDSHIFT_FUNCTIONS : SNOWFLAKE_FUNCTIONS));
}

function indexOf(entries: readonly FunctionEntry[]): ReadonlyMap<string, FunctionEntry> {
  return new Map(entries.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => [name, entry] as const)));
}
