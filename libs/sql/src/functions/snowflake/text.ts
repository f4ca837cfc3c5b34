import type { Argument, Call, FunctionEntry } from '../function-entry';
import { bound, entriesOf, once, quoted, refusedEntries, wholeNumber } from './define';
import { integerOf, textOf } from './values';

const entry = entriesOf('text');

/** A rendering over the arguments as text. */
function ofTexts(template: (...texts: string[]) => string) {
  return ({ args }: Call): string => template(...args.map(textOf));
}

/** A count that may not be negative, as text functions of Snowflake treat it. */
function countOf(argument: Argument): string {
  const known = wholeNumber(argument);
  return known === undefined ? `CASE WHEN ${integerOf(argument)} < 0 THEN 0 ELSE ${integerOf(argument)} END` : String(Math.max(known, 0));
}

function concatenated(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0] : `(${parts.join(' || ')})`;
}

function concat({ args }: Call): string {
  return args.every(({ type }) => type === 'binary') ? concatenated(args.map(({ sql }) => sql)) : concatenated(args.map(textOf));
}

function concatWs({ args }: Call): string {
  const [separator, ...parts] = args.map(textOf);
  const joined = parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
  return parts.length === 1 ? `CASE WHEN ${separator} IS NOT NULL THEN ${parts[0]} END` : concatenated(joined);
}

/** Position of a text from a start on; a start below 1 counts as 1. */
function charIndex({ args: [wanted, within, start] }: Call): string {
  const [part, text] = [textOf(wanted), textOf(within)];
  if (!start || wholeNumber(start) === 1) return `strpos(${text}, ${part})`;
  const from = wholeNumber(start) === undefined ? `CASE WHEN ${integerOf(start)} < 1 THEN 1 ELSE ${integerOf(start)} END` : String(Math.max(wholeNumber(start) as number, 1));
  return bound('dw_position', [`strpos(substr(${text}, ${from}), ${part})`, from], ([found, first]) => `CASE WHEN ${found} = 0 THEN 0 ELSE ${found} + ${first} - 1 END`);
}

/** A start of 0 counts as 1, one before the text gives nothing, and a negative length gives ''. */
function substring({ args: [value, start, length] }: Call): string {
  const text = value.type === 'binary' ? value.sql : textOf(value);
  const known = wholeNumber(start);
  const count = length ? countOf(length) : undefined;
  if (value.type === 'binary') return `unhex(substr(hex(${text}), 2 * ${integerOf(start)} - 1${length ? `, 2 * ${countOf(length)}` : ''}))`;
  if (known !== undefined && known >= 0) return `substr(${[text, String(Math.max(known, 1)), ...(count ? [count] : [])].join(', ')})`;
  return bound('dw_text', [text, integerOf(start), ...(count ? [count] : [])], ([whole, from, size]) => {
    const first = `CASE WHEN ${from} = 0 THEN 1 ELSE ${from} END`;
    return `CASE WHEN -${from} > length(${whole}) THEN '' ELSE substr(${[whole, first, ...(size ? [size] : [])].join(', ')}) END`;
  });
}

function side(name: 'left' | 'right') {
  return ({ args: [value, length] }: Call): string => `${name}(${textOf(value)}, ${countOf(length)})`;
}

function pad(name: 'lpad' | 'rpad') {
  return ({ args: [value, length, fill] }: Call): string => `${name}(${textOf(value)}, CAST(${countOf(length)} AS INTEGER), ${fill ? textOf(fill) : `' '`})`;
}

function trimmed(name: 'trim' | 'ltrim' | 'rtrim') {
  return ofTexts((text, characters) => `${name}(${text}, ${characters ?? `' '`})`);
}

function insertText({ args: [base, position, length, inserted] }: Call): string {
  const from = integerOf(position);
  const text = textOf(base);
  return `(substr(${text}, 1, ${from} - 1) || ${textOf(inserted)} || substr(${text}, ${from} + ${integerOf(length)}))`;
}

/** Blanks and signs after which INITCAP writes a capital, where no others are given. Source: INITCAP, "Arguments". */
const DELIMITERS = String.raw`\s!?@"^#$&~_,.:;+\-*%/|\\\[\](){}<>`;

