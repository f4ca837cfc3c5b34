import { quoted } from './define';

/** A clock time with a zone at its end. */
const ZONE_AT_END = String.raw`(\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:Z|[+-]\d\d(?::?\d\d)?)$`;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/**
 * A literal moment in the words of ISO 8601 that DuckDB reads: Snowflake's AUTO format also reads `MM/DD/YYYY` and `DD-MON-YYYY`,
 * with a time behind them, and drops the zone where TIMESTAMP_NTZ is wanted. Anything else is left as it is.
 */
export function momentText(text: string): string {
  return isoDate(text.trim()).replace(new RegExp(ZONE_AT_END), '$1');
}

function isoDate(text: string): string {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b(.*)$/.exec(text);
  if (american) return `${american[3]}-${american[1].padStart(2, '0')}-${american[2].padStart(2, '0')}${american[4]}`;
  const named = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})\b(.*)$/.exec(text);
  const month = named ? MONTHS.indexOf(named[2].toUpperCase()) + 1 : 0;
  if (!named || month === 0) return text;
  return `${named[3]}-${String(month).padStart(2, '0')}-${named[1].padStart(2, '0')}${named[4]}`;
}

/** SQL for the text of a moment without the zone at its end: TIMESTAMP_NTZ drops it, and DuckDB would apply it. */
export function withoutZone(sql: string): string {
  const literal = literalOf(sql);
  return literal === undefined ? `regexp_replace(${sql}, '${ZONE_AT_END}', '\\1')` : quoted(literal.replace(new RegExp(ZONE_AT_END), '$1'));
}

/** SQL for the text of a moment without a blank before its zone, which DuckDB doesn't read. */
export function joinedZone(sql: string): string {
  const literal = literalOf(sql);
  return literal === undefined ? `regexp_replace(${sql}, ' ([+-]\\d\\d:?\\d\\d)$', '\\1')` : quoted(literal.replace(/ ([+-]\d\d:?\d\d)$/, '$1'));
}

function literalOf(sql: string): string | undefined {
  return /^'(?:[^']|'')*'$/.test(sql) ? sql.slice(1, -1).replaceAll("''", "'") : undefined;
}
