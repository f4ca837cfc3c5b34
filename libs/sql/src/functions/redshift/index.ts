import type { FunctionEntry } from '../function-entry';
import { AGGREGATE_FUNCTIONS } from './aggregates';
import { ARRAY_FUNCTIONS } from './arrays';
import { CONDITIONAL_FUNCTIONS } from './conditionals';
import { CONTEXT_FUNCTIONS } from './contexts';
import { BINARY_FUNCTIONS, CONVERSION_FUNCTIONS } from './conversions';
import { DATE_FUNCTIONS } from './dates';
import { HASH_FUNCTIONS } from './hashes';
import { JSON_FUNCTIONS } from './jsons';
import { CLOCK_FUNCTIONS } from './clock';
import { NOT_SIMULATED } from './not-simulated';
import { NUMBER_FUNCTIONS } from './numbers';
import { REGEXP_FUNCTIONS } from './regexps';
import { TEXT_FUNCTIONS } from './texts';
import { TIME_ZONE_FUNCTIONS } from './time-zones';
import { WINDOW_FUNCTIONS } from './windows';

/** Every function that Redshift SQL may call. */
export const REDSHIFT_FUNCTIONS: readonly FunctionEntry[] = [
  ...TEXT_FUNCTIONS,
  ...REGEXP_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...CLOCK_FUNCTIONS,
  ...TIME_ZONE_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...BINARY_FUNCTIONS,
  ...CONDITIONAL_FUNCTIONS,
  ...AGGREGATE_FUNCTIONS,
  ...WINDOW_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...HASH_FUNCTIONS,
  ...CONTEXT_FUNCTIONS,
  ...NOT_SIMULATED,
];
