import { parseIsoTime } from '../iso-time';
import { roundTo } from '../rounding';
import { characterCount } from '../text-length';
import { addMonths, civilDay, DAY_MS, dayOf, dayText, momentText, monthNumber, monthOf, monthStart, timeOfMoment, timeOfText, withinYears } from './calendar';
import { jsonValue } from './json-value';
import { like } from './like';
import { formatMoment, formatNumberAs } from './value-formats';
import { padText, slice, trimEnd, trimStart } from './text-slices';
import type { ValueType } from './typed';

/** A function of one row's values, which is NULL where an argument is. */
export interface RowFunction {
  readonly parameters: readonly ValueType[];
  /** How many parameters at the end may be left out. */
  readonly optional?: number;
  readonly result: ValueType;
  /** True where it may be NULL though no argument is: the function then yields NaN, an infinity or null. */
  readonly partial?: boolean;
  /** How the parameters are called, for messages: `x, digits`. */
  readonly usage: string;
  readonly apply: (...values: never[]) => number | string | null;
}

function define(usage: string, parameters: readonly ValueType[], result: ValueType, apply: RowFunction['apply'], more: { optional?: number; partial?: boolean } = {}): RowFunction {
  return { usage, parameters, result, apply, ...more };
}

const NUMBER: readonly ValueType[] = ['number'];
const TEXT: readonly ValueType[] = ['text'];
const MOMENT: readonly ValueType[] = ['timestamp'];
const numeric = (apply: (x: number) => number, partial = false): RowFunction => define('x', NUMBER, 'number', apply, { partial });
const ofMoment = (apply: (ms: number) => number): RowFunction => define('time', MOMENT, 'number', apply);
const ofDay = (apply: (civil: number) => number): RowFunction => ofMoment((ms) => apply(civilDay(Math.floor(ms / DAY_MS))));
const power = define('x, y', ['number', 'number'], 'number', powerOf, { partial: true });
const substring = define('text, start, length', ['text', 'number', 'number'], 'text', (text: string, start: number, length?: number) => slice(text, start - 1, length === undefined ? Infinity : start - 1 + length), { optional: 1 });
const ceiling = numeric(Math.ceil);

/** Whole powers by squaring; others by exp and log, which every V8 computes alike, as it does not `**`. */
function powerOf(x: number, y: number): number {
  if (!Number.isInteger(y) || Math.abs(y) > 1024) return x === 0 && y > 0 ? 0 : Math.exp(y * Math.log(x));
  let result = 1;
  for (let rest = Math.abs(y), square = x; rest > 0; rest = Math.floor(rest / 2), square *= square) if (rest % 2 === 1) result *= square;
  return y < 0 ? 1 / result : result;
}

/** Functions that expressions may call. */
export const ROW_FUNCTIONS: Readonly<Record<string, RowFunction>> = {
  abs: numeric(Math.abs),
  round: define('x, digits', ['number', 'number'], 'number', (x: number, digits?: number) => roundTo(x, digits ?? 0), { optional: 1 }),
  floor: numeric(Math.floor),
  ceil: ceiling,
  ceiling,
  sqrt: numeric(Math.sqrt, true),
  ln: numeric(Math.log, true),
  exp: numeric(Math.exp, true),
  power,
  pow: power,
  sign: numeric(Math.sign),
  trunc: numeric(Math.trunc),
  mod: define('x, y', ['number', 'number'], 'number', (x: number, y: number) => x % y, { partial: true }),
  lower: define('text', TEXT, 'text', (text: string) => text.toLowerCase()),
  upper: define('text', TEXT, 'text', (text: string) => text.toUpperCase()),
  length: define('text', TEXT, 'number', characterCount),
  substr: substring,
  substring,
  replace: define('text, from, to', ['text', 'text', 'text'], 'text', (text: string, from: string, to: string) => (from === '' ? text : text.replaceAll(from, () => to))),
  trim: define('text', TEXT, 'text', (text: string) => trimStart(trimEnd(text))),
  ltrim: define('text', TEXT, 'text', trimStart),
  rtrim: define('text', TEXT, 'text', trimEnd),
  left: define('text, n', ['text', 'number'], 'text', (text: string, n: number) => (n < 0 ? slice(text, 0, characterCount(text) + n) : slice(text, 0, n))),
  right: define('text, n', ['text', 'number'], 'text', (text: string, n: number) => slice(text, n < 0 ? -n : characterCount(text) - n, Infinity)),
  lpad: define('text, length, fill', ['text', 'number', 'text'], 'text', (text: string, length: number, fill?: string) => padText(text, length, fill ?? ' ', true), { optional: 1 }),
  rpad: define('text, length, fill', ['text', 'number', 'text'], 'text', (text: string, length: number, fill?: string) => padText(text, length, fill ?? ' ', false), { optional: 1 }),
  year: ofDay((civil) => Math.floor(civil / 10000)),
  quarter: ofDay((civil) => Math.ceil(monthOf(civil) / 3)),
  month: ofDay(monthOf),
  day: ofDay(dayOf),
  dow: ofMoment((ms) => (((Math.floor(ms / DAY_MS) + 4) % 7) + 7) % 7),
  hour: ofMoment((ms) => Math.floor((ms - Math.floor(ms / DAY_MS) * DAY_MS) / 3_600_000)),
  minute: ofMoment((ms) => Math.floor(ms / 60_000) - Math.floor(ms / 3_600_000) * 60),
  second: ofMoment((ms) => Math.floor(ms / 1000) - Math.floor(ms / 60_000) * 60),
};

