import { isSemiStructured, isTemporal, ofFamily, type Type } from '../../types/type';
import { operatorResult } from '../../types/operator-result';
import { jsonAs, jsonText } from '../json';
import { text } from '../text';
import { divisionRule } from './division';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';
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
  if (t.isSnowflake && type.family === 'integer' && (operator.text === '*' ? mayOverflow(left, right) : WIDENED.has(operator.text) && isLarge(left, right))) {
    return { text: text(left.text.origin, '(CAST(', left.text, ` AS BIGINT) ${operator.text} `, t.asOperand(right).text, ')'), type, atom: true };
  }
  if (t.isSnowflake && NUMERIC.has(operator.text) && isTextBesideNumber(left.type, right.type)) {
    const [a, b] = [asNumber(t, left, right.type), asNumber(t, right, left.type)];
    const inner = divisionRule(t, operator, a, b);
    return inner ?? { text: text(left.text.origin, '(', a.text, ` ${operator.text} `, b.text, ')'), type: operatorResult(operator.text, a.type, b.type, t.dialect), atom: true };
  }
  if (t.dialect === 'redshift' && t.isDuckDb && NUMERIC.has(operator.text) && isTextBesideNumber(left.type, right.type)) {
    const [a, b] = [asOther(t, left, right.type), asOther(t, right, left.type)];
    return divisionRule(t, operator, a, b) ?? { text: text(left.text.origin, '(', a.text, ` ${operator.text} `, b.text, ')'), type: operatorResult(operator.text, a.type, b.type, t.dialect), atom: true };
  }
  if (t.isSnowflake && left.type.family === 'date' && right.type.family === 'interval' && hasOnlyDays(t.plain(right.text))) {
    return { text: text(left.text.origin, 'CAST(', left.text, ` ${operator.text} `, right.text, ' AS DATE)'), type: ofFamily('date'), atom: true };
  }
  if (t.isSnowflake && isTemporal(left.type) && isTemporal(right.type) && operator.text === '-' && left.type.family !== right.type.family) {
    return t.refuse(operator, 'A date and a timestamp are subtracted.', 'Use DATEDIFF(second, a, b).');
  }
  return undefined;
};

/** Snowflake's integers have 38 digits; the engine multiplies those of 32 bits in 32 bits. */
function mayOverflow(left: Fragment, right: Fragment): boolean {
  if (left.literal === undefined || right.literal === undefined) return true;
  return Math.abs(Number(left.literal) * Number(right.literal)) >= 2 ** 31;
}

const WIDENED: ReadonlySet<string> = new Set(['+', '-']);

/** A number is written whose sum with another one may have more than 32 bits. */
function isLarge(...sides: readonly Fragment[]): boolean {
  return sides.some(({ literal }) => Math.abs(Number(literal ?? 0)) >= 2 ** 30);
}

const NUMERIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
const NUMBERS: readonly Type['family'][] = ['integer', 'decimal', 'float'];

function isTextBesideNumber(left: Type, right: Type): boolean {
  const families = [left.family, right.family];
  return families.includes('text') && families.every((family) => family === 'text' || NUMBERS.includes(family));
}

/** Text in a sum is NUMBER(18, 5) in Snowflake, or FLOAT beside one. */
function asNumber(t: Translator, side: Fragment, other: Type): Fragment {
  if (side.type.family !== 'text') return t.asOperand(side);
  const target: Type = other.family === 'float' ? ofFamily('float') : { family: 'decimal', precision: 18, scale: 5 };
  return { text: text(side.text.origin, 'CAST(', side.text, ` AS ${target.family === 'float' ? 'DOUBLE' : 'DECIMAL(18, 5)'})`), type: target, atom: true };
}

/** A text that is written out takes the type of the number beside it in Redshift; one of a column is left to the engine. */
function asOther(t: Translator, side: Fragment, other: Type): Fragment {
  if (side.type.family !== 'text' || side.literal === undefined) return t.asOperand(side);
  const scale = /^\s*[-+]?\d+(?:\.(\d{1,18}))?\s*$/.exec(side.literal)?.[1]?.length ?? 0;
  const type: Type = other.family === 'decimal' ? { family: 'decimal', precision: 38, scale } : other;
  const target = other.family === 'decimal' ? `DECIMAL(38, ${scale})` : other.family === 'float' ? 'DOUBLE' : 'BIGINT';
  return { text: text(side.text.origin, 'CAST(', side.text, ` AS ${target})`), type, atom: true };
}

/** The interval is one of days, weeks, months or years. */
function hasOnlyDays(interval: string): boolean {
  return !/hour|minute|second/i.test(interval);
}
