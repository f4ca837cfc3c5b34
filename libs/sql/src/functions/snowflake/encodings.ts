import type { Argument, Call, FunctionEntry } from '../function-entry';
import { entriesOf, once, quoted, refusedEntries, wholeNumber } from './define';
import { isNumber, textOf } from './values';

const text = entriesOf('text');
const hash = entriesOf('hash');

/** Bytes of a value: binary as it is, text in UTF-8. */
function bytesOf(argument: Argument): string {
  return argument.type === 'binary' ? argument.sql : `encode(${textOf(argument)})`;
}

function base64Encode(call: Call): string {
  const [value, width, alphabet] = call.args;
  const plain = `to_base64(${bytesOf(value)})`;
  const encoded = alphabet ? `translate(${plain}, '+/=', ${quoted(alphabetOf(call, alphabet))})` : plain;
  const length = width ? wholeNumber(width) : 0;
  if (length === undefined || length < 0) return call.refuse('The line length of BASE64_ENCODE must be a whole number.', undefined, width);
  return length === 0 ? encoded : `rtrim(regexp_replace(${encoded}, '(.{${length}})', '\\1' || chr(10), 'g'), chr(10))`;
}

/** The characters for 62, 63 and the end of BASE64, those that are not named as they always are. */
function alphabetOf(call: Call, alphabet: Argument): string {
  const { literal } = alphabet;
  if (literal === undefined || literal.length > 3) return call.refuse(`The alphabet of ${call.name} is a literal of three characters at most.`, `Write those for 62, 63 and the end, as in '-_='.`, alphabet);
  return literal + '+/='.slice(literal.length);
}

function base64Decode(kind: 'text' | 'binary', lenient: boolean) {
  return (call: Call): string => {
    const [value, alphabet] = call.args;
    const source = alphabet ? `translate(${textOf(value)}, ${quoted(alphabetOf(call, alphabet))}, '+/=')` : textOf(value);
    return decoded(`from_base64(${source})`, kind, lenient);
  };
}

function hexDecode(kind: 'text' | 'binary', lenient: boolean) {
  return ({ args: [value] }: Call): string => decoded(fromHex(textOf(value), lenient), kind, lenient);
}

/** Bytes of hexadecimal digits: an odd number of them is an error, where DuckDB puts a 0 before. */
export function fromHex(text: string, lenient: boolean): string {
  const otherwise = lenient ? '' : ` ELSE CAST(error('The number of hexadecimal digits is odd') AS BLOB)`;
  return once(text, 'dw_digits', (digits) => `CASE WHEN ${digits} IS NULL THEN NULL WHEN length(${digits}) % 2 = 0 THEN unhex(${digits})${otherwise} END`);
}

function decoded(bytes: string, kind: 'text' | 'binary', lenient: boolean): string {
  const value = kind === 'text' ? `decode(${bytes})` : bytes;
  return lenient ? `try(${value})` : value;
}

function hexEncode(call: Call): string {
  const [value, letters] = call.args;
  const kind = letters ? wholeNumber(letters) : 1;
  if (kind !== 0 && kind !== 1) return call.refuse('The second argument of HEX_ENCODE is 0 for small letters or 1 for capitals.', undefined, letters);
  return kind === 1 ? `hex(${bytesOf(value)})` : `lower(hex(${bytesOf(value)}))`;
}

function digest(name: 'md5' | 'sha1', binary = false) {
  return ({ args: [value] }: Call): string => (binary ? `unhex(${name}(${bytesOf(value)}))` : `${name}(${bytesOf(value)})`);
}

function sha2(binary: boolean) {
  return (call: Call): string => {
    const [value, size] = call.args;
    if (size && wholeNumber(size) !== 256 && wholeNumber(size) !== 0) return call.refuse('DuckDB has SHA2 of 256 bits alone.', 'Write 256, or SHA1 or MD5.', size);
    return binary ? `unhex(sha256(${bytesOf(value)}))` : `sha256(${bytesOf(value)})`;
  };
}

function md5Number(half: 'upper' | 'lower') {
  const start = half === 'upper' ? 1 : 17;
  return ({ args: [value] }: Call): string => `CAST('0x' || substr(md5(${bytesOf(value)}), ${start}, 16) AS UBIGINT)`;
}

/** A number of 64 bits that equal values share; numbers are hashed as such, whatever their type. */
function hashOf(args: readonly Argument[]): string {
  return `hash(${args.map((argument) => (isNumber(argument) ? `CAST(${argument.sql} AS DOUBLE)` : argument.sql)).join(', ')})`;
}

