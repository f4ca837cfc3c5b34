import { isObject } from '@dw-sim/api-platform';
import { childPath, didYouMean, type FaultList, shown } from '@dw-sim/generation-plan';

/** A definition whose keys are of the right types. */
export interface TargetShape {
  readonly id?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly dsn?: string;
  readonly schema?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

const KEYS: readonly (keyof TargetShape)[] = ['id', 'name', 'kind', 'dsn', 'schema', 'options'];

/**
 * Checks keys and types, and answers what is well formed, so that the other checks can go on. Undefined where it is no
 * object at all. Values are not repeated, but those of `id`, `name` and `kind`: a password may stand in the wrong place.
 */
export function readTargetShape(document: unknown, path: string, faults: FaultList): TargetShape | undefined {
  if (!isObject(document)) {
    faults.add(path, 'wrong_type', `a target is ${Array.isArray(document) ? 'a list' : typeof document === 'object' ? 'nothing' : `a ${typeof document}`}`, { allowed: `an object with ${KEYS.join(', ')}` });
    return undefined;
  }
  const shape: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(document)) {
    const known = KEYS.find((name) => name === key);
    if (known === undefined) faults.add(childPath(path, key), 'unknown_key', `unknown key ${shown(key)}${didYouMean(key, KEYS)}`, { allowed: KEYS });
    else if ((value ?? null) === null && key !== 'kind') continue;
    else if (known === 'options' ? isObject(value) : typeof value === 'string') shape[key] = value;
    else faults.add(`${path}.${key}`, 'wrong_type', `${key} has a value of another type`, { allowed: known === 'options' ? 'an object' : 'text' });
  }
  if (!('kind' in document)) faults.add(`${path}.kind`, 'missing', 'kind is missing', { allowed: 'the name of an engine, such as sqlite or duckdb' });
  return shape;
}
