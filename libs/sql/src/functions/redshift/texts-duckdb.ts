import { bound } from './render';

/** The first letter of each word, of letters and digits, in upper case, the others in lower case. */
export function initcapOnDuckdb(text: string): string {
  const words = `regexp_extract_all(lower(${text}), '[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+')`;
  return `array_to_string(list_transform(${words}, lambda word: upper(word[1]) || word[2:]), '')`;
}

/** Words that Redshift quotes as names, beside those that need it for their characters. */
const RESERVED =
  'all analyse analyze and any array as asc authorization between binary both case cast check collate column constraint create cross current_date current_time ' +
  'current_timestamp current_user default deferrable desc distinct do else end except false for foreign freeze from full grant group having ilike in initially inner ' +
  'intersect into is isnull join leading left like limit localtime localtimestamp natural new not notnull null off offset old on only or order outer overlaps placing ' +
  'primary references right select session_user similar some table then to top trailing true union unique user using verbose when where with';

export function quoteIdentOnDuckdb(text: string): string {
  const plain = `regexp_full_match(name, '[a-z_][a-z0-9_]*') AND NOT list_contains(string_split('${RESERVED}', ' '), name)`;
  return bound('name', text, `CASE WHEN ${plain} THEN name ELSE '"' || replace(name, '"', '""') || '"' END`);
}

/**
 * American Soundex: h and w part nothing, vowels do (https://www.archives.gov/research/census/soundex).
 * Characters that are no English letters are ignored.
 */
export function soundexOnDuckdb(text: string): string {
  const letters = `regexp_replace(upper(${text}), '[^A-Z]', '', 'g')`;
  const digits = `translate(letters[1] || regexp_replace(letters[2:], '[HW]', '', 'g'), 'AEIOUYHWBFPVCGJKQSXZDTLMNR', '00000000111122222222334556')`;
  const collapsed = ['1', '2', '3', '4', '5', '6'].reduce((digitText, digit) => `regexp_replace(${digitText}, '${digit}+', '${digit}', 'g')`, digits);
  return bound('letters', letters, `CASE WHEN letters = '' THEN '' ELSE rpad(left(letters[1] || replace((${collapsed})[2:], '0', ''), 4), 4, '0') END`);
}

/** How many characters of two Soundex codes are the same, 0 to 4. */
export function differenceOnDuckdb(one: string, other: string): string {
  const same = `len(list_filter(range(1, 5), lambda place: codes[1][place] = codes[2][place] AND codes[1] <> ''))`;
  return bound('codes', `[${soundexOnDuckdb(one)}, ${soundexOnDuckdb(other)}]`, `CASE WHEN codes[1] IS NOT NULL AND codes[2] IS NOT NULL THEN ${same} END`);
}

/** A number in a base from 2 to 36, with a sign and, in base 16, `0x` before it. */
export function strtolOnDuckdb(text: string, base: string): string {
  const digits = `regexp_replace(regexp_replace(lower(ltrim(source)), '^[+-]', ''), CASE WHEN ${base} = 16 THEN '^0x' ELSE '^$' END, '')`;
  const values = `list_transform(string_split(${digits}, ''), lambda digit: instr('0123456789abcdefghijklmnopqrstuvwxyz', digit) - 1)`;
  const checked = `list_transform(${values}, lambda value: CASE WHEN value < 0 OR value >= ${base} THEN error('STRTOL: "' || source || '" is not a number in base ' || ${base}) ELSE CAST(value AS HUGEINT) END)`;
  const number = `list_reduce(${checked}, lambda sum, value: sum * ${base} + value)`;
  const sign = `CASE WHEN ltrim(source) LIKE '-%' THEN -1 ELSE 1 END`;
  return bound('source', text, `CASE WHEN ${base} IS NULL THEN NULL WHEN source = '' THEN 0 ELSE CAST(${sign} * ${number} AS BIGINT) END`);
}
