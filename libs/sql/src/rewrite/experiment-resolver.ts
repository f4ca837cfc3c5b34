import { physicalTableName } from '@dw-sim/contracts';
import { foldIdentifier } from './identifier';
import type { TableNameResolver } from './analysis';

/** Schemas of the engines themselves; a table there is never an experiment's, whatever its name. */
const SYSTEM_SCHEMAS: ReadonlySet<string> = new Set(['information_schema', 'pg_catalog', 'pg_temp', 'temp', 'system']);

/**
 * Resolver for the tables of one experiment: `customers` becomes `shop__customers`, in whatever case it is written,
 * with or without a schema. The spelling stays the user's, so that the engine's own rules of case go on to hold.
 * Physical names stay, also where a table is called like the physical name of another.
 */
export function experimentResolver(experiment: string, tableNames: readonly string[]): TableNameResolver {
  const logical = new Set(tableNames.map(foldIdentifier));
  const physical = new Set(tableNames.map((name) => foldIdentifier(physicalTableName(experiment, name))));
  return ({ parts }) => {
    const name = parts.at(-1) ?? '';
    const schema = parts.at(-2);
    if (schema !== undefined && SYSTEM_SCHEMAS.has(foldIdentifier(schema))) return undefined;
    const folded = foldIdentifier(name);
    return logical.has(folded) && !physical.has(folded) ? physicalTableName(experiment, name) : undefined;
  };
}
