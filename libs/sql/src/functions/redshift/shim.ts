/** Schema of the functions that a PostgreSQL needs to stand in for Redshift. */
export const SHIM_SCHEMA = 'dw_redshift';

/** A call of a shim, by its full name: PostgreSQL would look for a name without a schema among its own functions first. */
export function shim(name: string, ...args: readonly string[]): string {
  return `${SHIM_SCHEMA}.${name}(${args.join(', ')})`;
}
