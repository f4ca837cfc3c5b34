import { entryOf } from '@dw-sim/contracts';
import { ofFamily } from '../../types/type';
import { quoteText } from '../quote';
import { stringValue } from './literal';
import { text } from '../text';
import type { Interval } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** Spellings of units of both dialects; engines take the plural. */
const UNITS: Readonly<Record<string, string>> = {};
const define = (unit: string, spellings: string) => {
  for (const spelling of spellings.split(' ')) (UNITS as Record<string, string>)[spelling] = unit;
};
define('years', 'y yr yrs yy yyy yyyy year years');
define('quarters', 'q qtr qtrs quarter quarters');
define('months', 'mm mon mons month months');
define('weeks', 'w wk week weeks weekofyear woy wy');
define('days', 'd dd day days dayofmonth');
define('hours', 'h hh hr hrs hour hours');
define('minutes', 'm mi min mins minute minutes');
define('seconds', 's sec secs second seconds');
define('milliseconds', 'ms msec msecs millisecond milliseconds');
define('microseconds', 'us usec usecs microsecond microseconds');

/** An interval, written so that both engines read it. */
export function translateInterval(t: Translator, node: Interval, scope: Scope): Fragment {
  const type = ofFamily('interval');
  const { value, unit } = node;
  if (value.kind !== 'literal') {
    if (unit === undefined) return t.refuse(node, 'The unit of the interval is missing.', "Write INTERVAL '1 day'.");
    const amount = t.operand(value, scope).text;
    return { text: text(node, '(', amount, ` * INTERVAL '${amountOf('1', unitName(t, node, unit))}')`), type, atom: true };
  }
  const written = value.type === 'string' ? stringValue(value) : value.raw;
  const normal = unit?.includes(' TO ') ? ranged(t, node, written, unit) : normalInterval(t, node, written, unit);
  const isSame = (unit === undefined && BOTH_READ.test(written)) || (value.type === 'string' && unit !== undefined && isPlain(written, unit));
  return { text: isSame ? text(node, node) : text(node, `INTERVAL ${quoteText(normal)}`), type, atom: true };
}

/** Both engines read it as it is. */
const BOTH_READ = /^(-?\d+ (year|month|week|day|hour|minute|second)s?( (?=-?\d)|$))+$/i;

function isPlain(written: string, unit: string): boolean {
  return /^-?\d+$/.test(written) && /^(YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)$/.test(unit);
}

function normalInterval(t: Translator, node: Interval, written: string, unit: string | undefined): string {
  // Without any unit the number counts seconds.
  if (/^\s*[-+]?\d+(\.\d+)?\s*$/.test(written)) return amountOf(written.trim(), unitName(t, node, unit ?? 'second'));
  const parts = [...written.matchAll(/([-+]?\s*\d+(?:\.\d+)?)\s*([A-Za-z]+)?\s*,?\s*/g)];
  if (parts.map(([whole]) => whole).join('') !== written.trimStart()) return t.refuse(node, `"${written}" is no interval.`, "Write INTERVAL '1 day 2 hours'.");
  return parts.map(([, amount, name]) => amountOf(amount!.replaceAll(/\s/g, ''), unitName(t, node, name ?? 'second'))).join(' ');
}

/** PostgreSQL has no quarters in intervals. */
function amountOf(amount: string, unit: string): string {
  return unit === 'quarters' ? `${Number(amount) * 3} months` : `${amount} ${unit}`;
}

function unitName(t: Translator, node: Interval, spelling: string): string {
  const unit = entryOf(UNITS, spelling.toLowerCase());
  if (unit === undefined) return t.refuse(node, `"${spelling}" is no unit of time.`, 'Units are year, quarter, month, week, day, hour, minute, second, millisecond and microsecond.');
  return unit;
}

/** `'1-2' YEAR TO MONTH`, `'3 04:05:06' DAY TO SECOND`. */
function ranged(t: Translator, node: Interval, written: string, unit: string): string {
  const sign = written.trim().startsWith('-') ? '-' : '';
  const months = /^[-+]?(\d+)-(\d+)$/.exec(written.trim());
  if (unit === 'YEAR TO MONTH' && months) return `${sign}${months[1]} years ${sign}${months[2]} months`;
  const time = /^[-+]?(?:(\d+)\s+)?(\d+)(?::(\d+))?(?::(\d+(?:\.\d+)?))?$/.exec(written.trim());
  if (!time || unit === 'YEAR TO MONTH' || (unit.startsWith('MINUTE') && time[1] !== undefined)) return t.refuse(node, `"${written}" is no interval from ${unit.toLowerCase()}.`, "Write INTERVAL '3 days 4 hours'.");
  const names = unit.startsWith('MINUTE') ? ['', 'minutes', 'seconds', ''] : ['days', 'hours', 'minutes', 'seconds'];
  return names.flatMap((name, index) => (time[index + 1] === undefined || name === '' ? [] : [`${sign}${time[index + 1]} ${name}`])).join(' ');
}
