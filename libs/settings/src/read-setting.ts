import { dsnProtocol, redactDsn, type Fault } from '@dw-sim/contracts';
import type { Setting } from './setting';
import type { Finding, Source } from './sources/source';

/** A setting as it was found, or why it can't be taken. */
export interface ReadSetting {
  readonly setting: Setting<unknown>;
  /** Undefined with a fault. */
  readonly value: unknown;
  /** Where it is written; undefined for the default. */
  readonly finding: Finding | undefined;
  readonly fault?: Fault;
}

/**
 * Reads a setting from the strongest source that has it.
 * @param directory what a relative default starts from
 */
export function readSetting(setting: Setting<unknown>, sources: readonly Source[], directory: string, dataRoot = ''): ReadSetting {
  const finding = first(sources, (source) => source.find(setting));
  if (finding === undefined) return { setting, finding, value: setting.defaultValue(directory, dataRoot) };
  const value = setting.type.read(finding.raw, finding.folder);
  return value === undefined ? { setting, finding, value, fault: faultOf(setting, finding) } : { setting, finding, value };
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function faultOf({ key, type: { allowed }, secret }: Setting<unknown>, { raw: given, origin, position }: Finding): Fault {
  const raw = typeof given === 'string' && dsnProtocol(given) !== undefined ? redactDsn(given) : given;
  const found = secret ? 'not valid' : raw === true ? 'given without a value' : shortened(JSON.stringify(raw));
  const message = `${key} (${origin}) is ${found}; allowed: ${allowed}.`;
  return { path: `$.${key}`, code: 'invalid_setting', message, ...(!secret && { value: raw }), allowed, ...(position && { position }) };
}

const LONGEST_SHOWN = 80;

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
