import type { Call, FunctionEntry } from '../function-entry';
import { argument, atLeast, integerOf, numberOf, textOf } from './render';
import { shim } from './shim';
import { differenceOnDuckdb, initcapOnDuckdb, quoteIdentOnDuckdb, soundexOnDuckdb, strtolOnDuckdb } from './texts-duckdb';

const text = (call: Call, index = 0) => textOf(argument(call, index));

/** The same text for both engines. */
function both(render: string | ((call: Call) => string)): Pick<FunctionEntry, 'duckdb' | 'postgres'> {
  return { duckdb: render, postgres: render };
}

/** Characters of a text: starts before the first use up the length; DuckDB would count them from the end. */
function substring(call: Call): string {
  const source = argument(call, 0);
  const start = argument(call, 1);
  const length = call.args[2];
  if ((numberOf(length) ?? 0) < 0) call.refuse('The length is negative.', 'Give 0 or more.', length);
  const value = source.type === 'binary' ? source.sql : textOf(source);
  if (call.engine === 'postgres') return `substr(${[value, ...[start, length].flatMap((part) => (part ? [integerOf(part)] : []))].join(', ')})`;
  const from = integerOf(start);
  if ((numberOf(start) ?? 0) > 0) return `substring(${value}, ${from}${length ? `, ${lengthOf(integerOf(length), length.literal)}` : ''})`;
  const first = atLeast(1, start);
  if (!length) return `substring(${value}, ${first})`;
  const rest = `(${from} + ${lengthOf(integerOf(length), length.literal)} - ${first})`;
  return `substring(${value}, ${first}, CASE WHEN ${rest} < 0 THEN 0 ELSE ${rest} END)`;
}

function lengthOf(length: string, literal: string | undefined): string {
  return literal === undefined ? `CASE WHEN ${length} < 0 THEN error('SUBSTRING: the length is negative') ELSE ${length} END` : length;
}

/** LEFT and RIGHT: negative numbers mean nothing in Redshift. */
function end(call: Call): string {
  const count = argument(call, 1);
  if ((numberOf(count) ?? 0) < 0) call.refuse('The number of characters is negative.', 'Give 0 or more.', count);
  const number = atLeast(0, count);
  return `${call.name === 'LEFT' ? 'left' : 'right'}(${text(call)}, ${number})`;
}

function splitPart(call: Call): string {
  const [delimiter, part] = [argument(call, 1), argument(call, 2)];
  if ((numberOf(part) ?? 1) < 1) call.refuse('The number of the part has to be positive.', 'Parts are numbered from 1.', part);
  if (delimiter.literal === '') call.refuse('The delimiter is empty.', 'Name the text that parts the values.', delimiter);
  const number = integerOf(part);
  const positive = part.literal !== undefined || call.engine === 'postgres' ? number : `CASE WHEN ${number} < 1 THEN error('SPLIT_PART: the number of the part must be positive') ELSE ${number} END`;
  return `split_part(${text(call)}, ${textOf(delimiter)}, ${positive})`;
}

/** LPAD and RPAD. */
function pad(call: Call): string {
  const filler = call.args[2];
  if (filler?.literal === '') return `left(${text(call)}, ${integerOf(argument(call, 1))})`;
  return `${call.name.toLowerCase()}(${text(call)}, ${atLeast(0, argument(call, 1))}, ${filler ? textOf(filler) : `' '`})`;
}

/** Only blanks go where no characters are named. */
function trim(name: 'trim' | 'btrim' | 'ltrim' | 'rtrim'): (call: Call) => string {
  return (call) => `${name}(${text(call)}, ${call.args[1] ? textOf(call.args[1]) : `' '`})`;
}

/** Position of the first argument in the second, from 1; 0 where it is not there. */
function position(needle: 0 | 1): Pick<FunctionEntry, 'duckdb' | 'postgres'> {
  return both((call) => `strpos(${text(call, 1 - needle)}, ${text(call, needle)})`);
}

/** Doubles backslashes too, since Redshift reads them as escapes. */
const quoteLiteral = both((call) => `('''' || replace(replace(${text(call)}, '\\', '\\\\'), '''', '''''') || '''')`);

const concat = both((call) => `(${text(call, 0)} || ${text(call, 1)})`);
const length = both((call) => (argument(call, 0).type === 'binary' ? `octet_length(${argument(call, 0).sql})` : `length(${text(call)})`));
const repeat = both((call) => `repeat(${text(call)}, ${atLeast(0, argument(call, 1))})`);

function octetIndex(call: Call): string {
  const [needle, source] = [text(call, 0), text(call, 1)];
  const bytes = call.engine === 'duckdb' ? 'strlen' : 'octet_length';
  return `CASE WHEN strpos(${source}, ${needle}) = 0 THEN 0 ELSE ${bytes}(left(${source}, strpos(${source}, ${needle}) - 1)) + 1 END`;
}

function compared(call: Call): string {
  const [a, b] = [text(call, 0), text(call, 1)];
  const [left, right] = call.name === 'BPCHARCMP' ? [`rtrim(${a}, ' ')`, `rtrim(${b}, ' ')`] : [a, b];
  const collated = call.engine === 'postgres' ? ' COLLATE "C"' : '';
  return `CASE WHEN ${left}${collated} < ${right} THEN -1 WHEN ${left}${collated} > ${right} THEN 1 WHEN ${left} = ${right} THEN 0 END`;
}

function strtol(call: Call): string {
  const base = argument(call, 1);
  const number = numberOf(base);
  if (number !== undefined && (number < 2 || number > 36)) call.refuse('The base has to be between 2 and 36.', undefined, base);
  return call.engine === 'duckdb' ? strtolOnDuckdb(text(call), integerOf(base)) : shim('strtol', text(call), integerOf(base));
}

