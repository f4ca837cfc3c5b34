import type { ColumnType } from '@dw-sim/contracts';

const NAMES: Readonly<Record<string, ColumnType>> = {
  int: { kind: 'INT' }, integer: { kind: 'INT' }, bigint: { kind: 'BIGINT' },
  float: { kind: 'FLOAT' }, double: { kind: 'FLOAT' }, real: { kind: 'FLOAT' },
  varchar: { kind: 'VARCHAR' }, text: { kind: 'VARCHAR' }, string: { kind: 'VARCHAR' },
  date: { kind: 'DATE' }, timestamp: { kind: 'TIMESTAMP' }, datetime: { kind: 'TIMESTAMP' }, timestamptz: { kind: 'TIMESTAMPTZ' }, time: { kind: 'TIME' },
  boolean: { kind: 'BOOLEAN' }, bool: { kind: 'BOOLEAN' },
  decimal: { kind: 'DECIMAL', precision: 18, scale: 3 }, numeric: { kind: 'DECIMAL', precision: 18, scale: 3 },
};

const ALLOWED = 'int, bigint, float, decimal(p,s) with p up to 38, varchar(n), date, time, timestamp, timestamptz, boolean';

/** Type of a cast by its lower-case name and the numbers behind it; a text with what is allowed where there is none. */
export function castType(name: string, numbers: readonly number[]): ColumnType | string {
  const type = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (!type || numbers.some((number) => !Number.isInteger(number) || number < 0)) return ALLOWED;
  if (numbers.length === 0) return type;
  const [first, second = 0] = numbers;
  if (type.kind === 'VARCHAR' && numbers.length === 1 && first > 0) return { kind: 'VARCHAR', length: first };
  const isDecimal = type.kind === 'DECIMAL' && numbers.length <= 2 && first >= 1 && first <= 38 && second <= first;
  return isDecimal ? { kind: 'DECIMAL', precision: first, scale: second } : ALLOWED;
}
