import type { Call } from '../function-entry';

/** A numeric format, taken apart (https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_formating.html). */
export interface NumberFormat {
  /** Digits before the point. */
  readonly whole: number;
  /** Of these, how many are written at least: from the first 0 to the point. */
  readonly leastWhole: number;
  /** Digits after the point; undefined without a point. */
  readonly fraction?: number;
  /** Of these, how many are written at least where padding is off. */
  readonly leastFraction: number;
  /** For each comma: how many digits follow it before the point. */
  readonly commas: readonly number[];
  /** Where the sign goes; `space`: a minus or a blank before the first digit. */
  readonly sign: 'space' | 'S before' | 'S after' | 'MI before' | 'MI after' | 'PL before' | 'SG before' | 'SG after' | 'PR';
  readonly currency: boolean;
  readonly fill: boolean;
  readonly roman?: 'upper' | 'lower';
}

const TOKEN = /FM|PR|MI|PL|SG|RN|TH|CC|[90.,DGSLVE$]|"[^"]*"|\s|./gi;

/** @throws the call's refusal at patterns that are not simulated */
export function numberFormat(call: Call, format: string): NumberFormat {
  const tokens = (format.match(TOKEN) ?? []).map((token) => (token.length === 2 || /[dgslve]/i.test(token) ? token.toUpperCase() : token));
  const roman = tokens.find((token) => token === 'RN');
  const point = tokens.findIndex((token) => token === '.' || token === 'D');
  const end = point < 0 ? tokens.length : point;
  const isDigit = (token: string) => token === '9' || token === '0';
  const before = tokens.slice(0, end);
  const after = tokens.slice(end + 1);
  const wholeDigits = before.filter(isDigit);
  const fractionDigits = after.filter(isDigit);
  const firstZero = wholeDigits.indexOf('0');
  for (const token of tokens) {
    if (!isDigit(token) && !['.', 'D', ',', 'G', 'S', 'L', '$', 'CC', 'FM', 'PR', 'MI', 'PL', 'SG', 'RN', ' '].includes(token)) {
      call.refuse(`The pattern ${token} of a numeric format is not simulated.`, 'Allowed are 9 0 . D , G S L FM MI PL SG PR RN.', call.args[1]);
    }
  }
  return {
    whole: wholeDigits.length,
    leastWhole: firstZero < 0 ? 0 : wholeDigits.length - firstZero,
    ...(point >= 0 && { fraction: fractionDigits.length }),
    leastFraction: fractionDigits.lastIndexOf('0') + 1,
    commas: before.flatMap((token, index) => (token === ',' || token === 'G' ? [before.slice(index).filter(isDigit).length] : [])),
    sign: signOf(tokens, tokens.findIndex(isDigit)),
    currency: tokens.some((token) => token === 'L' || token === '$' || token === 'CC'),
    fill: tokens.includes('FM'),
    ...(roman && { roman: /rn/.test(format) ? ('lower' as const) : ('upper' as const) }),
  };
}

function signOf(tokens: readonly string[], firstDigit: number): NumberFormat['sign'] {
  const index = tokens.findIndex((token) => ['S', 'MI', 'PL', 'SG', 'PR'].includes(token));
  if (index < 0) return 'space';
  const token = tokens[index] as string;
  if (token === 'PR') return 'PR';
  return `${token} ${index < firstDigit ? 'before' : 'after'}` as NumberFormat['sign'];
}