/** What the checker puts in for operators, units and conversions; users can't call these, for their names hold a space. */
export const INNER_FUNCTIONS: Readonly<Record<string, RowFunction>> = {
  'add months': define('', ['timestamp', 'number'], 'timestamp', addMonths),
  'add ms': define('', ['timestamp', 'number'], 'timestamp', (ms: number, amount: number) => withinYears(ms + Math.trunc(amount))),
  'month number': ofMoment(monthNumber),
  'month start': define('', NUMBER, 'timestamp', (months: number) => monthStart(months) * DAY_MS),
  'floor divide': define('', ['number', 'number'], 'number', (x: number, y: number) => Math.floor(x / y)),
  'integer divide': define('', ['number', 'number'], 'number', (x: number, y: number) => Math.trunc(x / y), { partial: true }),
  'saturate': define('', ['number', 'number', 'number'], 'number', (x: number, min: number, max: number) => (x >= max ? max : x > min ? x : min)),
  'date to timestamp': define('', ['date'], 'timestamp', (days: number) => days * DAY_MS),
  'timestamp to date': define('', MOMENT, 'date', (ms: number) => Math.floor(ms / DAY_MS)),
  'moment to time': define('', MOMENT, 'time', timeOfMoment),
  'time to moment': define('', ['time'], 'timestamp', (microseconds: number) => microseconds / 1000),
  'number to text': define('', NUMBER, 'text', (x: number) => String(x === 0 ? 0 : x)),
  'boolean to text': define('', ['boolean'], 'text', (x: number) => (x === 0 ? 'false' : 'true')),
  'date to text': define('', ['date'], 'text', dayText),
  'timestamp to text': define('', MOMENT, 'text', momentText),
  'time to text': define('', ['time'], 'text', (microseconds: number) => momentText(Math.floor(microseconds / 1000)).slice(11)),
  'number to boolean': define('', NUMBER, 'boolean', (x: number) => (x === 0 ? 0 : 1)),
  'boolean to number': define('', ['boolean'], 'number', (x: number) => x),
  'format number': define('', ['number', 'text'], 'text', formatNumberAs),
  'format moment': define('', ['timestamp', 'text'], 'text', formatMoment),
  'text to number': define('', TEXT, 'number', (text: string) => (/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : null), { partial: true }),
  'text to boolean': define('', TEXT, 'boolean', (text: string) => (/^(true|t|1)$/i.test(text) ? 1 : /^(false|f|0)$/i.test(text) ? 0 : null), { partial: true }),
  'text to timestamp': define('', TEXT, 'timestamp', (text: string) => parseIsoTime(text) ?? null, { partial: true }),
  'text to time': define('', TEXT, 'time', timeOfText, { partial: true }),
  'like': define('', ['text', 'text', 'text'], 'boolean', (text: string, pattern: string, escape: string) => (like(text, pattern, escape) ? 1 : 0)),
  'json value': define('', ['json', 'text'], 'text', jsonValue, { partial: true }),
};
