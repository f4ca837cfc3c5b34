import { createHash } from 'node:crypto';

/** PostgreSQL cuts longer names off (https://www.postgresql.org/docs/current/limits.html). */
export const MAX_IDENTIFIER_BYTES = 63;
const HASH_DIGITS = 10;

/** `<table>__<suffix>`; a table name too long for it is cut, with a hash that keeps it apart from others. */
export function nameBeside(table: string, suffix: string): string {
  const name = `${table}__${suffix}`;
  if (Buffer.byteLength(name) <= MAX_IDENTIFIER_BYTES) return name;
  const tail = `_${createHash('sha256').update(table).digest('hex').slice(0, HASH_DIGITS)}__${suffix}`;
  return `${cutToBytes(table, MAX_IDENTIFIER_BYTES - Buffer.byteLength(tail))}${tail}`;
}

/** The longest start of whole characters that fits. */
function cutToBytes(text: string, byteCount: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > byteCount) cut = Array.from(cut).slice(0, -1).join('');
  return cut;
}
