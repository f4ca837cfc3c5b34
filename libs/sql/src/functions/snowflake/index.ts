import type { FunctionEntry } from '../function-entry';
import { AGGREGATE_FUNCTIONS } from './aggregates';
import { ARRAY_FUNCTIONS } from './arrays';
import { BIT_FUNCTIONS } from './bits';
import { CONDITIONAL_FUNCTIONS } from './conditional';
import { CONTEXT_FUNCTIONS } from './context';
import { CONVERSIONS } from './conversions';
import { DATE_FIELD_FUNCTIONS } from './date-fields';
import { DATE_FUNCTIONS } from './dates';
import { ENCODING_FUNCTIONS } from './encodings';
import { HIGHER_ORDER_FUNCTIONS } from './higher-order';
import { JSON_FUNCTIONS } from './json';
import { MOMENT_CONVERSIONS } from './moment-conversions';
import { NUMBER_FUNCTIONS } from './numbers';
import { OBJECT_FUNCTIONS } from './objects';
import { URL_FUNCTIONS } from './parse-url';
import { RANDOM_FUNCTIONS } from './random';
import { REFUSED_FUNCTIONS } from './refused';
import { REGEXP_FUNCTIONS } from './regexp';
import { TABLE_FUNCTIONS } from './tables';
import { TEXT_FUNCTIONS } from './text';
import { WINDOW_FUNCTIONS } from './windows';

/** Every function that Snowflake SQL may call. */
export const SNOWFLAKE_FUNCTIONS: readonly FunctionEntry[] = [
  ...TEXT_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...URL_FUNCTIONS,
  ...REGEXP_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...BIT_FUNCTIONS,
  ...RANDOM_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...DATE_FIELD_FUNCTIONS,
  ...CONVERSIONS,
  ...MOMENT_CONVERSIONS,
  ...CONDITIONAL_FUNCTIONS,
  ...AGGREGATE_FUNCTIONS,
  ...WINDOW_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...OBJECT_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...HIGHER_ORDER_FUNCTIONS,
  ...TABLE_FUNCTIONS,
  ...CONTEXT_FUNCTIONS,
  ...REFUSED_FUNCTIONS,
];