function initcap(call: Call): string {
  const [value, delimiters] = call.args;
  const set = delimiters === undefined ? DELIMITERS : delimiters.literal?.replace(/[\\\]^[-]/g, '\\$&');
  if (set === undefined) return call.refuse('The delimiters of INITCAP must be a string literal.', `Write them as '…'.`, delimiters);
  const capital = (word: string): string => `upper(left(${word}, 1)) || lower(substr(${word}, 2))`;
  if (set === '') return once(textOf(value), 'dw_text', capital);
  // A letter that parts words is left as it stands.
  const part = /[A-Za-z]/.test(delimiters?.literal ?? '') ? (word: string): string => `CASE WHEN regexp_matches(${word}, '^[${set}]$') THEN ${word} ELSE ${capital(word)} END` : capital;
  const words = `regexp_extract_all(${textOf(value)}, '[${set.replaceAll("'", "''")}]|[^${set.replaceAll("'", "''")}]+')`;
  return `array_to_string(list_transform(${words}, lambda dw_word: ${part('dw_word')}), '')`;
}

function splitPart({ args: [value, delimiter, part] }: Call): string {
  const index = wholeNumber(part) === undefined ? `CASE WHEN ${integerOf(part)} = 0 THEN 1 ELSE ${integerOf(part)} END` : String(wholeNumber(part) || 1);
  const split = `split_part(${textOf(value)}, ${textOf(delimiter)}, ${index})`;
  if (delimiter.literal) return split;
  return `CASE WHEN ${textOf(delimiter)} = '' THEN CASE WHEN ${index} IN (1, -1) THEN ${textOf(value)} ELSE '' END ELSE ${split} END`;
}

/** Parts of a text between separators, as a DuckDB list; an empty separator parts nothing. */
export function splitList(value: Argument, separator: Argument): string {
  const text = textOf(value);
  if (separator.literal) return `string_split(${text}, ${textOf(separator)})`;
  return `CASE WHEN ${textOf(separator)} = '' THEN [${text}] ELSE string_split(${text}, ${textOf(separator)}) END`;
}

/** Tokens between any of some characters, as a DuckDB list; empty ones are left out. Without characters the text is one token. */
export function tokenList(value: Argument, delimiters: Argument | undefined): string {
  const text = textOf(value);
  const literal = delimiters === undefined ? ' ' : delimiters.literal;
  const parts = literal === undefined ? splitAtAny(text, textOf(delimiters as Argument)) : literal === '' ? `[${text}]` : `regexp_split_to_array(${text}, ${quoted(`[${literal.replace(/[\\\]^[-]/g, '\\$&')}]`)})`;
  return `list_filter(${parts}, lambda dw_token: dw_token <> '')`;
}

function splitAtAny(text: string, characters: string): string {
  const escaped = `regexp_replace(${characters}, '([\\\\\\]^\\[-])', '\\\\\\1', 'g')`;
  return `CASE WHEN ${characters} = '' THEN [${text}] ELSE regexp_split_to_array(${text}, '[' || ${escaped} || ']') END`;
}

function strtok({ args: [value, delimiters, part] }: Call): string {
  const index = part ? integerOf(part) : '1';
  return `CASE WHEN ${index} > 0 THEN (${tokenList(value, delimiters)})[${index}] END`;
}

function editDistance({ args: [first, second, most] }: Call): string {
  const distance = `levenshtein(${textOf(first)}, ${textOf(second)})`;
  return most ? `CASE WHEN ${distance} IS NOT NULL AND ${most.sql} IS NOT NULL THEN least(${distance}, ${most.sql}) END` : distance;
}

function lengthOf({ args: [value] }: Call): string {
  return value.type === 'binary' ? `octet_length(${value.sql})` : `length(${textOf(value)})`;
}

function octets(value: Argument): string {
  return value.type === 'binary' ? `octet_length(${value.sql})` : `strlen(${textOf(value)})`;
}

/** The digits that Soundex gives to A, B, C, …; vowels have 0. */
const SOUNDEX_DIGITS = '01230120022455012623010202';

/**
 * Soundex: letters as digits, neighbours of one digit once (H and W part none), vowels dropped. The variant P123 doesn't compare
 * the first letter with the second. Source: SOUNDEX and SOUNDEX_P123, "Usage notes".
 */
function soundex(comparesFirst: boolean) {
  return ({ args: [value] }: Call): string =>
    once(`regexp_replace(upper(${textOf(value)}), '[^A-Z]', '', 'g')`, 'dw_word', (word) => {
      const rest = `translate(substr(${word}, 2), 'HW', '')`;
      let codes = `translate(${comparesFirst ? `${word}[1] || ${rest}` : rest}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '${SOUNDEX_DIGITS}')`;
      for (const digit of '0123456') codes = `regexp_replace(${codes}, '${digit}+', '${digit}', 'g')`;
      const digits = comparesFirst ? `substr(${codes}, 2)` : codes;
      return `CASE WHEN ${word} = '' THEN '' ELSE ${word}[1] || rpad(left(replace(${digits}, '0', ''), 3), 3, '0') END`;
    });
}

