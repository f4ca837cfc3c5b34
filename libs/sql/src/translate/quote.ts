/** A string literal that both engines read alike. */
export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A quoted identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** An identifier, in quotes where it is not plain lower case. */
export function spellName(name: string): string {
  return /^[a-z_][a-z\d_]*$/.test(name) ? name : quoteName(name);
}