/** String functions (https://docs.aws.amazon.com/redshift/latest/dg/String_functions_header.html). */
export const TEXT_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'ASCII', family: 'text', args: [1, 1], result: 'integer', ...both((call) => `ascii(${text(call)})`) },
  { name: 'BPCHARCMP', aliases: ['BTTEXT_PATTERN_CMP', 'BPCHAR_PATTERN_CMP'], family: 'text', args: [2, 2], result: 'integer', ...both(compared) },
  { name: 'BTRIM', family: 'text', args: [1, 2], result: 'text', duckdb: trim('trim'), postgres: trim('btrim') },
  { name: 'TRIM', family: 'text', args: [1, 2], result: 'text', duckdb: trim('trim'), postgres: trim('btrim') },
  { name: 'LTRIM', family: 'text', args: [1, 2], result: 'text', ...both(trim('ltrim')) },
  { name: 'RTRIM', family: 'text', args: [1, 2], result: 'text', ...both(trim('rtrim')) },
  { name: 'LEN', aliases: ['LENGTH', 'CHAR_LENGTH', 'CHARACTER_LENGTH', 'TEXTLEN'], family: 'text', args: [1, 1], result: 'integer', ...length },
  { name: 'OCTET_LENGTH', family: 'text', args: [1, 1], result: 'integer', duckdb: (call) => (argument(call, 0).type === 'binary' ? `octet_length(${argument(call, 0).sql})` : `strlen(${text(call)})`), postgres: (call) => `octet_length(${argument(call, 0).type === 'binary' ? argument(call, 0).sql : text(call)})` },
  { name: 'OCTETINDEX', family: 'text', args: [2, 2], result: 'integer', ...both(octetIndex) },
  { name: 'CHARINDEX', family: 'text', args: [2, 2], result: 'integer', ...position(0) },
  { name: 'POSITION', family: 'text', args: [2, 2], result: 'integer', ...position(0) },
  { name: 'STRPOS', family: 'text', args: [2, 2], result: 'integer', ...position(1) },
  { name: 'CHR', family: 'text', args: [1, 1], result: 'text', ...both((call) => `chr(${integerOf(argument(call, 0))})`) },
  { name: 'CONCAT', family: 'text', args: [2, 2], result: 'text', ...concat, note: 'Two values, as in Redshift; NULL gives NULL.' },
  { name: 'INITCAP', family: 'text', args: [1, 1], result: 'text', duckdb: (call) => initcapOnDuckdb(text(call)), postgres: (call) => shim('initcap', text(call)) },
  { name: 'LOWER', family: 'text', args: [1, 1], result: 'text', duckdb: (call) => `lower(${text(call)})`, postgres: (call) => shim('lower', text(call)) },
  { name: 'UPPER', family: 'text', args: [1, 1], result: 'text', duckdb: (call) => `upper(${text(call)})`, postgres: (call) => shim('upper', text(call)) },
  { name: 'LEFT', family: 'text', args: [2, 2], result: 'text', ...both(end) },
  { name: 'RIGHT', family: 'text', args: [2, 2], result: 'text', ...both(end) },
  { name: 'LPAD', family: 'text', args: [2, 3], result: 'text', ...both(pad) },
  { name: 'RPAD', family: 'text', args: [2, 3], result: 'text', ...both(pad) },
  { name: 'QUOTE_IDENT', family: 'text', args: [1, 1], result: 'text', duckdb: (call) => quoteIdentOnDuckdb(text(call)), postgres: (call) => `quote_ident(${text(call)})` },
  { name: 'QUOTE_LITERAL', family: 'text', args: [1, 1], result: 'text', ...quoteLiteral },
  { name: 'REPEAT', aliases: ['REPLICATE'], family: 'text', args: [2, 2], result: 'text', ...repeat },
  { name: 'REPLACE', family: 'text', args: [3, 3], result: 'text', ...both((call) => `replace(${[0, 1, 2].map((index) => text(call, index)).join(', ')})`) },
  { name: 'REVERSE', family: 'text', args: [1, 1], result: 'text', ...both((call) => `reverse(${text(call)})`) },
  { name: 'SOUNDEX', family: 'text', args: [1, 1], result: 'text', duckdb: (call) => soundexOnDuckdb(text(call)), postgres: (call) => shim('soundex', text(call)) },
  {
    name: 'DIFFERENCE', family: 'text', args: [2, 2], result: 'integer',
    duckdb: (call) => differenceOnDuckdb(text(call, 0), text(call, 1)),
    postgres: (call) => shim('difference', text(call, 0), text(call, 1)),
  },
  { name: 'SPLIT_PART', family: 'text', args: [3, 3], result: 'text', ...both(splitPart) },
  { name: 'STRTOL', family: 'conversion', args: [2, 2], result: 'integer', ...both(strtol) },
  { name: 'SUBSTRING', aliases: ['SUBSTR'], family: 'text', args: [2, 3], result: (args) => (args[0]?.type === 'binary' ? 'binary' : 'text'), ...both(substring) },
  { name: 'TRANSLATE', family: 'text', args: [3, 3], result: 'text', ...both((call) => `translate(${[0, 1, 2].map((index) => text(call, index)).join(', ')})`) },
  { name: 'COLLATE', family: 'text', args: [2, 2], result: 'text', duckdb: { refused: 'Collations are not simulated: texts compare by their bytes, as in a case-sensitive Redshift. Compare LOWER(…) instead.' }, postgres: { refused: 'Collations are not simulated: texts compare by their bytes, as in a case-sensitive Redshift. Compare LOWER(…) instead.' } },
];
