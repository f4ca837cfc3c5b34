import { isSemiStructured, isTemporal, ofFamily } from '../../types/type';
import { operatorResult } from '../../types/operator-result';
import { jsonAs, jsonText } from '../json';
import { text } from '../text';
import type { BinaryRule } from './binary';

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '%', '/', '^', '||']);

/** JSON in a sum is a number, beside `||` a text; Snowflake's date plus days is a date. */
export const arithmeticRule: BinaryRule = (t, operator, left, right) => {
  if (!ARITHMETIC.has(operator.text)) return undefined;
  const type = operatorResult(operator.text, left.type, right.type, t.dialect);
  if (isSemiStructured(left.type) || isSemiStructured(right.type)) {
    const [a, b] = [left, right].map((side) => (!isSemiStructured(side.type) ? side : operator.text === '||' ? jsonText(t, side) : jsonAs(t, side, ofFamily('float'))));
    return { text: text(left.text.origin, '(', t.asOperand(a!).text, ` ${operator.text} `, t.asOperand(b!).text, ')'), type, atom: true };
  }
  if (t.isSnowflake && left.type.family === 'date' && right.type.family === 'interval' && hasOnlyDays(t.plain(right.text))) {
    return { text: text(left.text.origin, 'CAST(', left.text, ` ${operator.text} `, right.text, ' AS DATE)'), type: ofFamily('date'), atom: true };
  }
  if (t.isSnowflake && isTemporal(left.type) && isTemporal(right.type) && operator.text === '-' && left.type.family !== right.type.family) {
    return t.refuse(operator, 'A date and a timestamp are subtracted.', 'Use DATEDIFF(second, a, b).');
  }
  return undefined;
};

/** The interval is one of days, weeks, months or years. */
function hasOnlyDays(interval: string): boolean {
  return !/hour|minute|second/i.test(interval);
}
