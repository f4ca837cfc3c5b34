/** Names of experiments, tables and columns: ASCII letters, digits and underscores, not starting with a digit. */
export const NAME_PATTERN = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

const SEPARATOR = '__';

/**
 * Name of a table in the warehouse. An experiment's name holds no `__` and does not end in `_`,
 * so the first `__` splits every physical name in one way only.
 */
export function physicalTableName(experiment: string, table: string): string {
  return `${experiment}${SEPARATOR}${table}`;
}

/** Splits a physical name; undefined where it is none. */
export function splitPhysicalName(name: string): { experiment: string; table: string } | undefined {
  const at = name.indexOf(SEPARATOR);
  if (at <= 0 || at + SEPARATOR.length >= name.length) return undefined;
  return { experiment: name.slice(0, at), table: name.slice(at + SEPARATOR.length) };
}
