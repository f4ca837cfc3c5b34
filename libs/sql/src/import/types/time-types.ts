import type { TypeMapping } from './mapped-type';
import { numberIn } from './written-type';

const MAX_FRACTION = 9;

/** @param zoned the name alone says that the time has a zone */
const timestamp = (zoned: boolean): TypeMapping => ({ args, zone, written }) => {
  const digits = numberIn(args[0]);
  if (digits !== undefined && !(digits >= 0 && digits <= MAX_FRACTION)) {
    return { code: 'invalid_type', refused: `${written} has ${digits} digits of a second`, hint: `write 0 to ${MAX_FRACTION}, or leave them out` };
  }
  return { type: { kind: zone === 'with' || (zoned && zone === undefined) ? 'TIMESTAMPTZ' : 'TIMESTAMP' } };
};

const time = (zoned: boolean): TypeMapping => ({ zone, written }) => ({
  type: { kind: 'TIME' },
  ...((zoned || zone === 'with') && { warning: `${written} is imported as TIME, without its zone` }),
});

const DAY_SECONDS = 86_400;

/** An interval of months is a number of them; all others are seconds. */
const interval: TypeMapping = ({ args, written }) => {
  const isMonths = args.length > 0 && args.every((field) => field.isNext('YEAR') || field.isNext('MONTH') || field.isNext('TO'));
  const unit = isMonths ? 'months' : 'seconds';
  return { type: { kind: isMonths ? 'INT' : 'BIGINT' }, generator: { type: 'uniform_int', params: { min: 1, max: isMonths ? 60 : DAY_SECONDS } }, warning: `${written} is imported as a number of ${unit}` };
};

/** Types of days, times and intervals, by name. */
export const TIME_TYPES: Readonly<Record<string, TypeMapping>> = {
  DATE: () => ({ type: { kind: 'DATE' } }),
  TIME: time(false),
  TIMETZ: time(true),
  TIMESTAMP: timestamp(false),
  TIMESTAMP_NTZ: timestamp(false),
  TIMESTAMPNTZ: timestamp(false),
  TIMESTAMP_S: timestamp(false),
  TIMESTAMP_MS: timestamp(false),
  TIMESTAMP_US: timestamp(false),
  TIMESTAMP_NS: timestamp(false),
  DATETIME: timestamp(false),
  DATETIME2: timestamp(false),
  DATETIME64: timestamp(false),
  SMALLDATETIME: timestamp(false),
  ABSTIME: timestamp(false),
  TIMESTAMPTZ: timestamp(true),
  TIMESTAMP_TZ: timestamp(true),
  TIMESTAMP_LTZ: timestamp(true),
  TIMESTAMPLTZ: timestamp(true),
  DATETIMEOFFSET: timestamp(true),
  INTERVAL: interval,
};
