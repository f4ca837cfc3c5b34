import { isSemiStructured, isTemporal, ofFamily } from '../../types/type';
import { jsonAs, jsonText } from '../json';
import { timestampOfText } from '../../functions/snowflake/moment-conversions';
import { normalDate } from '../date-literal';
import { quoteText } from '../quote';
import { text } from '../text';
import type { Type } from '../../types/type';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';
import type { BinaryRule } from './binary';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<', '>', '<=', '>=', '<>', '!=']);
const ORDERINGS: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);

/** JSON compares by its value, and dates with dates as people write them. */
export const comparisonRule: BinaryRule = (t, operator, left, right) => {
  if (!COMPARISONS.has(operator.text)) return undefined;
  if (isSemiStructured(left.type) && isSemiStructured(right.type) && ORDERINGS.has(operator.text)) {
    return t.refuse(operator, 'Two semi-structured values are compared whose kinds are not known.', 'Cast them: a::INT < b::INT.');
  }
  const first = comparable(t, left, right.type);
  const second = comparable(t, right, left.type);
  if (first === left && second === right) return undefined;
  return { text: text(left.text.origin, t.asOperand(first).text, ` ${operator.text} `, t.asOperand(second).text), type: ofFamily('boolean'), atom: false };
};

/** A value as it compares with one of another type. */
export function comparable(t: Translator, value: Fragment, other: Type): Fragment {
  if (isSemiStructured(value.type) && !isSemiStructured(other)) return other.family === 'unknown' ? jsonText(t, value) : jsonAs(t, value, other);
  if (value.literal !== undefined && value.type.family === 'text' && isTemporal(other)) return isoDate(value, t.dialect);
  if (t.isSnowflake && value.type.family === 'text' && value.literal === undefined) return readText(t, value, other);
  return value;
}

const NUMBERS: readonly Type['family'][] = ['integer', 'decimal', 'float'];

/** Snowflake reads a text beside a number or a moment as one; DuckDB compares no columns of the two kinds. */
function readText(t: Translator, value: Fragment, other: Type): Fragment {
  const { origin } = value.text;
  if (NUMBERS.includes(other.family)) return { text: text(origin, 'CAST(', value.text, other.family === 'float' ? ' AS DOUBLE)' : ' AS DECIMAL(38, 10))'), type: other, atom: true };
  if (other.family !== 'date' && other.family !== 'timestamp') return value;
  return { text: text(origin, `CAST(${timestampOfText(t.plain(value.text), undefined, false)} AS ${other.family === 'date' ? 'DATE' : 'TIMESTAMP'})`), type: other, atom: true };
}

function isoDate(value: Fragment, dialect: Translator['dialect']): Fragment {
  const normal = normalDate(value.literal!, dialect);
  return normal === undefined || normal === value.literal ? value : { ...value, text: text(value.text.origin, quoteText(normal)), literal: normal };
}
