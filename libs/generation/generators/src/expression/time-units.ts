import { DAY_MS } from './calendar';
import type { Checker } from './checker';
import { convert } from './conversion';
import type { Syntax } from './syntax';
import { call, literal, type Typed } from './typed';

/** Length of a unit: in milliseconds, or in months where it varies. */
const UNITS: Readonly<Record<string, { readonly ms?: number; readonly months?: number }>> = {
  second: { ms: 1000 }, minute: { ms: 60_000 }, hour: { ms: 3_600_000 }, day: { ms: DAY_MS }, week: { ms: 7 * DAY_MS },
  month: { months: 1 }, quarter: { months: 3 }, year: { months: 12 },
};
/** Weeks begin on Monday, and 1970-01-01 was a Thursday. */
const MONDAY = 3 * DAY_MS;

interface TimeUnit {
  readonly name: string;
  readonly ms?: number;
  readonly months?: number;
}

/** Functions with a unit of time among their arguments. */
export const TIME_FUNCTIONS: readonly string[] = ['date_add', 'date_diff', 'date_trunc'];

/** Parts that a time of day has. */
export const CLOCK_PARTS: readonly string[] = ['hour', 'minute', 'second'];

const USAGE: Readonly<Record<string, string>> = { date_add: "date_add(time, n, 'day')", date_diff: "date_diff('day', from, to)", date_trunc: "date_trunc('month', time)" };

/** Checks `date_add`, `date_diff` and `date_trunc`, and spells them in terms of milliseconds and months. */
export function timeFunction({ name, at, args: parts }: Extract<Syntax, { kind: 'call' }>, args: readonly Typed[], checker: Checker): Typed | undefined {
  if (args.length !== (name === 'date_trunc' ? 2 : 3)) return checker.fault(at, 'wrong_arguments', `${name} has ${args.length} arguments`, USAGE[name]);
  const unitAt = name === 'date_add' ? 2 : 0;
  const isClock = args.some(({ type }) => type === 'time');
  const unit = unitOf(args[unitAt], parts[unitAt].at, checker, isClock);
  const others = args.map((arg, i) => (i === unitAt ? arg : name === 'date_add' && i === 1 ? convert(arg, 'number', parts[i].at, checker) : moment(arg, parts[i].at, checker, isClock)));
  if (!unit || !others.every((arg) => arg !== undefined)) return undefined;
  switch (name) {
    case 'date_add':
      return asGiven(args[0], unit, added(others[0], others[1], unit, isClock));
    case 'date_diff':
      return call('subtract', 'number', [unitNumber(others[2], unit), unitNumber(others[1], unit)]);
    default:
      return asGiven(args[1], unit, truncated(others[1], unit));
  }
}

/** A moment, or a time of the day as one of 1970-01-01. */
function moment(arg: Typed, at: number, checker: Checker, isClock: boolean): Typed | undefined {
  const given = convert(arg, isClock ? 'time' : 'timestamp', at, checker);
  return given && isClock ? call('time to moment', 'timestamp', [given]) : given;
}

function unitOf(arg: Typed, at: number, checker: Checker, isClock: boolean): TimeUnit | undefined {
  const given = arg.kind === 'literal' && typeof arg.value === 'string' ? arg.value.toLowerCase() : '';
  const name = given.replace(/s$/, '');
  if (isClock && Object.hasOwn(UNITS, name) && !CLOCK_PARTS.includes(name)) return checker.fault(at, 'unknown_unit', `a time of day has no ${name}s`, CLOCK_PARTS.map((unit) => `'${unit}'`));
  if (Object.hasOwn(UNITS, name)) return { name, ...UNITS[name] };
  return checker.fault(at, 'unknown_unit', given ? `${JSON.stringify(given)} is no unit of time` : 'a unit of time must stand here', Object.keys(UNITS).map((unit) => `'${unit}'`));
}

/** Times of day stay such, past midnight too; dates stay dates, except that hours, minutes and seconds make them timestamps. */
function asGiven(arg: Typed, { ms = DAY_MS }: TimeUnit, moment: Typed): Typed {
  if (arg.type === 'time') return call('moment to time', 'time', [moment]);
  return arg.type === 'date' && ms >= DAY_MS ? call('timestamp to date', 'date', [moment]) : moment;
}

/** Moments end with the year 9999; times of day go round however often. */
function added(moment: Typed, amount: Typed, { ms, months }: TimeUnit, isClock: boolean): Typed {
  const whole = call('trunc', 'number', [amount]);
  return call(isClock ? 'add' : ms ? 'add ms' : 'add months', 'timestamp', [moment, call('multiply', 'number', [whole, literal('number', ms ?? months ?? 1)])]);
}

/** Units since a fixed moment: their difference counts the boundaries between two times, as SQL's DATEDIFF does. */
function unitNumber(moment: Typed, { name, ms, months = 1 }: TimeUnit): Typed {
  if (ms) return call('floor divide', 'number', [name === 'week' ? call('add', 'number', [moment, literal('number', MONDAY)]) : moment, literal('number', ms)]);
  const month = call('month number', 'number', [moment]);
  return months === 1 ? month : call('floor divide', 'number', [month, literal('number', months)]);
}

function truncated(moment: Typed, unit: TimeUnit): Typed {
  const units = unitNumber(moment, unit);
  if (!unit.ms) return call('month start', 'timestamp', [call('multiply', 'number', [units, literal('number', unit.months ?? 1)])]);
  const start = call('multiply', 'number', [units, literal('number', unit.ms)]);
  return call('add', 'timestamp', [start, literal('number', unit.name === 'week' ? -MONDAY : 0)]);
}
