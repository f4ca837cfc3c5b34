import { foldIdentifier } from './identifier';
import type { NewName, TableNameResolver } from './analysis';

/** Schemas of the engines themselves; a table there is never an experiment's, whatever its name. */
const SYSTEM_SCHEMAS: ReadonlySet<string> = new Set(['information_schema', 'pg_catalog', 'pg_temp', 'temp', 'system']);

/** How the tables of an experiment are named in a warehouse. */
export interface PhysicalNames {
  /** Schema that the experiment has to itself; absent where experiments share one. */
  readonly schema?: string;
  /** Name of a table within its schema. */
  physical(table: string): string;
}

export interface ResolverOptions {
  /**
   * Names in the engine's text are those of the tables, letter for letter, as engines need it that tell cases apart. The spelling
   * stays the user's otherwise.
   */
  readonly exact?: boolean;
}

/**
 * Resolver for the tables of one experiment: `customers` becomes `shop__customers`, or `shop.customers` where the experiment
 * has a schema, in whatever case it is written, in quotes or without.
 */
export function experimentResolver({ schema, physical }: PhysicalNames, tableNames: readonly string[], { exact = false }: ResolverOptions = {}): TableNameResolver {
  const logical = new Map(tableNames.map((name) => [foldIdentifier(name), name]));
  const named = (name: string) => (exact ? { name: logical.get(foldIdentifier(name))!, exact } : { name });
  return schema === undefined ? renaming(logical, physical, named) : qualifying(logical, schema, named);
}

type Named = (written: string) => NewName;

/** With or without a schema. Physical names stay, also where a table is called like the physical name of another. */
function renaming(logical: ReadonlyMap<string, string>, physicalName: PhysicalNames['physical'], named: Named): TableNameResolver {
  const physical = new Map([...logical.values()].map((name) => [foldIdentifier(physicalName(name)), physicalName(name)]));
  return ({ parts }) => {
    const name = parts.at(-1) ?? '';
    const schema = parts.at(-2);
    if (schema !== undefined && SYSTEM_SCHEMAS.has(foldIdentifier(schema))) return undefined;
    const folded = foldIdentifier(name);
    const own = physical.get(folded);
    if (own !== undefined) return named(name).exact ? { name: own, exact: true } : undefined;
    if (!logical.has(folded)) return undefined;
    const meant = named(name);
    return { ...meant, name: physicalName(meant.name) };
  };
}

/** A name with a schema says where its table is: that stays. */
function qualifying(logical: ReadonlyMap<string, string>, schema: string, named: Named): TableNameResolver {
  return ({ parts: [name = '', ...more] }) => (more.length === 0 && logical.has(foldIdentifier(name)) ? { schema, ...named(name) } : undefined);
}
