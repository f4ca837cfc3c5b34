import { roundTo } from '../rounding';
import { civilDay, DAY_MS, dayOf, momentText, monthOf } from './calendar';

/** `05d`, `,d`, `.2f`, `010,.2f`: the part of Python's format language that writes numbers without an exponent. */
const NUMBER_FORMAT = /^(0?)(\d{0,2})(,?)(?:\.(\d{1,2})f|f|d)$/;
/** Letters of strftime. */
const MOMENT_FORMAT = /^(?:%[YmdHMSy%]|[^%]){1,60}$/;

/** Most bytes of a formatted value: 309 digits with commas, or a format of 60 characters. */
export const MAX_FORMATTED_BYTES = 480;

/** How numbers and times are formatted, for messages. */
export const FORMAT_ALLOWED = { number: '05d, ,d, .2f or ,.2f', moment: 'letters of strftime: %Y %y %m %d %H %M %S', time: 'letters of strftime: %H %M %S', text: '.3 for its first three characters' };

export function isNumberFormat(format: string): boolean {
  return NUMBER_FORMAT.test(format);
}

export function isMomentFormat(format: string): boolean {
  return format.includes('%') && MOMENT_FORMAT.test(format);
}

interface NumberFormat {
  readonly zeros: boolean;
  readonly width: number;
  readonly commas: boolean;
  readonly decimals: number;
}

/** Formats by their text: a template has a few of them, and millions of rows. */
const parsed = new Map<string, NumberFormat>();

function parseFormat(format: string): NumberFormat {
  const [, zero, width, comma, decimals] = NUMBER_FORMAT.exec(format) ?? [];
  const result = { zeros: zero === '0', width: Number(width ?? 0), commas: comma === ',', decimals: format.endsWith('d') ? 0 : Number(decimals ?? 6) };
  parsed.set(format, result);
  return result;
}

/** A number by a format such as `05d` or `,.2f`; halves are rounded away from zero. */
export function formatNumberAs(value: number, format: string): string {
  const { zeros, width, commas, decimals } = parsed.get(format) ?? parseFormat(format);
  const rounded = roundTo(value, decimals);
  const sign = rounded < 0 ? '-' : '';
  // toFixed writes numbers from 1e21 up with an exponent.
  const size = Math.abs(rounded);
  const plain = size < 1e21 ? size.toFixed(Math.min(decimals, 20)) : BigInt(Math.trunc(size)).toString();
  const digits = commas ? plain.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : plain;
  return zeros ? sign + digits.padStart(width - sign.length, '0') : (sign + digits).padStart(width);
}

/** A moment by letters of strftime. */
export function formatMoment(ms: number, format: string): string {
  const civil = civilDay(Math.floor(ms / DAY_MS));
  const time = momentText(ms);
  return format.replace(/%([YmdHMSy%])/g, (_letters, letter: string) => {
    switch (letter) {
      case 'Y':
        return time.slice(0, 4);
      case 'y':
        return time.slice(2, 4);
      case 'm':
        return String(monthOf(civil)).padStart(2, '0');
      case 'd':
        return String(dayOf(civil)).padStart(2, '0');
      case 'H':
        return time.slice(11, 13);
      case 'M':
        return time.slice(14, 16);
      case 'S':
        return time.slice(17, 19);
      default:
        return '%';
    }
  });
}
