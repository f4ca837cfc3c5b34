import { createHash } from 'node:crypto';

/**
 * Canonical JSON (RFC 8785): keys in the order of their UTF-16 code units, no white space, numbers and strings as ECMAScript writes
 * them. Equal documents have equal text. Members without a value are left out.
 * @throws TypeError for what is no JSON: NaN, infinities, half of a surrogate pair (section 3.2.2.2)
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${canonicalText(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is no JSON`);
  return JSON.stringify(value);
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new TypeError(`${JSON.stringify(text)} holds half of a surrogate pair`);
  return JSON.stringify(text);
}

/** SHA-256 in hex over the canonical JSON of a definition. */
export function definitionHash(definition: unknown): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex');
}