/** Text functions; every one gives NULL for a NULL argument. */
export const TEXT_FUNCTIONS: readonly FunctionEntry[] = [
  entry('ASCII', [1, 1], 'integer', ofTexts((text) => `CASE WHEN ${text} = '' THEN 0 ELSE unicode(${text}) END`), { aliases: ['UNICODE'] }),
  entry('CHR', [1, 1], 'text', ({ args: [code] }) => `chr(CAST(${integerOf(code)} AS INTEGER))`, { aliases: ['CHAR'] }),
  entry('LENGTH', [1, 1], 'integer', lengthOf, { aliases: ['LEN'] }),
  entry('OCTET_LENGTH', [1, 1], 'integer', ({ args: [value] }) => octets(value)),
  entry('BIT_LENGTH', [1, 1], 'integer', ({ args: [value] }) => `(8 * ${octets(value)})`),
  entry('RTRIMMED_LENGTH', [1, 1], 'integer', ofTexts((text) => `length(rtrim(${text}, ' '))`)),
  entry('CHARINDEX', [2, 3], 'integer', charIndex, { aliases: ['POSITION'] }),
  entry('CONCAT', [1, Infinity], (args) => (args.every(({ type }) => type === 'binary') ? 'binary' : 'text'), concat),
  entry('CONCAT_WS', [2, Infinity], 'text', concatWs),
  entry('CONTAINS', [2, 2], 'boolean', ofTexts((text, part) => `contains(${text}, ${part})`)),
  entry('STARTSWITH', [2, 2], 'boolean', ofTexts((text, part) => `starts_with(${text}, ${part})`)),
  entry('ENDSWITH', [2, 2], 'boolean', ofTexts((text, part) => `ends_with(${text}, ${part})`)),
  entry('EDITDISTANCE', [2, 3], 'integer', editDistance),
  entry('JAROWINKLER_SIMILARITY', [2, 2], 'integer', ofTexts((a, b) => `CAST(floor(jaro_winkler_similarity(upper(${a}), upper(${b})) * 100 + 1e-9) AS INTEGER)`)),
  entry('INITCAP', [1, 2], 'text', initcap),
  entry('INSERT', [4, 4], 'text', insertText),
  entry('LEFT', [2, 2], 'text', side('left')),
  entry('RIGHT', [2, 2], 'text', side('right')),
  entry('LOWER', [1, 1], 'text', ofTexts((text) => `lower(${text})`)),
  entry('UPPER', [1, 1], 'text', ofTexts((text) => `upper(${text})`)),
  entry('LPAD', [2, 3], 'text', pad('lpad')),
  entry('RPAD', [2, 3], 'text', pad('rpad')),
  entry('TRIM', [1, 2], 'text', trimmed('trim')),
  entry('LTRIM', [1, 2], 'text', trimmed('ltrim')),
  entry('RTRIM', [1, 2], 'text', trimmed('rtrim')),
  entry('REPEAT', [2, 2], 'text', ({ args: [value, count] }) => `repeat(${textOf(value)}, ${countOf(count)})`),
  entry('SPACE', [1, 1], 'text', ({ args: [count] }) => `repeat(' ', ${countOf(count)})`),
  entry('REPLACE', [2, 3], 'text', ofTexts((text, part, other = `''`) => `replace(${text}, ${part}, ${other})`)),
  entry('REVERSE', [1, 1], 'text', ofTexts((text) => `reverse(${text})`)),
  entry('SOUNDEX', [1, 1], 'text', soundex(true)),
  entry('SOUNDEX_P123', [1, 1], 'text', soundex(false)),
  entry('SPLIT', [2, 2], 'array', ({ args: [value, separator] }) => `to_json(${splitList(value, separator)})`),
  entry('SPLIT_PART', [3, 3], 'text', splitPart),
  entry('STRTOK', [1, 3], 'text', strtok),
  entry('STRTOK_TO_ARRAY', [1, 2], 'array', ({ args: [value, delimiters] }) => `to_json(${tokenList(value, delimiters)})`),
  entry('SUBSTR', [2, 3], (args) => (args[0]?.type === 'binary' ? 'binary' : 'text'), substring, { aliases: ['SUBSTRING'] }),
  entry('TRANSLATE', [3, 3], 'text', ofTexts((text, from, to) => `translate(${text}, ${from}, ${to})`)),
  ...refusedEntries('text', ['COLLATE', 'COLLATION'], `Collations are not simulated: text compares by code point. Compare LOWER(…) of both sides in place of 'en-ci'.`),
  ...refusedEntries('text', ['PARSE_IP', 'SEARCH', 'SEARCH_IP'], 'It is not simulated. Use SPLIT_PART, REGEXP_SUBSTR or CONTAINS.'),
];
