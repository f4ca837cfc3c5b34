import type { Argument, Call, FunctionEntry } from '../function-entry';
import { bound, entriesOf, once, quoted, wholeNumber } from './define';
import { integerOf, textOf } from './values';

const entry = entriesOf('regexp');

/** What the parameters of a regular expression say: RE2's letters, and whether groups are extracted. */
interface Flags {
  readonly letters: string;
  readonly groups: boolean;
}

/** Parameters as a literal: c, i, m, e, s. Without s a dot stops at a line's end. */
function flagsOf(call: Call, argument: Argument | undefined): Flags {
  if (argument === undefined) return { letters: '', groups: false };
  const { literal } = argument;
  if (literal === undefined || !/^[cimes]*$/.test(literal)) return call.refuse(`The parameters of ${call.name} are letters of c, i, m, e and s.`, `Write them as a literal, as in 'i'.`, argument);
  const ignoresCase = literal.lastIndexOf('i') > literal.lastIndexOf('c');
  return { letters: `${ignoresCase ? 'i' : ''}${literal.includes('m') ? 'm' : ''}${literal.includes('s') ? 's' : ''}`, groups: literal.includes('e') };
}

/** The pattern with its flags inside, as RE2 reads it. Refuses what RE2 has not. */
function patternOf(call: Call, argument: Argument, letters: string): string {
  const { literal } = argument;
  if (literal === undefined) return letters ? `'(?${letters})' || ${textOf(argument)}` : textOf(argument);
  if (/\(\?(?:[=!]|<[=!])/.test(literal)) return call.refuse('A regular expression has no lookahead or lookbehind.', 'Match the text around as well and extract a group.', argument);
  if (/(?<!\\)(?:\\\\)*\\[1-9]/.test(literal)) return call.refuse('A pattern can not refer back to one of its groups.', 'Write the repeated part out.', argument);
  return quoted(letters ? `(?${letters})${literal}` : literal);
}

/** The subject from a position on. */
function subjectFrom(subject: string, position: Argument | undefined): string {
  return position === undefined || wholeNumber(position) === 1 ? subject : `substr(${subject}, ${integerOf(position)})`;
}

function fullMatch(call: Call): string {
  const [subject, pattern, parameters] = call.args;
  return `regexp_full_match(${textOf(subject)}, ${patternOf(call, pattern, flagsOf(call, parameters).letters)})`;
}

function count(call: Call): string {
  const [subject, pattern, position, parameters] = call.args;
  const matches = `len(regexp_extract_all(${subjectFrom(textOf(subject), position)}, ${patternOf(call, pattern, flagsOf(call, parameters).letters)}))`;
  return pattern.literal ? matches : `CASE WHEN ${textOf(pattern)} = '' THEN 0 ELSE ${matches} END`;
}

/** REGEXP_SUBSTR(subject, pattern, position, occurrence, parameters, group). */
function matches(call: Call): { readonly list: string; readonly occurrence: Argument | undefined } {
  const [subject, pattern, position, occurrence, parameters, group] = call.args;
  const flags = flagsOf(call, parameters);
  const wanted = group ? wholeNumber(group) : flags.groups && hasGroup(pattern) ? 1 : 0;
  if (wanted === undefined || wanted < 0 || wanted > 9) return call.refuse(`The group of ${call.name} must be a number from 0 to 9.`, undefined, group);
  const list = `regexp_extract_all(${subjectFrom(textOf(subject), position)}, ${patternOf(call, pattern, flags.letters)}, ${wanted})`;
  return { list, occurrence };
}

function hasGroup(pattern: Argument): boolean {
  return /(?<!\\)(?:\\\\)*\((?!\?)/.test(pattern.literal ?? '(');
}

function substr(call: Call): string {
  const { list, occurrence } = matches(call);
  return `(${list})[${occurrence ? integerOf(occurrence) : '1'}]`;
}

function substrAll(call: Call): string {
  const { list, occurrence } = matches(call);
  return `to_json(${occurrence && wholeNumber(occurrence) !== 1 ? `(${list})[${integerOf(occurrence)}:]` : list})`;
}

/** Length of the text before the n-th match: what a lazy prefix takes, once there are that many matches. */
function instr(call: Call): string {
  const [subject, pattern, position, occurrence, option, parameters, group] = call.args;
  if (group) return call.refuse('REGEXP_INSTR of a group is not simulated.', 'Find the whole match, and the group by POSITION in it.', group);
  const { letters } = flagsOf(call, parameters);
  const nth = occurrence ? wholeNumber(occurrence) : 1;
  const end = option ? wholeNumber(option) : 0;
  if (!nth || nth < 1) return call.refuse('The occurrence of REGEXP_INSTR must be a number of 1 and more.', undefined, occurrence);
  if (end !== 0 && end !== 1) return call.refuse('The option of REGEXP_INSTR is 0 or 1.', undefined, option);
  const { literal } = pattern;
  if (literal === undefined) return call.refuse('The pattern of REGEXP_INSTR must be a string literal.', undefined, pattern);
  patternOf(call, pattern, letters);
  const found = `(?${letters})(?:${literal})`;
  const skipped = nth === 1 ? '' : `(?:(?s:.*?)(?:${found})){${nth - 1}}`;
  const through = quoted(`\\A(${skipped}(?s:.*?)${end ? `(?:${found})` : ''})${end ? '' : `(?:${found})`}`);
  return bound('dw_subject', [subjectFrom(textOf(subject), position), position ? integerOf(position) : '1'], ([text, first]) => {
    const enough = `len(regexp_extract_all(${text}, ${quoted(found)})) >= ${nth}`;
    return `CASE WHEN ${text} IS NULL THEN NULL WHEN ${enough} THEN ${first} + length(regexp_extract(${text}, ${through}, 1)) ELSE 0 END`;
  });
}

/** REGEXP_REPLACE(subject, pattern, replacement, position, occurrence, parameters): every occurrence unless one is named. */
function replace(call: Call): string {
  const [subject, pattern, replacement, position, occurrence, parameters] = call.args;
  const nth = occurrence ? wholeNumber(occurrence) : 0;
  if (nth === undefined || nth < 0) return call.refuse('The occurrence of REGEXP_REPLACE must be a number, 0 for every one.', 'Write it out.', occurrence);
  const from = position ? wholeNumber(position) : 1;
  if (from === undefined || from < 1) return call.refuse('The position of REGEXP_REPLACE must be a number of 1 and more.', 'Write it out.', position);
  const { letters } = flagsOf(call, parameters);
  const text = textOf(subject);
  const rest = from === 1 ? text : `substr(${text}, ${from})`;
  const changed =
    nth > 1
      ? replaceNth(call, rest, nth, letters)
      : `regexp_replace(${rest}, ${patternOf(call, pattern, letters)}, ${replacement ? textOf(replacement) : `''`}${nth === 0 ? `, 'g'` : ''})`;
  return from === 1 ? changed : `(left(${text}, ${from - 1}) || ${changed})`;
}

/** The text before the n-th match is a group of its own, so that the groups of the pattern move behind it. */
function replaceNth(call: Call, subject: string, nth: number, letters: string): string {
  const [, { literal: pattern }, replacement] = call.args;
  const by = replacement === undefined ? '' : replacement.literal;
  if (pattern === undefined || by === undefined) return call.refuse('REGEXP_REPLACE of one occurrence needs literals.', 'Write the pattern and the replacement as literals.');
  patternOf(call, call.args[1], letters);
  const groups = 1 + (pattern.match(/(?<!\\)(?:\\\\)*\((?!\?)/g)?.length ?? 0);
  const moved = by.replace(/\\(\d)/g, (_, digit: string) => `\\${digit === '0' ? 10 : Number(digit) + groups}`);
  if (/\\\d\d/.test(moved)) return call.refuse('REGEXP_REPLACE of one occurrence has too many groups.', 'Leave out the groups that the replacement does not name.', replacement);
  const found = `(?${letters})(?:${pattern})`;
  const through = `\\A((?:(?s:.*?)(?:${found})){${nth - 1}}(?s:.*?))(?:${found})`;
  return once(subject, 'dw_subject', (text) => `CASE WHEN len(regexp_extract_all(${text}, ${quoted(found)})) >= ${nth} THEN regexp_replace(${text}, ${quoted(through)}, ${quoted(`\\1${moved}`)}) ELSE ${text} END`);
}

/** LIKE as a function; a pattern has no escape character unless one is given. */
function like(word: 'LIKE' | 'ILIKE') {
  return ({ args: [subject, pattern, escape] }: Call): string => `(${textOf(subject)} ${word} ${textOf(pattern)}${escape ? ` ESCAPE ${escape.sql}` : ''})`;
}

/** Regular expressions: RE2 on DuckDB. LIKE forms match the whole text. */
export const REGEXP_FUNCTIONS: readonly FunctionEntry[] = [
  entry('REGEXP_LIKE', [2, 3], 'boolean', fullMatch, { aliases: ['RLIKE', 'REGEXP'] }),
  entry('LIKE', [2, 3], 'boolean', like('LIKE')),
  entry('ILIKE', [2, 3], 'boolean', like('ILIKE')),
  entry('REGEXP_COUNT', [2, 4], 'integer', count),
  entry('REGEXP_SUBSTR', [2, 6], 'text', substr),
  entry('REGEXP_SUBSTR_ALL', [2, 6], 'array', substrAll, { aliases: ['REGEXP_EXTRACT_ALL'] }),
  entry('REGEXP_INSTR', [2, 7], 'integer', instr),
  entry('REGEXP_REPLACE', [2, 6], 'text', replace),
];
