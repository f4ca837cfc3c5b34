import type { RecipePart } from '@dw-sim/generation-generators';

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const HEX = '0123456789abcdef';

/** Lists of characters by name, for random strings. */
export const ALPHABETS: Readonly<Record<string, string>> = {
  digit: DIGITS,
  hex: HEX,
  HEX: HEX.toUpperCase(),
  upper: UPPER,
  lower: UPPER.toLowerCase(),
  alpha: UPPER + UPPER.toLowerCase(),
  alnum: DIGITS + UPPER + UPPER.toLowerCase(),
  ALNUM: DIGITS + UPPER,
  base32: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  vin: '0123456789ABCDEFGHJKLMNPRSTUVWXYZ',
  binary: '01',
  octal: '01234567',
  symbol: '!"#$%&()*+,-./:;<=>?@[]^_`{|}~',
};

/** Lists that several recipes share are made, and padded, once. */
const made = new Map<string, readonly string[]>();

function once(key: string, make: () => readonly string[]): readonly string[] {
  const values = made.get(key) ?? make();
  made.set(key, values);
  return values;
}

/** Random characters of an alphabet, in groups that take few draws and little memory. */
export function characterParts(alphabet: string, length: number): readonly RecipePart[] {
  const characters = [...ALPHABETS[alphabet]];
  const perPart = characters.length <= 10 ? 4 : characters.length <= 16 ? 3 : 2;
  return Array.from({ length: Math.ceil(length / perPart) }, (_, i) => {
    const width = Math.min(perPart, length - i * perPart);
    return { values: once(`${alphabet} ${width}`, () => words(characters, width)) };
  });
}

function words(characters: readonly string[], width: number): readonly string[] {
  let texts: readonly string[] = [''];
  for (let i = 0; i < width; i++) texts = texts.flatMap((text) => characters.map((character) => text + character));
  return texts;
}

/** Whole numbers from min to max as text, with as many digits as asked. */
export function numberValues(min: number, max: number, width = 0): readonly string[] {
  return once(`${min} ${max} ${width}`, () => Array.from({ length: max - min + 1 }, (_, i) => String(min + i).padStart(width, '0')));
}

/**
 * Parts of a run of `#` (a digit) and `!` (a digit from 2 to 9).
 *
 * @param leadingZero whether the first `#` may be 0
 */
export function digitParts(run: string, leadingZero = true): readonly RecipePart[] {
  return (run.match(/.{1,4}/g) ?? []).map((group, index) => {
    const isFirst = index === 0 && !leadingZero;
    return { values: once(`${group} ${isFirst}`, () => expand(group, isFirst)) };
  });
}

function expand(group: string, isFirst: boolean): readonly string[] {
  let texts: readonly string[] = [''];
  [...group].forEach((symbol, at) => {
    const choices = symbol === '!' ? DIGITS.slice(2) : isFirst && at === 0 ? DIGITS.slice(1) : DIGITS;
    texts = texts.flatMap((text) => [...choices].map((choice) => text + choice));
  });
  return texts;
}
