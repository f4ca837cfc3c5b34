import type { Argument, Call, FunctionEntry } from '../function-entry';
import { patternArgument } from './patterns/pattern-argument';
import { argument, atLeast, bound, integerOf, numberOf, quoted, textOf } from './render';

interface Search {
  readonly source: string;
  readonly pattern: string;
  readonly position: string;
  readonly flags: string;
  /** Parameter `e`: the first group counts, not the whole match. */
  readonly isGroup: boolean;
}

/** The arguments that all functions have, and the parameters, a literal of the letters c, i, e and p. */
function searchOf(call: Call, positionIndex: number, parameters: Argument | undefined): Search {
  const pattern = argument(call, 1);
  const letters = parameters === undefined ? '' : (parameters.literal ?? call.refuse('The parameters have to be a literal.', 'Write the letters c, i, e and p in quotes.', parameters));
  if (/[^cepi]/.test(letters)) call.refuse(`The parameters "${letters}" are not of Redshift.`, 'Allowed are the letters c, i, e and p.', parameters);
  const flags = letters.includes('i') && !letters.includes('c') ? 'i' : '';
  const isGroup = letters.includes('e') && /(?<!\\)\((?!\?)/.test(pattern.literal ?? '');
  const needsGroups = isGroup || (call.name === 'REGEXP_REPLACE' && call.args[2] !== undefined && /\$\d/.test(call.args[2].literal ?? '$1'));
  const position = call.args[positionIndex];
  return {
    source: textOf(argument(call, 0)),
    pattern: patternArgument(call, pattern, { isPerl: letters.includes('p'), anyCase: flags !== '', needsGroups }),
    position: position === undefined ? '1' : atLeast(1, position),
    flags,
    isGroup,
  };
}

/** All matches of a search, as DuckDB's list. The dot matches the end of a line, too. */
function matches({ source, pattern, position, flags, isGroup }: Search): string {
  return `regexp_extract_all(${position === '1' ? source : `substring(${source}, ${position})`}, ${pattern}, ${isGroup ? 1 : 0}, 's${flags}')`;
}

function occurrenceOf(call: Call, index: number): string {
  const occurrence = call.args[index];
  return occurrence === undefined ? '1' : integerOf(occurrence);
}

function regexpSubstr(call: Call): string {
  const search = searchOf(call, 2, call.args[4]);
  const occurrence = occurrenceOf(call, 3);
  if (call.engine === 'postgres') {
    const found = `regexp_substr(${search.source}, ${search.pattern}, ${search.position}, ${occurrence === '1' ? '1' : `greatest(${occurrence}, 1)`}, '${search.flags}', ${search.isGroup ? 1 : 0})`;
    return `CASE WHEN ${search.source} IS NOT NULL AND ${search.pattern} IS NOT NULL${occurrence === '1' ? '' : ` AND ${occurrence} >= 1`} THEN coalesce(${found}, '') END`;
  }
  return bound('found', matches(search), `CASE WHEN found IS NOT NULL${occurrence === '1' ? '' : ` AND ${occurrence} >= 1`} THEN coalesce(found[${occurrence}], '') END`);
}

function regexpCount(call: Call): string {
  const search = searchOf(call, 2, call.args[3]);
  return call.engine === 'duckdb' ? `len(${matches(search)})` : `regexp_count(${search.source}, ${search.pattern}, ${search.position}, '${search.flags}')`;
}

/** Where a match begins, or the character after it. */
function regexpInstr(call: Call): string {
  const search = searchOf(call, 2, call.args[5]);
  const occurrence = occurrenceOf(call, 3);
  const option = call.args[4];
  if (option && !['0', '1'].includes(option.literal ?? '')) call.refuse('The option has to be 0 or 1.', '0 for the first character of the match, 1 for the one after it.', option);
  if (call.engine === 'postgres') return `regexp_instr(${search.source}, ${search.pattern}, ${search.position}, ${occurrence}, ${option?.literal ?? 0}, '${search.flags}', ${search.isGroup ? 1 : 0})`;
  const count = occurrence === '1' ? 1 : (numberOf(call.args[3]) ?? call.refuse('The occurrence has to be a literal to run on DuckDB.', undefined, call.args[3]));
  const rest = search.position === '1' ? search.source : `substring(${search.source}, ${search.position})`;
  const before = `'^((?:.*?(?:' || ${search.pattern} || ')){${count - 1}}.*?)(' || ${search.pattern} || ')'`;
  const place = (group: string) => `length(regexp_extract(rest, ${before}, ${group}, 's${search.flags}'))`;
  const end = option?.literal === '1' ? ` + length(regexp_extract_all(rest, ${search.pattern}, 0, 's${search.flags}')[${count}])` : '';
  const found = `CASE WHEN len(regexp_extract_all(rest, ${search.pattern}, 0, 's${search.flags}')) < ${count} THEN 0 ELSE ${place('1')}${end} + ${search.position} END`;
  return bound('rest', rest, found);
}

/** Every match. Groups are `$1` in Redshift, `\1` in both engines. */
function regexpReplace(call: Call): string {
  const search = searchOf(call, 3, call.args[4]);
  const replacement = call.args[2];
  const written = replacement === undefined ? `''` : replacement.literal === undefined ? `replace(${textOf(replacement)}, '\\', '\\\\')` : quoted(replacement.literal.replaceAll('\\', '\\\\').replaceAll(/\$(\d)/g, '\\$1'));
  if (call.engine === 'postgres') return `regexp_replace(${search.source}, ${search.pattern}, ${written}, ${search.position}, 0, '${search.flags}')`;
  const replaced = (text: string) => `regexp_replace(${text}, ${search.pattern}, ${written}, 'gs${search.flags}')`;
  if (search.position === '1') return replaced(search.source);
  return `(left(${search.source}, ${search.position} - 1) || ${replaced(`substring(${search.source}, ${search.position})`)})`;
}

const POSIX = 'The longest match counts; with the parameter p the first alternative. A pattern for which an engine is not sure to find it is refused.';

/** Regular expressions (https://docs.aws.amazon.com/redshift/latest/dg/pattern-matching-conditions-posix.html). */
export const REGEXP_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'REGEXP_COUNT', family: 'regexp', args: [2, 4], result: 'integer', duckdb: regexpCount, postgres: regexpCount, note: POSIX },
  { name: 'REGEXP_INSTR', family: 'regexp', args: [2, 6], result: 'integer', duckdb: regexpInstr, postgres: regexpInstr, note: POSIX },
  { name: 'REGEXP_REPLACE', family: 'regexp', args: [2, 5], result: 'text', duckdb: regexpReplace, postgres: regexpReplace, note: POSIX },
  { name: 'REGEXP_SUBSTR', family: 'regexp', args: [2, 5], result: 'text', duckdb: regexpSubstr, postgres: regexpSubstr, note: POSIX },
];
