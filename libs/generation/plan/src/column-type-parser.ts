import { COLUMN_TYPE_NAMES, type ColumnType } from '@dw-sim/contracts';
import { didYouMean, type FaultList, shown } from './fault-list';

const MAX_PRECISION = 38;
/** Digits of a second, as Snowflake counts them. */
const MAX_TIME_PRECISION = 9;
/** Longest VARCHAR of Redshift, in bytes; Snowflake's limit is higher. */
const MAX_LENGTH = 65_535;

const PLAIN: Readonly<Record<string, ColumnType>> = {
  INT: { kind: 'INT' },
  INTEGER: { kind: 'INT' },
  INT4: { kind: 'INT' },
  SMALLINT: { kind: 'INT' },
  BIGINT: { kind: 'BIGINT' },
  INT8: { kind: 'BIGINT' },
  FLOAT: { kind: 'FLOAT' },
  FLOAT8: { kind: 'FLOAT' },
  REAL: { kind: 'FLOAT' },
  DOUBLE: { kind: 'FLOAT' },
  'DOUBLE PRECISION': { kind: 'FLOAT' },
  DATE: { kind: 'DATE' },
  TIME: { kind: 'TIME' },
  'TIME WITHOUT TIME ZONE': { kind: 'TIME' },
  TIMESTAMP: { kind: 'TIMESTAMP' },
  'TIMESTAMP WITHOUT TIME ZONE': { kind: 'TIMESTAMP' },
  TIMESTAMP_NTZ: { kind: 'TIMESTAMP' },
  DATETIME: { kind: 'TIMESTAMP' },
  TIMESTAMPTZ: { kind: 'TIMESTAMPTZ' },
  'TIMESTAMP WITH TIME ZONE': { kind: 'TIMESTAMPTZ' },
  TIMESTAMP_TZ: { kind: 'TIMESTAMPTZ' },
  TIMESTAMP_LTZ: { kind: 'TIMESTAMPTZ' },
  BOOLEAN: { kind: 'BOOLEAN' },
  BOOL: { kind: 'BOOLEAN' },
  UUID: { kind: 'UUID' },
  JSON: { kind: 'JSON' },
  JSONB: { kind: 'JSON' },
  SUPER: { kind: 'JSON' },
  VARIANT: { kind: 'JSON' },
  OBJECT: { kind: 'JSON' },
  ARRAY: { kind: 'JSON' },
  TEXT: { kind: 'VARCHAR' },
  STRING: { kind: 'VARCHAR' },
};

const DECIMAL_NAMES = ['DECIMAL', 'NUMERIC', 'NUMBER'];
const VARCHAR_NAMES = ['VARCHAR', 'CHAR', 'CHARACTER VARYING', 'NVARCHAR', 'CHARACTER'];

/**
 * Reads `data_type`, with its common synonyms. Adds a fault and answers undefined where it is none.
 *
 * @param varcharLength the column's `varchar_length`, if it has one
 */
export function parseColumnType(text: string, varcharLength: number | undefined, path: string, faults: FaultList): ColumnType | undefined {
  const match = /^\s*([A-Za-z][A-Za-z0-9_ ]*?)\s*(?:\(\s*(-?\d+)\s*(?:,\s*(-?\d+)\s*)?\))?\s*$/.exec(text);
  const name = match?.[1].toUpperCase().replace(/\s+/g, ' ') ?? '';
  const typePath = `${path}.data_type`;
  const unknown = (): undefined => {
    const names = [...Object.keys(PLAIN), ...DECIMAL_NAMES, ...VARCHAR_NAMES].map((known) => known.toLowerCase());
    return void faults.add(typePath, 'unknown_type', `unknown column type ${shown(text)}${didYouMean(name || text, names).toUpperCase().replace('DID YOU MEAN', 'did you mean')}`, { value: text, allowed: COLUMN_TYPE_NAMES });
  };
  if (!match) return unknown();
  const [first, second] = [match[2], match[3]].map((digits) => (digits === undefined ? undefined : Number(digits)));
  if (varcharLength !== undefined && !VARCHAR_NAMES.includes(name) && name !== 'TEXT' && name !== 'STRING') {
    faults.add(`${path}.varchar_length`, 'not_applicable', `varchar_length belongs to VARCHAR columns, and this one is ${shown(text)}`, { value: varcharLength });
  }
  if (DECIMAL_NAMES.includes(name)) return decimalType(text, first ?? 18, second ?? 0, typePath, faults);
  if (VARCHAR_NAMES.includes(name) || ((name === 'TEXT' || name === 'STRING') && varcharLength !== undefined)) {
    return second === undefined ? varcharType(first, varcharLength, path, faults) : unknown();
  }
  const type = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  return type && hasPrecision(type, first, second) ? type : unknown();
}

/** Fractions of a second, as in `TIMESTAMP_NTZ(9)`, are all that a plain type may say more; values have what they have. */
function hasPrecision({ kind }: ColumnType, first: number | undefined, second: number | undefined): boolean {
  if (first === undefined) return true;
  return ['TIME', 'TIMESTAMP', 'TIMESTAMPTZ'].includes(kind) && second === undefined && first >= 0 && first <= MAX_TIME_PRECISION;
}

function decimalType(text: string, precision: number, scale: number, path: string, faults: FaultList): ColumnType | undefined {
  if (precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision) return { kind: 'DECIMAL', precision, scale };
  faults.add(path, 'out_of_range', `${shown(text)} is no decimal type`, {
    value: text,
    allowed: `DECIMAL(p,s) with a precision from 1 to ${MAX_PRECISION} and a scale from 0 to the precision`,
  });
  return undefined;
}

function varcharType(inType: number | undefined, inKey: number | undefined, path: string, faults: FaultList): ColumnType | undefined {
  const length = inKey ?? inType;
  const lengthPath = inKey === undefined ? `${path}.data_type` : `${path}.varchar_length`;
  if (length !== undefined && !(length >= 1 && length <= MAX_LENGTH)) {
    faults.add(lengthPath, 'out_of_range', `the length ${length} is out of range`, { value: length, allowed: `1 to ${MAX_LENGTH.toLocaleString('en-US')}` });
    return undefined;
  }
  if (inKey !== undefined && inType !== undefined && inKey !== inType) {
    faults.add(lengthPath, 'contradiction', `varchar_length ${inKey} contradicts the ${inType} of the type`, { value: inKey, allowed: 'one of them' });
  }
  return length === undefined ? { kind: 'VARCHAR' } : { kind: 'VARCHAR', length };
}
