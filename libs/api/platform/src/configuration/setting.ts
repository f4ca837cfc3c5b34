/** What reading a raw value gave: the value, or what is allowed instead. */
export type Reading<T> = { readonly value: T } | { readonly allowed: string };

/** One setting: where it can be written and how its raw value (text, or a YAML scalar) is read. */
export interface Setting<T> {
  /** Key in `config/default.yml`. */
  readonly key: string;
  /** Environment variables, the first of them preferred. */
  readonly environment: readonly string[];
  /** Long flag without dashes, where there is one. */
  readonly flag?: string;
  /** Value where nothing is written. */
  readonly defaultValue: () => T;
  readonly read: (raw: unknown) => Reading<T>;
}

/** Reads a whole number from `min` to `max`, both inclusive. */
export function integerBetween(min: number, max: number): (raw: unknown) => Reading<number> {
  return (raw) => {
    const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
    return fits ? { value } : { allowed: `a whole number from ${min} to ${max}` };
  };
}

/** Reads text that is not empty. */
export function text(raw: unknown): Reading<string> {
  return typeof raw === 'string' && raw.trim() !== '' ? { value: raw.trim() } : { allowed: 'text that is not empty' };
}

/** Reads a URL of one of the given protocols, such as `postgres`. The value is never repeated: it may hold a password. */
export function urlOf(...protocols: readonly string[]): (raw: unknown) => Reading<string | null> {
  return (raw) => {
    const protocol = typeof raw === 'string' && URL.canParse(raw) ? new URL(raw).protocol.slice(0, -1) : '';
    return protocols.includes(protocol) ? { value: raw as string } : { allowed: `a URL of ${protocols.join(' or ')}` };
  };
}

/** Reads a secret of a length that can't be guessed. The value is never repeated. */
export function secret(raw: unknown): Reading<string | null> {
  return typeof raw === 'string' && raw.length >= SECRET_LENGTH ? { value: raw } : { allowed: `text of at least ${SECRET_LENGTH} characters` };
}

const SECRET_LENGTH = 16;

/** Reads one of the given words. */
export function oneOf<T extends string>(...words: readonly T[]): (raw: unknown) => Reading<T> {
  return (raw) => {
    const value = words.find((word) => word === raw);
    return value === undefined ? { allowed: words.join(', ') } : { value };
  };
}

/** Reads `true` or `false`. */
export function yesOrNo(raw: unknown): Reading<boolean> {
  const value = typeof raw === 'boolean' ? raw : { true: true, false: false }[String(raw).trim().toLowerCase()];
  return value === undefined ? { allowed: 'true or false' } : { value };
}

/** Reads a list of texts: a YAML list, or text with commas. */
export function list(raw: unknown): Reading<readonly string[]> {
  const items = typeof raw === 'string' ? raw.split(',') : raw;
  if (!Array.isArray(items) || items.some((item) => typeof item !== 'string')) return { allowed: 'names with commas between' };
  return { value: items.map((item: string) => item.trim()).filter((item) => item !== '') };
}

const BYTES = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 } as const;

/** Reads an amount of memory (`512MB`, `2GB`) in bytes; units are powers of 1,024. At least 64 MB. */
export function byteCount(raw: unknown): Reading<number> {
  const allowed = 'an amount such as 512MB or 2GB, at least 64MB';
  const match = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)$/i.exec(String(raw).trim());
  if (!match) return { allowed };
  const value = Math.floor(Number(match[1]) * BYTES[match[2]!.toUpperCase() as keyof typeof BYTES]);
  return value >= 64 * BYTES.MB ? { value } : { allowed };
}