function signed(bits: string): string {
  return `CAST(CAST(${bits} AS HUGEINT) - 9223372036854775808 AS BIGINT)`;
}

function hashCall(aggregate: boolean) {
  return (call: Call): string => {
    if (!aggregate) return signed(hashOf(call.args));
    const sum = `sum(${call.distinct ? 'DISTINCT ' : ''}${hashOf(call.args)})${call.over ?? ''}`;
    return signed(`coalesce(${sum}, 0) % 18446744073709551616`);
  };
}

/** A random UUID, or version 5 of RFC 4122 from a namespace and a name. */
function uuidString(call: Call): string {
  const [namespace, name] = call.args;
  if (!namespace) return 'CAST(uuid() AS VARCHAR)';
  if (!name) return call.refuse('UUID_STRING takes a namespace and a name, or nothing.', undefined, namespace);
  return once(`sha1(unhex(replace(${textOf(namespace)}, '-', '')) || encode(${textOf(name)}))`, 'dw_hash', (digits) => {
    const variant = `substr('89ab', CAST(('0x' || substr(${digits}, 17, 1))::INTEGER & 3 AS INTEGER) + 1, 1)`;
    const groups = [`substr(${digits}, 1, 8)`, `substr(${digits}, 9, 4)`, `'5' || substr(${digits}, 14, 3)`, `${variant} || substr(${digits}, 18, 3)`, `substr(${digits}, 21, 12)`];
    return `(${groups.join(` || '-' || `)})`;
  });
}

const OWN_HASH = 'Equal values share a number, as on Snowflake, which does not say how it computes it: the numbers themselves are others.';

/** Encodings, hashes and UUIDs. */
export const ENCODING_FUNCTIONS: readonly FunctionEntry[] = [
  text('BASE64_ENCODE', [1, 3], 'text', base64Encode),
  text('BASE64_DECODE_STRING', [1, 2], 'text', base64Decode('text', false)),
  text('BASE64_DECODE_BINARY', [1, 2], 'binary', base64Decode('binary', false)),
  text('TRY_BASE64_DECODE_STRING', [1, 2], 'text', base64Decode('text', true)),
  text('TRY_BASE64_DECODE_BINARY', [1, 2], 'binary', base64Decode('binary', true)),
  text('HEX_ENCODE', [1, 2], 'text', hexEncode),
  text('HEX_DECODE_STRING', [1, 1], 'text', hexDecode('text', false)),
  text('HEX_DECODE_BINARY', [1, 1], 'binary', hexDecode('binary', false)),
  text('TRY_HEX_DECODE_STRING', [1, 1], 'text', hexDecode('text', true)),
  text('TRY_HEX_DECODE_BINARY', [1, 1], 'binary', hexDecode('binary', true)),
  text('UUID_STRING', [0, 2], 'text', uuidString),
  hash('MD5', [1, 1], 'text', digest('md5'), { aliases: ['MD5_HEX'] }),
  hash('MD5_BINARY', [1, 1], 'binary', digest('md5', true)),
  hash('MD5_NUMBER_LOWER64', [1, 1], 'integer', md5Number('lower')),
  hash('MD5_NUMBER_UPPER64', [1, 1], 'integer', md5Number('upper')),
  hash('SHA1', [1, 1], 'text', digest('sha1'), { aliases: ['SHA1_HEX'] }),
  hash('SHA1_BINARY', [1, 1], 'binary', digest('sha1', true)),
  hash('SHA2', [1, 2], 'text', sha2(false), { aliases: ['SHA2_HEX'] }),
  hash('SHA2_BINARY', [1, 2], 'binary', sha2(true)),
  hash('HASH', [1, Infinity], 'integer', hashCall(false), { star: 'columns', note: OWN_HASH }),
  hash('HASH_AGG', [1, Infinity], 'integer', hashCall(true), { window: 'own', star: 'columns', note: OWN_HASH }),
  ...refusedEntries(
    'text',
    ['COMPRESS', 'DECOMPRESS_BINARY', 'DECOMPRESS_STRING', 'ENCRYPT', 'ENCRYPT_RAW', 'DECRYPT', 'DECRYPT_RAW', 'TRY_DECRYPT', 'TRY_DECRYPT_RAW'],
    'Compression and encryption are not simulated. Leave them out, or run the query on the real warehouse.',
  ),
];
