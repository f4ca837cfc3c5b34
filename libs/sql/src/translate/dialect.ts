import { REDSHIFT_FUNCTIONS } from '../functions/redshift';
import { SNOWFLAKE_FUNCTIONS } from '../functions/snowflake';
import type { Engine, FunctionEntry } from '../functions/function-entry';

/** What each dialect can be translated to. */
const ENGINES = { redshift: ['duckdb', 'postgres'], snowflake: ['duckdb'] } as const satisfies Record<string, readonly Engine[]>;

/** Whose SQL is translated. */
export type WarehouseDialect = keyof typeof ENGINES;

/** Whether a dialect can be translated to the SQL of an engine. */
export function isTranslatable(dialect: WarehouseDialect, language: string): language is Engine {
  return (ENGINES[dialect] as readonly string[]).includes(language);
}

/** The languages that a dialect can be translated to. */
export function enginesOf(dialect: WarehouseDialect): readonly Engine[] {
  return ENGINES[dialect];
}

/** The functions of a dialect in the order of its catalogue. */
export function functionsOf(dialect: WarehouseDialect): readonly FunctionEntry[] {
  return dialect === 'redshift' ? REDSHIFT_FUNCTIONS : SNOWFLAKE_FUNCTIONS;
}

const indexes: Partial<Record<WarehouseDialect, ReadonlyMap<string, FunctionEntry>>> = {};

/** The functions of a dialect by name and alias, upper case. */
export function catalogueOf(dialect: WarehouseDialect): ReadonlyMap<string, FunctionEntry> {
  return (indexes[dialect] ??= indexOf(functionsOf(dialect)));
}

function indexOf(entries: readonly FunctionEntry[]): ReadonlyMap<string, FunctionEntry> {
  return new Map(entries.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => [name, entry] as const)));
}
