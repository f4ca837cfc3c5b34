import { DAY_MS } from '../expression/calendar';
import type { ParameterFault } from '../generator-kind';
import { parseIsoTime, parseTimeOfDay } from '../iso-time';
import { stringOf, type Parameters, type ParameterSpec } from '../parameters';
import { weekdayIndex } from './dimensions';
import type { Opening } from './schedule';

const DEFAULT_DAYS = 'mon-fri';
const DEFAULT_OPEN = '09:00';
const DEFAULT_CLOSE = '17:00';
const DAYS_ALLOWED = 'weekdays such as "mon-fri", "mon-thu, sat", or a list of them';

/** When a business is open. */
export const HOURS_PARAMETERS: readonly ParameterSpec[] = [
  { name: 'days', type: 'any', form: 'text or list of texts', description: `Days of the week that are open: \`mon-fri\` (the default), \`mon-thu, sat\`, or a list.` },
  { name: 'open', type: 'time_of_day', description: `Opening time, included; ${DEFAULT_OPEN} by default.` },
  { name: 'close', type: 'time_of_day', description: `Closing time, not included; ${DEFAULT_CLOSE} by default. One that is not after the opening time is of the next day.` },
  { name: 'breaks', type: 'scalars', description: 'Times of the day that are closed, such as `12:00-13:00`.' },
  { name: 'holidays', type: 'scalars', description: 'Days that are closed, `YYYY-MM-DD`.' },
];

/** Indexes of the days that `days` names, from Monday; undefined where a part is none. */
function parseDays(given: unknown): readonly number[] | undefined {
  const parts = (Array.isArray(given) ? given : String(given).split(',')).map((part: unknown) => String(part).trim());
  const indexes = parts.flatMap((part): readonly number[] => {
    const [from, to = from, ...more] = part.split('-').map((name) => weekdayIndex(/^\s*\d/.test(name) ? '' : name));
    if (from < 0 || to < 0 || more.length > 0) return [-1];
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
  });
  return indexes.length === 0 || indexes.includes(-1) ? undefined : indexes;
}

/** Indexes of the open days of the week, 0 for Monday. */
export function openDays({ days = DEFAULT_DAYS }: Parameters): readonly number[] {
  return parseDays(days) ?? [];
}

function parseBreak(text: unknown): Opening | undefined {
  const [from, to, ...more] = String(text).split('-').map((part) => parseTimeOfDay(part.trim()));
  return from === undefined || to === undefined || more.length > 0 ? undefined : { from, to: to > from ? to : to + DAY_MS };
}

function listOf(params: Parameters, name: string): readonly unknown[] {
  const given = params[name];
  return Array.isArray(given) ? given : [];
}

/** Faults of opening hours. */
export function checkOpening(params: Parameters): readonly ParameterFault[] {
  const faults: ParameterFault[] = [];
  if (!parseDays(params['days'] ?? DEFAULT_DAYS)) faults.push({ parameter: 'days', code: 'wrong_type', message: `days is ${JSON.stringify(params['days'])}`, allowed: DAYS_ALLOWED });
  listOf(params, 'breaks').forEach((text, i) => {
    if (!parseBreak(text)) faults.push({ parameter: `breaks[${i}]`, value: text, code: 'wrong_type', message: `a break is ${JSON.stringify(text)}`, allowed: 'two times of the day, such as "12:00-13:00"' });
  });
  listOf(params, 'holidays').forEach((text, i) => {
    if (typeof text !== 'string' || text.length !== 10 || parseIsoTime(text) === undefined) faults.push({ parameter: `holidays[${i}]`, value: text, code: 'wrong_type', message: `a holiday is ${JSON.stringify(text)}`, allowed: 'a day in ISO 8601, such as "2024-12-25"' });
  });
  if (faults.length === 0 && openingOf(params, 'TIMESTAMP').length === 0) faults.push({ parameter: 'breaks', code: 'empty_range', message: 'the breaks leave no time that is open', allowed: 'shorter breaks' });
  return faults;
}

/** Times of an open day, the breaks left out; the whole day in a DATE, which has no hours. */
export function openingOf(params: Parameters, type: string): readonly Opening[] {
  if (type === 'DATE') return [{ from: 0, to: DAY_MS }];
  const from = Math.ceil(parseTimeOfDay(stringOf(params, 'open') ?? DEFAULT_OPEN) ?? 0);
  const close = Math.ceil(parseTimeOfDay(stringOf(params, 'close') ?? DEFAULT_CLOSE) ?? 0);
  const whole: Opening = { from, to: close > from ? close : close + DAY_MS };
  // A break at 1 in the morning lies in the night before, where that is open.
  const breaks = listOf(params, 'breaks').flatMap((text) => parseBreak(text) ?? []).flatMap((one) => [one, { from: one.from + DAY_MS, to: one.to + DAY_MS }]);
  return breaks.reduce<readonly Opening[]>((open, closed) => open.flatMap((part) => without(part, closed)), [whole]);
}

function without(open: Opening, closed: Opening): readonly Opening[] {
  return [{ from: open.from, to: Math.min(open.to, closed.from) }, { from: Math.max(open.from, closed.to), to: open.to }].filter(({ from, to }) => from < to);
}

/** Days since 1970-01-01 that are holidays. */
export function closedDaysOf(params: Parameters): readonly number[] {
  return listOf(params, 'holidays').map((text) => Math.floor((parseIsoTime(String(text)) ?? 0) / DAY_MS));
}

/** `mon-fri 09:00-17:30`. */
export function summarizeOpening(params: Parameters): string {
  const { days = DEFAULT_DAYS } = params;
  return `${Array.isArray(days) ? days.join(', ') : String(days)} ${stringOf(params, 'open') ?? DEFAULT_OPEN}-${stringOf(params, 'close') ?? DEFAULT_CLOSE}`;
}
