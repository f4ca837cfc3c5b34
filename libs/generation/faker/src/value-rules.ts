import type { ColumnType } from '@dw-sim/contracts';
import type { ValueRule } from '@dw-sim/generation-generators';

/** The day at which relative rules such as `date.past` look back and ahead: rows don't depend on the day of a run. */
const TODAY = '2024-12-31';

const INT: ColumnType = { kind: 'INT' };
const BIGINT: ColumnType = { kind: 'BIGINT' };
const FLOAT: ColumnType = { kind: 'FLOAT' };

function whole(min: number, max: number): ValueRule {
  return { kind: 'uniform_int', params: { min, max }, natural: max > 2_147_483_647 ? BIGINT : INT };
}

function fraction(min: number, max: number, decimals: number): ValueRule {
  return { kind: 'uniform_float', params: { min, max, decimals }, natural: FLOAT };
}

function moments(start: string, end: string): ValueRule {
  return { kind: 'time_range', params: { start, end }, natural: { kind: 'TIMESTAMP' } };
}

function days(start: string, end: string): ValueRule {
  return { kind: 'time_range', params: { start, end }, natural: { kind: 'DATE' } };
}

const DECADE_START = '2020-01-01';
const CENTURY_START = '2000-01-01';
const YEAR_START = '2024-01-01';
const MONTH_START = '2024-12-01';
const EPOCH = '1970-01-01';

/** Rules whose values are numbers, days, moments or truth values, by canonical rule. */
export const VALUE_RULES: Readonly<Record<string, ValueRule>> = {
  'datatype.boolean': { kind: 'boolean', params: {}, natural: { kind: 'BOOLEAN' } },
  'number.int': whole(0, Number.MAX_SAFE_INTEGER),
  'number.float': fraction(0, 1, 6),
  'number.digit': whole(0, 9),
  'number.digitNotNull': whole(1, 9),
  'number.small': whole(0, 9999),
  'number.nineDigits': whole(0, 999_999_999),
  'number.signedFloat': fraction(-1_000_000, 1_000_000, 4),
  'location.latitude': fraction(-90, 90, 6),
  'location.longitude': fraction(-180, 180, 6),
  'internet.port': whole(0, 65_535),
  'date.unixTime': whole(0, 1_735_689_599),
  'date.year': whole(1970, 2024),
  'date.monthNumber': whole(1, 12),
  'date.dayOfMonth': whole(1, 31),
  'date.century': whole(1, 21),
  'date.timeOfDay': { kind: 'time_of_day', params: {}, natural: { kind: 'TIME' } },
  'date.day': days(EPOCH, TODAY),
  'date.dayThisYear': days(YEAR_START, TODAY),
  'date.dayThisMonth': days(MONTH_START, TODAY),
  'date.dayThisDecade': days(DECADE_START, TODAY),
  'date.dayThisCentury': days(CENTURY_START, TODAY),
  'date.pastDay': days('2024-12-01', '2024-12-30'),
  'date.futureDay': days('2025-01-01', '2025-01-30'),
  'date.ageDay': days('1909-01-01', TODAY),
  'date.expiryDay': days('2025-01-01', '2034-12-31'),
  'date.moment': moments(EPOCH, TODAY),
  'date.momentThisMonth': moments(MONTH_START, TODAY),
  'date.momentThisDecade': moments(DECADE_START, TODAY),
  'date.momentThisCentury': moments(CENTURY_START, TODAY),
  'date.anytime': moments('2024-01-01', '2025-12-31'),
  'date.past': moments(YEAR_START, TODAY),
  'date.future': moments('2025-01-01', '2025-12-31'),
  'date.recent': moments('2024-12-31', TODAY),
  'date.soon': moments('2025-01-01', '2025-01-01'),
  // 18 to 80 years, as faker-js has it.
  'date.birthdate': days('1944-01-01', '2006-12-31'),
};

/** Rules of text that are numbers all the same where the column is of numbers. */
export const NUMERIC_TEXTS: Readonly<Record<string, ValueRule>> = {
  'finance.amount': fraction(0, 1000, 2),
  'commerce.price': fraction(1, 1000, 2),
  'finance.accountNumber': whole(10_000_000, 99_999_999),
  'finance.pin': whole(0, 9999),
  'finance.creditCardCVV': whole(0, 999),
  'finance.currencyNumericCode': whole(1, 999),
  'internet.httpStatusCode': { kind: 'choice', params: { values: [200, 201, 202, 204, 301, 302, 304, 400, 401, 403, 404, 405, 409, 410, 422, 429, 500, 501, 502, 503, 504] }, natural: INT },
  'airline.flightNumber': whole(1, 9999),
  'string.numeric': whole(0, 9),
  'number.bigInt': whole(0, Number.MAX_SAFE_INTEGER),
  'location.buildingNumber': whole(1, 9999),
  'string.uuid': { kind: 'uuid4', params: {}, natural: { kind: 'UUID' } },
};
