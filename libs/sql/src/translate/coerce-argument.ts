import { isSemiStructured, ofFamily, type Type } from '../types/type';
import { jsonAs, jsonText } from './json';
import type { FunctionEntry } from '../functions/function-entry';
import type { Fragment } from './fragment';
import type { Translator } from './translator';

/** What the functions of a family take where they are given a semi-structured value. */
const TAKES: Partial<Record<FunctionEntry['family'], Type>> = {
  text: ofFamily('text'),
  regexp: ofFamily('text'),
  hash: ofFamily('text'),
  number: ofFamily('float'),
  bit: ofFamily('float'),
  date: ofFamily('timestamp'),
};

const NUMERIC_AGGREGATES = /^(SUM|AVG|MEDIAN|STDDEV|VAR|PERCENTILE|CORR|COVAR|REGR|SKEW|KURTOSIS|RATIO_TO_REPORT)/;

/** A semi-structured argument of a function of texts, numbers or dates is one, as it is in the warehouse. */
export function coerceArgument(t: Translator, entry: FunctionEntry, fragment: Fragment): Fragment {
  // The date functions of Snowflake take counts as well as moments, and read VARIANT themselves.
  if (!isSemiStructured(fragment.type) || (t.isSnowflake && entry.family === 'date')) return fragment;
  const target = TAKES[entry.family] ?? (entry.name === 'LISTAGG' ? ofFamily('text') : NUMERIC_AGGREGATES.test(entry.name) ? ofFamily('float') : undefined);
  if (!target) return fragment;
  return target.family === 'text' ? jsonText(t, fragment) : jsonAs(t, fragment, target);
}
