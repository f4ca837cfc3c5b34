import { foldIdentifier } from './identifier';
import type { TableNameResolver } from './analysis';

/** Schemas of the engines themselves; a table there is never an experiment's, whatever its name. */
const SYSTEM_SCHEMAS: ReadonlySet<string> = new Set(['information_schema', 'pg_catalog', 'pg_temp', 'temp', 'system']);

/** How the tables of an experiment are named in a warehouse. */
export interface PhysicalNames {
  /** Schema that the experiment has to itself; absent where experiments share one. */
  readonly schema?: string;
  /** Name of a table within its schema. */
  physical(table: string): string;
}

/**
 * Resolver for the tables of one experiment: `customers` becomes `shop__customers`, or `shop.customers` where the experiment
 * has a schema, in whatever case it is written. The spelling stays the user's, so that the engine's own rules of case go on
 * to hold.
 */
export function experimentResolver({ schema, physical }: PhysicalNames, tableNames: readonly string[]): TableNameResolver {
  const logical = new Set(tableNames.map(foldIdentifier));
  return schema === undefined ? renaming(logical, physical) : qualifying(logical, schema);
}

/** With or without a schema. Physical names stay, also where a table is called like the physical name of another. */
function renaming(logical: ReadonlySet<string>, physicalName: PhysicalNames['physical']): TableNameResolver {
  const physical = new Set([...logical].map((name) => foldIdentifier(physicalName(name))));
  return ({ parts }) => {
    const name = parts.at(-1) ?? '';
    const schema = parts.at(-2);
    if (schema !== undefined && SYSTEM_SCHEMAS.has(foldIdentifier(schema))) return undefined;
    const folded = foldIdentifier(name);
    return logical.has(folded) && !physical.has(folded) ? { name: physicalName(name) } : undefined;
  };
}

/** A name with a schema says where its table is: that stays. */
function qualifying(logical: ReadonlySet<string>, schema: string): TableNameResolver {
  return ({ parts: [name = '', ...more] }) => (more.length === 0 && logical.has(foldIdentifier(name)) ? { schema, name } : undefined);
}
