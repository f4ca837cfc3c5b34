import type { Argument, Call, FunctionEntry } from '../function-entry';
import { argument, bound, textOf } from './render';
import { shim } from './shim';

/** DuckDB: the bytes of a text as a list of numbers. */
const bytesOf = (text: string) => `list_transform(range(0, strlen(${text})), lambda place: CAST('0x' || substring(hex(encode(${text})), place * 2 + 1, 2) AS UTINYINT))`;

/** Bytes of whole numbers, lowest first, by the width of their type. */
const integerBytes =
  `list_transform(range(0, CASE typeof(source) WHEN 'TINYINT' THEN 2 WHEN 'SMALLINT' THEN 2 WHEN 'INTEGER' THEN 4 ELSE 8 END), ` +
  `lambda place: (CAST(source AS BIGINT) >> CAST(8 * place AS BIGINT)) & 255)`;

const FNV_OFFSET = '14695981039346656037';
const FNV_PRIME = '1099511628211';
const TWO_64 = '18446744073709551616';

/** FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv), over the value's bytes. */
function fnvHash(call: Call): string {
  const [value, seed] = [argument(call, 0), call.args[1]];
  if (!['text', 'integer'].includes(value.type)) call.refuse('FNV_HASH is simulated for texts and whole numbers.', 'Cast the value to VARCHAR or BIGINT.', value);
  if (call.engine === 'postgres') return shim('fnv_hash', value.type === 'text' ? `CAST(${value.sql} AS text)` : value.sql, ...(seed ? [`CAST(${seed.sql} AS BIGINT)`] : []));
  const start = seed ? `((CAST(${seed.sql} AS HUGEINT) + ${TWO_64}) % ${TWO_64})` : FNV_OFFSET;
  const bytes = value.type === 'text' ? bytesOf('source') : integerBytes;
  const step = `lambda hash, byte: (xor(hash, byte) * ${FNV_PRIME}) % ${TWO_64}`;
  const hash = `list_reduce(list_prepend(CAST(${start} AS UHUGEINT), list_transform(${bytes}, lambda byte: CAST(byte AS UHUGEINT))), ${step})`;
  const signed = bound('hash', `CAST(${hash} AS HUGEINT)`, `CAST(CASE WHEN hash >= 9223372036854775808 THEN hash - ${TWO_64} ELSE hash END AS BIGINT)`);
  return bound('source', value.sql, `CASE WHEN source IS NOT NULL THEN ${signed} END`);
}

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

/** CRC-32C, as eight hexadecimal digits (https://docs.aws.amazon.com/redshift/latest/dg/crc32-function.html). */
function crc32(call: Call): string {
  const text = textOf(argument(call, 0));
  if (call.engine === 'postgres') return shim('crc32', `CAST(${text} AS text)`);
  const step = `lambda crc, byte: xor(crc >> 8, [${CRC_TABLE.join(', ')}][CAST(xor(crc, byte) & 255 AS INTEGER) + 1])`;
  const crc = `list_reduce(list_prepend(CAST(4294967295 AS BIGINT), list_transform(${bytesOf('source')}, lambda byte: CAST(byte AS BIGINT))), ${step})`;
  return bound('source', text, `CASE WHEN source IS NOT NULL THEN lpad(lower(hex(xor(${crc}, CAST(4294967295 AS BIGINT)))), 8, '0') END`);
}

function sha1(call: Call): string {
  const text = textOf(argument(call, 0));
  return call.engine === 'duckdb' ? `sha1(${text})` : shim('sha1', text);
}

/** DuckDB has the one of 256 bits alone. */
function sha2(call: Call): string {
  const [value, bits] = [textOf(argument(call, 0)), argument(call, 1)];
  const size = bits.literal === '0' ? '256' : bits.literal;
  if (size === undefined || !['224', '256', '384', '512'].includes(size)) return call.refuse('The number of bits has to be written as 0, 224, 256, 384 or 512.', undefined, bits);
  if (call.engine === 'postgres') return `encode(sha${size}(convert_to(${value}, 'UTF8')), 'hex')`;
  return size === '256' ? `sha256(${value})` : call.refuse(`DuckDB has no SHA-2 of ${size} bits.`, 'Use 256, or run the query on PostgreSQL.', bits);
}

const md5 = (call: Call) => `md5(${textOf(argument(call, 0))})`;

/** Checksums of numbers are their digits; how Redshift makes those of texts is not documented. */
function checksum(call: Call): string {
  const value: Argument = argument(call, 0);
  if (value.type === 'integer') return value.sql;
  return call.refuse('How Redshift makes a CHECKSUM of this type is not documented.', 'Use MD5 or FNV_HASH.', value);
}

function refused(name: string, reason: string, args: readonly [number, number] = [1, 2]): FunctionEntry {
  return { name, family: 'hash', args, result: 'integer', duckdb: { refused: reason }, postgres: { refused: reason } };
}

/** Hash functions (https://docs.aws.amazon.com/redshift/latest/dg/hash-functions.html). */
export const HASH_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'MD5', family: 'hash', args: [1, 1], result: 'text', duckdb: md5, postgres: md5 },
  { name: 'SHA1', aliases: ['SHA', 'FUNC_SHA1'], family: 'hash', args: [1, 1], result: 'text', duckdb: sha1, postgres: sha1 },
  { name: 'SHA2', family: 'hash', args: [2, 2], result: 'text', duckdb: sha2, postgres: sha2, note: 'On DuckDB 256 bits alone.' },
  { name: 'CRC32', family: 'hash', args: [1, 1], result: 'text', duckdb: crc32, postgres: crc32 },
  { name: 'FNV_HASH', family: 'hash', args: [1, 2], result: 'integer', duckdb: fnvHash, postgres: fnvHash, note: 'Of texts and whole numbers.' },
  { name: 'CHECKSUM', family: 'hash', args: [1, 1], result: 'integer', duckdb: checksum, postgres: checksum, note: 'Of whole numbers.' },
  refused('FARMFINGERPRINT64', 'FarmHash is not simulated. Use FNV_HASH or MD5.', [1, 1]),
  refused('MURMUR3_32_HASH', 'MurmurHash is not simulated. Use FNV_HASH or MD5.'),
];
