import { hasSecret, TARGET_ID_PATTERN, type Fault, type TargetOptionValue, type Warning } from '@dw-sim/contracts';
import { didYouMean, FaultList, shown } from '@dw-sim/generation-plan';
import { hasSchemaPerExperiment, type ConnectionSpec, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { checkDsn, type FileRules } from './check-dsn';
import type { CheckedTarget } from './target';
import { readTargetShape, type TargetShape } from './target-shape';

/** What targets are checked against. */
export interface TargetRules extends FileRules {
  readonly strategies: readonly WarehouseStrategy[];
}

/** Every fault of a definition, what the user should know, and what it says where it has no fault. */
export interface TargetCheck {
  readonly errors: readonly Fault[];
  readonly warnings: readonly Warning[];
  readonly target?: CheckedTarget;
}

export interface TargetCheckOptions {
  /** JSON path of the definition in the user's document. */
  readonly path?: string;
  /** The definition lives for one run: it needs no id, and a place of its own would be lost. */
  readonly inline?: boolean;
}

const SCHEMA_PATTERN = /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/;
const LONGEST_NAME = 200;

/** Checks a target's definition. No fault repeats what may be a secret. */
export function checkTarget(document: unknown, rules: TargetRules, { path = '$', inline = false }: TargetCheckOptions = {}): TargetCheck {
  const faults = new FaultList();
  const shape = readTargetShape(document, path, faults);
  if (!shape) return { errors: faults.faults, warnings: [] };
  const label = checkLabel(shape, path, inline, faults);
  const connection = checkKind(shape, path, rules.strategies, faults)?.connection;
  if (connection) checkPlace(shape, connection, path, rules, inline, faults);
  if (!label || !faults.isEmpty) return { errors: faults.faults, warnings: [] };
  const { kind, dsn = null, schema = null, options = {} } = shape as TargetShape & { kind: string };
  const target: CheckedTarget = { ...label, kind, dsn, schema, options: options as Record<string, TargetOptionValue> };
  return { errors: [], warnings: dsn !== null && hasSecret(dsn) && !inline ? [plainPassword(path)] : [], target };
}

function checkLabel({ id, name }: TargetShape, path: string, inline: boolean, faults: FaultList): { readonly id: string; readonly name: string } | undefined {
  if (name !== undefined && (name.trim() === '' || name.length > LONGEST_NAME)) {
    faults.add(`${path}.name`, 'invalid_name', `name is ${name.trim() === '' ? 'empty' : 'too long'}`, { allowed: `1 to ${LONGEST_NAME} characters` });
  }
  if (id === undefined && name === undefined) {
    if (inline) return { id: 'inline', name: 'inline' };
    faults.add(`${path}.id`, 'missing', 'id is missing', { allowed: ID_RULE });
    return undefined;
  }
  const chosen = id ?? idOf(name ?? '');
  if (TARGET_ID_PATTERN.test(chosen)) return { id: chosen, name: name ?? chosen };
  if (id !== undefined) faults.add(`${path}.id`, 'invalid_name', `${shown(id)} can't be the id of a target`, { value: id, allowed: ID_RULE });
  else faults.add(`${path}.name`, 'invalid_name', `No id follows from the name ${shown(name)}`, { value: name, allowed: `an id beside it: ${ID_RULE}` });
  return undefined;
}

const ID_RULE = 'letters, digits, "_", "-" and ".", starting with a letter or digit, at most 63 characters';

/** An id for a name that is given alone: `Marketing (EU)` as `marketing-eu`. */
function idOf(name: string): string {
  if (TARGET_ID_PATTERN.test(name)) return name;
  return name.toLowerCase().replace(/[^a-z0-9_.]+/g, '-').replace(/^[-_.]+|-+$/g, '');
}

function checkKind({ kind }: TargetShape, path: string, strategies: readonly WarehouseStrategy[], faults: FaultList): WarehouseStrategy | undefined {
  if (kind === undefined) return undefined;
  const found = strategies.find(({ id }) => id === kind);
  if (found) return found;
  const available = strategies.map(({ id }) => id);
  faults.add(`${path}.kind`, 'unknown_kind', `unknown kind ${shown(kind)}${didYouMean(kind, available)}`, { value: kind, allowed: available });
  return undefined;
}

function checkPlace(shape: TargetShape, connection: ConnectionSpec, path: string, rules: FileRules, inline: boolean, faults: FaultList): void {
  if (shape.dsn !== undefined) checkDsn(shape.dsn, connection, `${path}.dsn`, rules, faults);
  else if (connection.dsnRequired || inline) faults.add(`${path}.dsn`, 'missing', 'dsn is missing', { allowed: `a DSN such as ${connection.dsnExample}` });
  checkSchema(shape.schema, connection, `${path}.schema`, faults);
  checkOptions(shape.options ?? {}, connection, `${path}.options`, faults);
  checkSchemaChoice(shape, connection, path, faults);
}

function checkSchema(schema: string | undefined, { schema: { default: usual, choosable } }: ConnectionSpec, path: string, faults: FaultList): void {
  if (schema === undefined || schema === usual) return;
  if (!choosable) faults.add(path, 'invalid_schema', `schema is ${shown(schema)}, which this kind can't choose`, { value: schema, allowed: `${usual ?? 'none'}, or no schema` });
  else if (!SCHEMA_PATTERN.test(schema)) faults.add(path, 'invalid_schema', `${shown(schema)} can't name a schema`, { value: schema, allowed: 'letters, digits, "_" and "$", not starting with a digit, at most 63 characters' });
}

/** One schema for all experiments, or one for each. */
function checkSchemaChoice({ schema, options }: TargetShape, { schema: { choosable } }: ConnectionSpec, path: string, faults: FaultList): void {
  if (schema === undefined || !choosable || !hasSchemaPerExperiment(options)) return;
  faults.add(`${path}.options.schema_per_experiment`, 'contradiction', `schema is ${shown(schema)}, and schema_per_experiment gives each experiment a schema of its own`, {
    value: true, allowed: 'either schema or schema_per_experiment',
  });
}

function checkOptions(options: Readonly<Record<string, unknown>>, { options: specs }: ConnectionSpec, path: string, faults: FaultList): void {
  const known = Object.keys(specs);
  for (const [name, value] of Object.entries(options)) {
    const spec = specs[name];
    // Values are not repeated: a password may stand in the wrong place.
    if (!spec || !known.includes(name)) {
      faults.add(`${path}.${name}`, 'unknown_option', `unknown option ${shown(name)}${didYouMean(name, known)}`, { allowed: known.length > 0 ? known : 'no options' });
    } else if (!spec.accepts(value)) faults.add(`${path}.${name}`, 'invalid_value', `${name} has a value that does not fit`, { allowed: spec.allowed });
  }
}

function plainPassword(path: string): Warning {
  return { path: `${path}.dsn`, code: 'plain_password', message: 'The password stands here in plain text; ${NAME} in its place reads it from the environment.' };
}
