/**
 * Words that no query can use as a name without quotes, in PostgreSQL, Redshift and DuckDB alike.
 * Source: PostgreSQL documentation, appendix C, "reserved" in the column PostgreSQL; and Redshift's reserved words.
 */
const RESERVED_WORDS = new Set(
  ('all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate column constraint create cross ' +
    'current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for ' +
    'foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime ' +
    'localtimestamp natural new not notnull null off offset old on only or order outer overlaps placing primary references right select ' +
    'session_user similar some symmetric table then to top trailing true union unique user using verbose when where with').split(' '),
);

/** True for a word that can't name a table or a column, in whatever case. */
export function isReservedWord(name: string): boolean {
  return RESERVED_WORDS.has(name.toLowerCase());
}

/** The name to take instead of a reserved word. */
export function unreservedName(word: string, isColumn: boolean): string {
  return `${word}_${isColumn ? 'value' : 'data'}`;
}
