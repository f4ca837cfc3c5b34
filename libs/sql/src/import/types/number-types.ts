import type { ColumnType } from '@dw-sim/contracts';
import type { MappedType, RefusedType, TypeMapping } from './mapped-type';
import { numberIn, type WrittenType } from './written-type';

const MAX_PRECISION = 38;
const INT: ColumnType = { kind: 'INT' };
const BIGINT: ColumnType = { kind: 'BIGINT' };

const int: TypeMapping = ({ isUnsigned }) => ({ type: isUnsigned ? BIGINT : INT });
const small: TypeMapping = () => ({ type: INT });
const bigint: TypeMapping = () => ({ type: BIGINT });
const float: TypeMapping = () => ({ type: { kind: 'FLOAT' } });
const serial = (type: ColumnType): TypeMapping => () => ({ type, isSerial: true, isRequired: true });
const money = (precision: number, scale: number): TypeMapping => () => ({ type: { kind: 'DECIMAL', precision, scale } });

/** Precision and scale of a decimal type without them. */
function defaultDecimal(name: string, dialect: string): readonly [number, number] {
  if (dialect === 'snowflake') return [38, 0];
  if (dialect === 'mysql') return [10, 0];
  if (name.startsWith('BIG')) return [38, 9];
  return dialect === 'postgres' || dialect === 'sqlite' ? [18, 4] : [18, 0];
}

const decimal: TypeMapping = (written, { dialect }) => {
  const [first, second] = written.args;
  const [precision, scale] = [numberIn(first), numberIn(second)];
  if (precision !== undefined) return sizedDecimal(written, precision, scale ?? 0);
  if (first?.isNext('*')) return sizedDecimal(written, MAX_PRECISION, scale ?? 0);
  const [p, s] = defaultDecimal(written.name, dialect);
  const isFree = s === 4;
  return { type: { kind: 'DECIMAL', precision: p, scale: s }, ...(isFree && { warning: `${written.written} has no precision and is imported as DECIMAL(${p},${s})` }) };
};

function sizedDecimal({ written }: WrittenType, precision: number, scale: number): MappedType | RefusedType {
  if (!Number.isInteger(precision) || !Number.isInteger(scale) || precision < 1) {
    return { code: 'invalid_type', refused: `${written} is no decimal type`, hint: `write a precision from 1 to ${MAX_PRECISION} and a scale from 0 to the precision, such as DECIMAL(12,2)` };
  }
  // PostgreSQL: a negative scale rounds before the point, one above the precision leaves zeros behind it.
  const whole = Math.max(0, precision - scale);
  const digits = Math.min(MAX_PRECISION, scale < 0 ? precision - scale : Math.max(precision, scale));
  const kept = Math.max(0, Math.min(scale, digits - Math.min(whole, digits)));
  const type: ColumnType = { kind: 'DECIMAL', precision: digits, scale: kept };
  if (digits === precision && kept === scale) return { type };
  return { type, warning: `${written} is imported as DECIMAL(${digits},${kept}); at most ${MAX_PRECISION} digits are kept` };
}

/** Types of numbers, by name. */
export const NUMBER_TYPES: Readonly<Record<string, TypeMapping>> = {
  INT: int,
  INTEGER: int,
  INT4: int,
  INT32: int,
  MEDIUMINT: small,
  MIDDLEINT: small,
  SMALLINT: small,
  INT2: small,
  INT16: small,
  BYTEINT: small,
  BYTE: small,
  INT1: small,
  INT3: small,
  TINYINT: ({ args, written }) => (numberIn(args[0]) === 1 ? { type: { kind: 'BOOLEAN' }, warning: `${written} is imported as BOOLEAN` } : { type: INT }),
  YEAR: () => ({ type: INT, min: 1990, max: 2030 }),
  BIGINT: bigint,
  INT8: bigint,
  INT64: bigint,
  LONG: bigint,
  OID: bigint,
  'UNSIGNED BIG INT': bigint,
  'UNSIGNED BIGINT': bigint,
  'UNSIGNED INT': bigint,
  'UNSIGNED INTEGER': bigint,
  UTINYINT: small,
  USMALLINT: small,
  UINTEGER: bigint,
  UBIGINT: bigint,
  UINT8: small,
  UINT16: small,
  UINT32: bigint,
  UINT64: bigint,
  HUGEINT: money(MAX_PRECISION, 0),
  INT128: money(MAX_PRECISION, 0),
  SERIAL: serial(INT),
  SERIAL4: serial(INT),
  SMALLSERIAL: serial(INT),
  SERIAL2: serial(INT),
  BIGSERIAL: serial(BIGINT),
  SERIAL8: serial(BIGINT),
  FLOAT: float,
  FLOAT4: float,
  FLOAT8: float,
  FLOAT32: float,
  FLOAT64: float,
  REAL: float,
  DOUBLE: float,
  'DOUBLE PRECISION': float,
  'FLOATING POINT': float,
  BINARY_FLOAT: float,
  BINARY_DOUBLE: float,
  DECFLOAT: ({ written }) => ({ type: { kind: 'FLOAT' }, warning: `${written} is imported as FLOAT, which keeps 15 digits` }),
  DECIMAL: decimal,
  DEC: decimal,
  NUMERIC: decimal,
  NUMBER: decimal,
  FIXED: decimal,
  BIGNUMERIC: decimal,
  BIGDECIMAL: decimal,
  MONEY: (_, { dialect }) => ({ type: { kind: 'DECIMAL', precision: 19, scale: dialect === 'postgres' ? 2 : 4 } }),
  SMALLMONEY: money(10, 4),
};
