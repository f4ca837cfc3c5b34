import fc from 'fast-check';
import { stringify } from 'yaml';
import { hostileText } from '../hostile';
import { mutated } from '../mutation';
import { YAML_PIECES, YAML_TEXTS } from './yaml-texts';

/** A change of a text at one place. */
interface Edit {
  readonly kind: string;
  readonly at: number;
  readonly length: number;
  readonly times: number;
  readonly piece: string;
}

const edit = (pieces: readonly string[]): fc.Arbitrary<Edit> =>
  fc.record({ kind: fc.constantFrom('cut', 'repeat', 'insert', 'insert', 'end', 'swap'), at: fc.nat(), length: fc.nat(60), times: fc.oneof({ weight: 9, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.nat(3_000) }), piece: fc.oneof(fc.constantFrom(...pieces), hostileText) });

function edited(text: string, { kind, at, length, times, piece }: Edit): string {
  const place = at % (text.length + 1);
  const [head, part, rest] = [text.slice(0, place), text.slice(place, place + length), text.slice(place + length)];
  if (kind === 'cut') return head + rest;
  if (kind === 'repeat') return head + part.repeat(times) + rest;
  if (kind === 'end') return head;
  if (kind === 'swap') return head + rest.slice(0, length) + part + rest.slice(length);
  return head + piece + part + rest;
}

/** Texts with up to four of their places cut, doubled or filled with pieces of the language. */
export function damagedTexts(texts: fc.Arbitrary<string>, pieces: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(texts, fc.array(edit(pieces), { maxLength: 4 })).map(([text, edits]) => edits.reduce(edited, text));
}

/** Documents with parts of them changed, as JSON or YAML, and texts that are damaged. */
export function documentFiles(examples: fc.Arbitrary<unknown>): fc.Arbitrary<Uint8Array> {
  const written = fc.tuple(mutated(examples), fc.constantFrom('json', 'json', 'lines', 'yaml', 'yaml', 'flow')).map(([value, form]) => textOf(value, form));
  const texts = fc.oneof({ weight: 12, arbitrary: written }, { weight: 6, arbitrary: damagedTexts(written, YAML_PIECES) }, { weight: 2, arbitrary: damagedTexts(fc.constantFrom(...YAML_TEXTS), YAML_PIECES) });
  return encoded(texts);
}

/** What is deep or long takes seconds to write as YAML, and is YAML as JSON too. */
const DEEP = /[[{]{50}/;
const LONG = 30_000;

function textOf(value: unknown, form: string): string {
  const json = JSON.stringify(value);
  if (form === 'json' || json.length > LONG || DEEP.test(json)) return json;
  if (form === 'lines') return JSON.stringify(value, null, 2);
  if (form === 'yaml') return stringify(value, { aliasDuplicateObjects: false });
  return stringify(value, { collectionStyle: 'flow', aliasDuplicateObjects: false });
}

/** Characters of a file: reading more takes time, and shows no more. */
const LONGEST = 300_000;

/** Texts in the encodings that files have, now and then with a byte that does not belong there. */
export function encoded(texts: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  return fc.tuple(texts, fc.constantFrom('utf8', 'utf8', 'utf8', 'utf8', 'utf8', 'utf8', 'mark', 'utf16le', 'latin1', 'byte'), fc.nat(), fc.nat(255)).map(([whole, encoding, at, byte]) => {
    const text = whole.slice(0, LONGEST);
    if (encoding === 'mark') return Buffer.from(`\uFEFF${text}`, 'utf8');
    if (encoding === 'utf16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
    if (encoding === 'latin1') return Buffer.from(text, 'latin1');
    const bytes = Buffer.from(text, 'utf8');
    if (encoding === 'byte' && bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  });
}
