import type { CheckDigit } from '../text-source';

const ZERO = 0x30;
const NINE = 0x39;
const A = 0x41;
const X = 0x58;
/** Where a check digit comes. */
const PLACE = 0x5f;

/** Replaces the `_` of a text, `bytes[start .. end)`, by what the rest of it asks for. */
export type CheckWriter = (bytes: Uint8Array, start: number, end: number) => void;

/** Writers by kind of check digit; each reads digits and passes over hyphens. */
export const CHECK_WRITERS: Readonly<Record<CheckDigit, CheckWriter>> = { luhn, gtin, isbn10, aba, iban };

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** ISO/IEC 7812-1, annex B. */
function luhn(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  let doubled = true;
  for (let at = end - 2; at >= start; at--) {
    if (!isDigit(bytes[at])) continue;
    const digit = (bytes[at] - ZERO) * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
    doubled = !doubled;
  }
  bytes[end - 1] = ZERO + ((10 - (sum % 10)) % 10);
}

/** GS1 General Specifications, 7.9: weights 3 and 1 from the right. */
function gtin(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  let weight = 3;
  for (let at = end - 2; at >= start; at--) {
    if (!isDigit(bytes[at])) continue;
    sum += (bytes[at] - ZERO) * weight;
    weight = 4 - weight;
  }
  bytes[end - 1] = ZERO + ((10 - (sum % 10)) % 10);
}

/** ISO 2108:1992: weights 2 to 10 from the right, modulo 11. */
function isbn10(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  let weight = 2;
  for (let at = end - 2; at >= start; at--) if (isDigit(bytes[at])) sum += (bytes[at] - ZERO) * weight++;
  const check = (11 - (sum % 11)) % 11;
  bytes[end - 1] = check === 10 ? X : ZERO + check;
}

const ABA_WEIGHTS = [3, 7, 1];

/** Routing numbers of the American Bankers Association. */
function aba(bytes: Uint8Array, start: number, end: number): void {
  let sum = 0;
  for (let at = start; at < end - 1; at++) sum += (bytes[at] - ZERO) * ABA_WEIGHTS[(at - start) % 3];
  bytes[end - 1] = ZERO + ((10 - (sum % 10)) % 10);
}

/** ISO 13616-1: the two `_` behind the country become 98 less the rest, modulo 97, of the number with its head at the end. */
function iban(bytes: Uint8Array, start: number, end: number): void {
  let rest = 0;
  const take = (byte: number): void => {
    rest = isDigit(byte) ? (rest * 10 + byte - ZERO) % 97 : byte === PLACE ? (rest * 10) % 97 : (rest * 100 + byte - A + 10) % 97;
  };
  for (let at = start + 4; at < end; at++) take(bytes[at]);
  for (let at = start; at < start + 4; at++) take(bytes[at]);
  const check = 98 - rest;
  bytes[start + 2] = ZERO + Math.floor(check / 10);
  bytes[start + 3] = ZERO + (check % 10);
}
