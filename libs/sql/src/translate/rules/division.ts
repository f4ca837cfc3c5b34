import { operatorResult } from '../../types/operator-result';
import { ofFamily, type Type } from '../../types/type';
import { text, type Part } from '../text';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';
import type { BinaryRule } from './binary';

/** Most digits of a decimal. */
const MAX_PRECISION = 38;

/**
 * Redshift divides integers whole and gives decimals a scale that follows from both operands; Snowflake gives six digits more
 * than the dividend's, twelve at most. Dividing by zero is an error in both, and NULL in DuckDB.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
 * https://docs.snowflake.com/en/sql-reference/operators-arithmetic#division
 */
export const divisionRule: BinaryRule = (t, operator, left, right) => {
  if ((operator.text !== '/' && operator.text !== '%') || left.type.family === 'interval') return undefined;
  // Text becomes a number first.
  if (t.isDuckDb && (left.type.family === 'text' || right.type.family === 'text')) return undefined;
  if (!t.isDuckDb) return operator.text === '/' ? postgresQuotient(t, left, right) : undefined;
  const a = t.asOperand(left).text;
  const divisor = nonZero(t.asOperand(right));
  const type = operatorResult(operator.text, left.type, right.type, t.dialect);
  const whole = (...parts: Part[]): Fragment => ({ text: text(left.text.origin, ...parts), type, atom: true });
  if (operator.text === '%') return isSafe(right) ? undefined : whole('(', a, ' % ', divisor, ')');
  if (t.isSnowflake) return snowflakeQuotient(left.type, right.type, whole, a, divisor);
  if (type.family === 'integer') return whole('(', a, ' // ', divisor, ')');
  const scaled = redshiftQuotient(left.type, right.type);
  if (scaled) return { ...whole(`CAST(`, a, ' / ', divisor, ` AS DECIMAL(${scaled.precision},${scaled.scale}))`), type: scaled };
  if (type.family !== 'unknown') return isSafe(right) ? undefined : whole('(', a, ' / ', divisor, ')');
  // Whether both are integers shows when the engine knows their types.
  return { ...whole("(CASE WHEN regexp_matches(typeof(", a, ") || '/' || typeof(", divisor, "), '^[A-Z]*INT[A-Z]*/[A-Z]*INT[A-Z]*$') THEN trunc(", a, ' / ', divisor, ') ELSE ', a, ' / ', divisor, ' END)'), type: ofFamily('unknown') };
};

/** PostgreSQL divides as Redshift does, but with a scale of its own. */
function postgresQuotient(t: Translator, left: Fragment, right: Fragment): Fragment | undefined {
  const scaled = left.type.family === 'decimal' || right.type.family === 'decimal' ? redshiftQuotient(left.type, right.type) : undefined;
  return scaled && { text: text(left.text.origin, 'CAST(', t.asOperand(left).text, ' / ', t.asOperand(right).text, ` AS DECIMAL(${scaled.precision},${scaled.scale}))`), type: scaled, atom: true };
}

function isSafe({ literal }: Fragment): boolean {
  return literal !== undefined && Number(literal) !== 0;
}

function nonZero(divisor: Fragment): Part {
  if (isSafe(divisor)) return divisor.text;
  return text(divisor.text.origin, '(CASE WHEN ', divisor.text, " = 0 THEN error('division by zero') ELSE ", divisor.text, ' END)');
}

function snowflakeQuotient(left: Type, right: Type, whole: (...parts: Part[]) => Fragment, a: Part, divisor: Part): Fragment {
  if (left.family === 'float' || right.family === 'float') return { ...whole('(', a, ' / ', divisor, ')'), type: ofFamily('float') };
  const scale = left.scale ?? (left.family === 'integer' ? 0 : undefined);
  if (scale === undefined) return { ...whole('(', a, ' / ', divisor, ')'), type: ofFamily('unknown') };
  const digits = Math.max(scale, Math.min(scale + 6, 12));
  return { ...whole('CAST(', a, ' / ', divisor, ` AS DECIMAL(${MAX_PRECISION},${digits}))`), type: { family: 'decimal', precision: MAX_PRECISION, scale: digits } };
}

function redshiftQuotient(left: Type, right: Type): (Type & { precision: number; scale: number }) | undefined {
  const { precision: p1, scale: s1 } = exact(left);
  const { precision: p2, scale: s2 } = exact(right);
  if (p1 === undefined || s1 === undefined || p2 === undefined || s2 === undefined) return undefined;
  const scale = Math.max(4, s1 + p2 - s2 + 1);
  const precision = p1 - s1 + s2 + scale;
  if (precision <= MAX_PRECISION) return { family: 'decimal', precision, scale };
  return { family: 'decimal', precision: MAX_PRECISION, scale: Math.max(MAX_PRECISION - (p1 - s1 + s2), Math.min(scale, 4)) };
}

function exact(type: Type): { readonly precision?: number; readonly scale?: number } {
  if (type.family === 'integer') return { precision: type.precision ?? 10, scale: 0 };
  return type.family === 'decimal' ? type : {};
}
