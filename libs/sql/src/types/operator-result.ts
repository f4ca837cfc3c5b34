import { isSemiStructured, isTemporal, ofFamily, UNKNOWN, type Type } from './type';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '==', '<', '>', '<=', '>=', '<>', '!=', 'AND', 'OR', '~', '~*', '!~', '!~*', '~~', '~~*', '!~~', '!~~*', '&&', '@>', '<@', '^@']);

/** Type of what an operator makes of two operands. */
export function operatorResult(operator: string, left: Type, right: Type, dialect: 'redshift' | 'snowflake'): Type {
  if (COMPARISONS.has(operator)) return ofFamily('boolean');
  if (operator === '||') return left.family === 'binary' ? left : ofFamily('text');
  if (operator === '+' || operator === '-') return sumType(operator, left, right);
  if (operator === '*' || operator === '%') return productType(operator, left, right);
  if (operator === '/') return quotientType(left, right, dialect);
  if (operator === '^' || operator === '**') return ofFamily('float');
  return operator === '&' || operator === '|' || operator === '#' || operator === '<<' || operator === '>>' ? ofFamily('integer') : UNKNOWN;
}

function sumType(operator: string, left: Type, right: Type): Type {
  if (left.family === 'date' && right.family === 'date' && operator === '-') return ofFamily('integer');
  if (isTemporal(left) && isTemporal(right) && operator === '-') return ofFamily('interval');
  if (left.family === 'date' && right.family === 'interval') return ofFamily('timestamp');
  if (isTemporal(left) || left.family === 'time' || left.family === 'interval') return isTemporal(right) ? right : left;
  if (isTemporal(right)) return right;
  const type = numeric(left, right);
  if (type.family !== 'decimal' || !isExact(left) || !isExact(right)) return type;
  const scale = Math.max(left.scale, right.scale);
  return { family: 'decimal', precision: Math.min(38, Math.max(left.precision - left.scale, right.precision - right.scale) + scale + 1), scale };
}

function productType(operator: string, left: Type, right: Type): Type {
  if (left.family === 'interval' || right.family === 'interval') return ofFamily('interval');
  const type = numeric(left, right);
  if (type.family !== 'decimal' || !isExact(left) || !isExact(right)) return type;
  if (operator === '%') return { family: 'decimal', precision: Math.max(left.precision, right.precision), scale: Math.max(left.scale, right.scale) };
  return { family: 'decimal', precision: Math.min(38, left.precision + right.precision), scale: left.scale + right.scale };
}

function quotientType(left: Type, right: Type, dialect: 'redshift' | 'snowflake'): Type {
  if (left.family === 'interval') return left;
  const type = numeric(left, right);
  if (type.family === 'integer') return dialect === 'redshift' ? type : { family: 'decimal', precision: 38, scale: 6 };
  return type.family === 'decimal' ? ofFamily('decimal') : type;
}

/** The wider of two kinds of numbers; unknown where one of them is, unless the other one is a float. */
function numeric(left: Type, right: Type): Type {
  const families = [left.family, right.family];
  if (families.includes('float') || isSemiStructured(left) || isSemiStructured(right)) return ofFamily('float');
  if (families.includes('unknown') || families.includes('text')) return UNKNOWN;
  return families.includes('decimal') ? ofFamily('decimal') : ofFamily('integer');
}

function isExact(type: Type): type is Type & { readonly precision: number; readonly scale: number } {
  return type.precision !== undefined && type.scale !== undefined;
}
