import { entryOf } from '@dw-sim/contracts';
import { resolve } from 'node:path';

/** What may be written for a setting, and how it is read. */
export interface SettingType<T> {
  /** What is allowed, in words. */
  readonly allowed: string;
  /**
   * The value of a raw one (text, or a YAML scalar or list); undefined where it is not allowed.
   * @param folder what relative paths start from
   */
  read(raw: unknown, folder: string): T | undefined;
}

/** A whole number from `min` to `max`, both inclusive. */
export function integer(min: number, max: number): SettingType<number> {
  return {
    allowed: `a whole number from ${min} to ${max}`,
    read: (raw) => {
      const value = typeof raw === 'string' && /^\s*[+-]?\d+\s*$/.test(raw) ? Number(raw) : raw;
      return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
    },
  };
}

/** Text that is not empty. */
export const text: SettingType<string> = {
  allowed: 'text that is not empty',
  read: (raw) => (typeof raw === 'string' && raw.trim() !== '' && !raw.includes('\0') ? raw.trim() : undefined),
};

/** A file or folder; read as an absolute path. */
export const path: SettingType<string> = {
  allowed: 'a path',
  read: (raw, folder) => {
    const written = text.read(raw, folder);
    return written === undefined ? undefined : resolve(folder, written);
  },
};

/** A list of texts: a YAML list, or text with commas. */
export const list: SettingType<readonly string[]> = {
  allowed: 'names with commas between',
  read: (raw) => {
    const items = typeof raw === 'string' ? raw.split(',') : raw;
    if (!Array.isArray(items) || items.some((item) => typeof item !== 'string' || item.includes('\0'))) return undefined;
    return items.map((item: string) => item.trim()).filter((item) => item !== '');
  },
};

/** A list of files or folders; read as absolute paths. */
export const paths: SettingType<readonly string[]> = {
  allowed: 'paths with commas between',
  read: (raw, folder) => list.read(raw, folder)?.map((item) => resolve(folder, item)),
};

/** A URL of one of the given protocols, such as `postgres`. */
export function url(...protocols: readonly string[]): SettingType<string> {
  return {
    allowed: `a URL of ${protocols.join(' or ')}`,
    read: (raw) => (typeof raw === 'string' && URL.canParse(raw) && protocols.includes(new URL(raw).protocol.slice(0, -1)) ? raw : undefined),
  };
}

const SECRET_LENGTH = 16;

/** A secret of a length that can't be guessed. */
export const secretText: SettingType<string> = {
  allowed: `text of at least ${SECRET_LENGTH} characters`,
  read: (raw) => (typeof raw === 'string' && raw.length >= SECRET_LENGTH ? raw : undefined),
};

/** One of the given words. */
export function oneOf<T extends string>(...words: readonly T[]): SettingType<T> {
  return { allowed: words.join(', '), read: (raw) => words.find((word) => word === raw) };
}

const YES_OR_NO: Readonly<Record<string, boolean>> = { true: true, false: false };

/** `true` or `false`. */
export const yesOrNo: SettingType<boolean> = {
  allowed: 'true or false',
  read: (raw) => (typeof raw === 'boolean' ? raw : entryOf(YES_OR_NO, String(raw).trim().toLowerCase())),
};

const BYTES = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 } as const;

/** An amount of memory or disk (`512MB`, `2GB`) in bytes; units are powers of 1,024. At least 64 MB. */
export const byteCount: SettingType<number> = {
  allowed: 'an amount such as 512MB or 2GB, at least 64MB',
  read: (raw) => {
    const match = /^(\d{1,15}(?:\.\d{1,9})?)\s*(B|KB|MB|GB)$/i.exec(String(raw).trim());
    const value = match ? Math.floor(Number(match[1]) * BYTES[match[2]!.toUpperCase() as keyof typeof BYTES]) : 0;
    return value >= 64 * BYTES.MB && Number.isSafeInteger(value) ? value : undefined;
  },
};
