import { isSemiStructured, ofFamily, type Type } from '../types/type';
import { quoteText } from './quote';
import { text, type Part } from './text';
import type { Fragment } from './fragment';
import type { Translator } from './translator';

/** One step into a value: a key, or the place in an array from 0. */
export type Step = string | number;

/** What a path leads to; NULL where nothing is there. */
export function jsonAt(t: Translator, value: Part, steps: readonly Step[]): readonly Part[] {
  if (steps.some((step) => typeof step === 'number' && step < 0)) return ['CAST(NULL AS JSON)'];
  if (!t.isDuckDb) return ['(', value, ...steps.flatMap((step) => [` -> ${typeof step === 'number' ? step : quoteText(step)}`]), ')'];
  const path = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)).join('');
  return ['json_extract(', value, `, ${quoteText(`$${path}`)})`];
}

/** The text of a JSON value: of a string without its quotes, NULL of JSON's null. */
export function jsonText(t: Translator, fragment: Fragment): Fragment {
  const parts = t.isDuckDb ? ['(', fragment.text, " ->> '$')"] : ['(', fragment.text, " #>> '{}')"];
  return { text: text(fragment.text.origin, ...parts), type: ofFamily('text'), atom: true };
}

/** A JSON value as one of another type, NULL where it is none. */
export function jsonAs(t: Translator, fragment: Fragment, target: Type): Fragment {
  const inner = jsonText(t, fragment);
  const engineType = COMPARABLE[target.family]?.[t.isDuckDb ? 0 : 1];
  if (engineType === undefined) return inner;
  const kind = ofFamily(target.family === 'integer' || target.family === 'decimal' ? 'float' : target.family);
  if (t.isDuckDb) return { text: text(inner.text.origin, 'TRY_CAST(', inner.text, ` AS ${engineType})`), type: kind, atom: true };
  if (engineType !== 'numeric') return { text: text(inner.text.origin, 'CAST(', inner.text, ` AS ${engineType})`), type: kind, atom: true };
  const parts = ["(CASE WHEN jsonb_typeof(", fragment.text, ") = 'number' THEN CAST(", inner.text, ' AS numeric) END)'];
  return { text: text(inner.text.origin, ...parts), type: kind, atom: true };
}

const COMPARABLE: Readonly<Record<string, readonly [duckdb: string, postgres: string]>> = {
  integer: ['DOUBLE', 'numeric'],
  decimal: ['DOUBLE', 'numeric'],
  float: ['DOUBLE', 'numeric'],
  boolean: ['BOOLEAN', 'boolean'],
  date: ['DATE', 'date'],
  time: ['TIME', 'time'],
  timestamp: ['TIMESTAMP', 'timestamp'],
  timestamptz: ['TIMESTAMPTZ', 'timestamptz'],
};

/** A value as JSON; one that is JSON stays. */
export function toJson(t: Translator, fragment: Fragment): Fragment {
  if (isSemiStructured(fragment.type)) return fragment;
  return { text: text(fragment.text.origin, t.isDuckDb ? 'to_json(' : 'to_jsonb(', fragment.text, ')'), type: ofFamily('json'), atom: true };
}

/** A condition: JSON's true and false as the engine's. */
export function asCondition(t: Translator, fragment: Fragment): Fragment {
  return isSemiStructured(fragment.type) ? jsonAs(t, fragment, ofFamily('boolean')) : fragment;
}
