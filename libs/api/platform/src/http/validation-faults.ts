import type { Fault } from '@dw-sim/contracts';
import { getMetadataStorage, type ValidationError } from 'class-validator';

const UNKNOWN_KEY = 'whitelistValidation';

/** Every fault that class-validator found, each with its JSON path, its value, and what is allowed for unknown keys. */
export function faultsOf(errors: readonly ValidationError[], path = '$'): readonly Fault[] {
  return errors.flatMap((error) => {
    const inner = pathOf(path, error);
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => faultOf(inner, rule, message, error));
    return [...own, ...faultsOf(error.children ?? [], inner)];
  });
}

function pathOf(path: string, error: ValidationError): string {
  if (Array.isArray(error.target)) return `${path}[${error.property}]`;
  return /^[A-Za-z_]\w*$/.test(error.property) ? `${path}.${error.property}` : `${path}[${JSON.stringify(error.property)}]`;
}

function faultOf(path: string, rule: string, message: string, error: ValidationError): Fault {
  if (rule === UNKNOWN_KEY) {
    const allowed = knownKeys(error.target);
    return { path, code: 'unknown_key', message: `Unknown key "${error.property}"; known: ${allowed.join(', ')}.`, allowed };
  }
  return { path, code: snakeCase(rule), message: `${message}; found ${shown(error.value)}.`, value: error.value };
}

function knownKeys(target: object | undefined): readonly string[] {
  if (!target) return [];
  const metadata = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))];
}

function snakeCase(rule: string): string {
  return rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
