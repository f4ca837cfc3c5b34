import type { Checker } from './checker';
import { typeNames } from './conversion';
import type { Syntax } from './syntax';
import { call, type Typed } from './typed';

/** How `json_value` is written. */
export const JSON_VALUE_USAGE = "column, '$.path'";

const PATH_ALLOWED = "$.key, $.key.inner, $.list[0], $[\"odd key\"]";
const STEP = /\.([A-Za-z_]\w*)|\.("(?:[^"\\]|\\.)*")|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** Checks `json_value(column, path)`, whose path must be known before a row is made. */
export function checkJsonValue({ args: parts }: Extract<Syntax, { kind: 'call' }>, [json, path]: readonly Typed[], checker: Checker): Typed | undefined {
  if (json.type !== 'json') return checker.fault(parts[0].at, 'wrong_type', `json_value reads a JSON column, and ${typeNames(json.type)} stands here`, `json_value(${JSON_VALUE_USAGE})`);
  const text = path.kind === 'literal' && path.type === 'text' ? String(path.value) : undefined;
  if (text === undefined) return checker.fault(parts[1].at, 'wrong_type', 'the path must be a text in quotes', PATH_ALLOWED);
  return pathSteps(text) ? call('json value', 'text', [json, path], true) : checker.fault(parts[1].at, 'syntax', `${JSON.stringify(text)} is no JSON path`, PATH_ALLOWED);
}

/** Keys and indexes of a path such as `$.items[0].price`; undefined where it is none. */
function pathSteps(path: string): readonly (string | number)[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: (string | number)[] = [];
  for (STEP.lastIndex = 1; STEP.lastIndex < path.length; ) {
    const match = STEP.exec(path);
    if (!match) return undefined;
    const [, key, dotted, index, bracketed] = match;
    const quoted = dotted ?? bracketed;
    steps.push(index !== undefined ? Number(index) : quoted === undefined ? key : unquoted(quoted));
  }
  return steps;
}

function unquoted(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** Steps by path: an expression has a few, and millions of rows. */
const known = new Map<string, readonly (string | number)[]>();

/** The scalar at a path as text, as SQL's JSON_VALUE; null where there is none, or an object or array. */
export function jsonValue(json: string, path: string): string | null {
  const steps = known.get(path) ?? pathSteps(path) ?? [];
  known.set(path, steps);
  let value: unknown = JSON.parse(json);
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (typeof step === 'number') || !Object.hasOwn(value, step)) return null;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value === null || typeof value === 'object' ? null : String(value);
}
