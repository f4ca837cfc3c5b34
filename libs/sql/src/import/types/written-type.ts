import { type Span, spanOf } from '../ddl-token';
import { lastPart, readQualifiedName } from '../qualified-name';
import type { TokenReader } from '../token-reader';

/** A type as it stands in the text. */
export interface WrittenType {
  /** Words of the type in upper case: `CHARACTER VARYING`, `TIMESTAMP`. */
  readonly name: string;
  /** As it stands in the text, on one line. */
  readonly written: string;
  readonly at: Span;
  /** What stands between its brackets, split at commas. */
  readonly args: readonly TokenReader[];
  /** `INT[]`, `INT ARRAY`. */
  readonly isArray: boolean;
  readonly isUnsigned: boolean;
  readonly zone: 'with' | 'without' | undefined;
}

/** Words that may follow the first word of a type. */
const FOLLOWERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  DOUBLE: [['PRECISION']],
  CHARACTER: [['VARYING'], ['LARGE', 'OBJECT']],
  CHAR: [['VARYING'], ['LARGE', 'OBJECT']],
  NCHAR: [['VARYING'], ['LARGE', 'OBJECT']],
  VARYING: [['CHARACTER']],
  NATIVE: [['CHARACTER']],
  NATIONAL: [['CHARACTER', 'VARYING'], ['CHAR', 'VARYING'], ['CHARACTER'], ['CHAR'], ['VARCHAR']],
  BIT: [['VARYING']],
  BINARY: [['VARYING'], ['LARGE', 'OBJECT']],
  LONG: [['RAW'], ['VARCHAR'], ['TEXT'], ['VARGRAPHIC']],
  FLOATING: [['POINT']],
  UNSIGNED: [['BIG', 'INT'], ['BIGINT'], ['INTEGER'], ['INT']],
};
const INTERVAL_FIELDS = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'TO'];

/** Words that begin an option of a column, so that no type comes before them. */
export const OPTION_WORDS = new Set(
  ('NOT NULL PRIMARY UNIQUE CHECK REFERENCES FOREIGN CONSTRAINT DEFAULT GENERATED AS COLLATE COMMENT ENCODE DISTKEY SORTKEY IDENTITY AUTOINCREMENT AUTO_INCREMENT ' +
    'WITH MASKING TAG PROJECTION KEY ON OPTIONS VISIBLE INVISIBLE VIRTUAL STORED RELY NORELY ENFORCED ALWAYS').split(' '),
);

/** Reads a type; undefined where none comes next, as in SQLite and before `AS (expression)`. */
export function readType(reader: TokenReader): WrittenType | undefined {
  const first = reader.peek();
  if (!first || reader.isOneOf(OPTION_WORDS)) return undefined;
  const start = reader.index;
  const name = readTypeName(reader);
  if (name === undefined) return undefined;
  let args = readArguments(reader, name);
  let isUnsigned = name.startsWith('UNSIGNED');
  if (reader.take('UNSIGNED')) isUnsigned = true;
  const zone = readZone(reader, name);
  if (name === 'INTERVAL') args = [...args, ...readIntervalFields(reader)];
  reader.takeAny('SIGNED', 'ZEROFILL');
  const isArray = readDimensions(reader);
  return { name, written: reader.textFrom(start), at: spanOf(first, reader.previous), args, isArray, isUnsigned, zone };
}

function readTypeName(reader: TokenReader): string | undefined {
  const qualified = readQualifiedName(reader);
  if (!qualified) return undefined;
  const word = lastPart(qualified).toUpperCase();
  const more = (Object.hasOwn(FOLLOWERS, word) ? FOLLOWERS[word] : []).find((words) => reader.isNext(...words));
  if (!more) return word;
  reader.skip(more.length);
  return [word, ...more].join(' ');
}

function readArguments(reader: TokenReader, name: string): readonly TokenReader[] {
  const angled = reader.isNext('<') ? reader.takeBrackets('<', '>') : undefined;
  const inside = angled ?? (takesArguments(name) ? reader.takeBrackets() : undefined);
  return inside?.splitAtCommas() ?? [];
}

/** `AS (expression)` may follow a type without brackets; nothing else in brackets does. */
function takesArguments(name: string): boolean {
  return name !== 'DATE';
}

/** `WITH TIME ZONE`, `WITH LOCAL TIME ZONE`, `WITHOUT TIME ZONE`; the precision may stand between. */
function readZone(reader: TokenReader, name: string): WrittenType['zone'] {
  if (!name.startsWith('TIME') && name !== 'DATETIME') return undefined;
  if (reader.take('WITH', 'TIME', 'ZONE') || reader.take('WITH', 'LOCAL', 'TIME', 'ZONE')) return 'with';
  return reader.take('WITHOUT', 'TIME', 'ZONE') ? 'without' : undefined;
}

function readIntervalFields(reader: TokenReader): readonly TokenReader[] {
  const fields: TokenReader[] = [];
  while (INTERVAL_FIELDS.some((field) => reader.isNext(field))) {
    fields.push(reader.rest());
    reader.skip();
    reader.takeBrackets();
  }
  return fields;
}

function readDimensions(reader: TokenReader): boolean {
  let found = reader.take('ARRAY');
  while (reader.isNext('[')) {
    found = true;
    reader.takeBrackets('[', ']');
  }
  return found;
}

/** The first number of an argument: `10`, `10 CHAR`; undefined for `MAX`, `*` and names. */
export function numberIn(argument: TokenReader | undefined): number | undefined {
  return argument?.rest().takeNumber();
}
