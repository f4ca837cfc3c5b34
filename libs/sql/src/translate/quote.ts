import type { Name } from '../parse/syntax';
import type { Translator } from './translator';

/** A string literal that both engines read alike. */
export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A quoted identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Words that are no name without quotes in one engine or the other. */
const RESERVED = new Set(
  `all analyse analyze and any anti array as asc asof asymmetric authorization binary both case cast check collate collation column concurrently constraint create cross
   current_catalog current_date current_role current_schema current_time current_timestamp current_user default deferrable desc describe distinct do else end except false
   fetch for foreign freeze from full glob grant group having ilike in initially inner intersect into is isnull join lambda lateral leading left like limit localtime
   localtimestamp map natural not notnull null offset on only or order outer overlaps pivot placing positional primary qualify references returning right select semi
   session_user show similar some struct summarize symmetric table tablesample then to trailing true try_cast union unique unpivot user using variadic verbose when where
   window with`.split(/\s+/),
);

/** An identifier, in quotes where it is not plain lower case or a keyword. */
export function spellName(name: string): string {
  return /^[a-z_][a-z\d_]*$/.test(name) && !RESERVED.has(name) ? name : quoteName(name);
}

/** A name of the user's text as it stands; in quotes where it is a keyword of an engine, or in other quotes. */
export function writtenName(t: Translator, name: Name): Name | string {
  const mark = t.sql[name.start];
  if (name.quoted && t.foldsQuoted) return quoteName(t.nameOf(name));
  if (name.quoted) return mark === '`' || mark === "'" ? quoteName(name.text) : name;
  return RESERVED.has(name.text.toLowerCase()) ? quoteName(t.nameOf(name)) : name;
}
