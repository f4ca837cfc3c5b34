import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { AppError, type Fault } from '@dw-sim/contracts';
import { parse } from 'yaml';
import { contradictions, SETTINGS, type Configuration } from './configuration';
import type { Setting } from './setting';

/** Where settings are looked for. */
export interface ConfigurationSources {
  /** Folder of `config/default.yml` and `.env.local`, and the base of relative paths. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Command-line flags by their long name. */
  readonly flags?: Readonly<Record<string, string | undefined>>;
}

/** One place that a setting was found in, for messages. */
interface Finding {
  readonly raw: unknown;
  readonly place: string;
}

const FILE = 'config/default.yml';
const LOCAL = '.env.local';

/**
 * Reads the configuration: defaults, then `config/default.yml`, then `.env.local`, then the environment, then flags.
 * @throws AppError `invalid_request` with every fault at once; each says where the value was written.
 */
export function loadConfiguration(sources: ConfigurationSources): Configuration {
  const faults: Fault[] = [];
  const file = readConfigFile(sources.directory, faults);
  const local = readLocalEnvironment(sources.directory);
  const values: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(SETTINGS)) {
    const found = find(entry as Setting<unknown>, file, local, sources);
    values[name] = found ? readValue(entry as Setting<unknown>, found, faults) : entry.defaultValue();
  }
  faults.push(...contradictions(values));
  if (faults.length > 0) throw configurationError(faults);
  const directory = resolve(sources.directory);
  const absolute = (path: unknown) => resolve(directory, path as string);
  const dataRoot = absolute(values['dataRoot']);
  const outputFolders = (values['outputFolders'] as readonly string[]).map(absolute);
  Object.assign(values, {
    dataRoot,
    allowedFolders: (values['allowedFolders'] as readonly string[]).map(absolute),
    outputFolders: outputFolders.length > 0 ? outputFolders : [join(dataRoot, 'exports')],
    ...(values['targetsFolder'] !== null && { targetsFolder: absolute(values['targetsFolder']) }),
  });
  return { ...values, directory } as unknown as Configuration;
}

function find(
  entry: Setting<unknown>,
  file: Readonly<Record<string, unknown>>,
  local: Readonly<Record<string, string | undefined>>,
  { flags = {}, environment }: ConfigurationSources,
): Finding | undefined {
  const inFlags = entry.flag === undefined ? undefined : flags[entry.flag];
  if (inFlags !== undefined) return { raw: inFlags, place: `flag --${entry.flag}` };
  for (const [variables, place] of [[environment, 'environment variable'], [local, LOCAL]] as const) {
    // An empty variable is the usual way to switch one off in a shell or a compose file.
    const name = entry.environment.find((candidate) => (variables[candidate] ?? '') !== '');
    if (name !== undefined) return { raw: variables[name], place: `${place} ${name}` };
  }
  return file[entry.key] === undefined || file[entry.key] === null ? undefined : { raw: file[entry.key], place: FILE };
}

function readValue(entry: Setting<unknown>, { raw, place }: Finding, faults: Fault[]): unknown {
  const reading = entry.read(raw);
  if ('value' in reading) return reading.value;
  const secret = /_(?:url|key|endpoint)$/.test(entry.key);
  faults.push({
    path: `$.${entry.key}`,
    code: 'invalid_setting',
    message: `${entry.key} in ${place} is ${secret ? 'not valid' : JSON.stringify(raw)}; allowed: ${reading.allowed}.`,
    allowed: reading.allowed,
  });
  return undefined;
}

function readConfigFile(directory: string, faults: Fault[]): Readonly<Record<string, unknown>> {
  const content = readTextFile(join(directory, FILE));
  const document = content === undefined ? {} : parseYaml(content, faults);
  const known = Object.values(SETTINGS).map(({ key }) => key as string);
  for (const key of Object.keys(document)) {
    if (known.includes(key)) continue;
    faults.push({ path: `$.${key}`, code: 'unknown_key', message: `Unknown setting "${key}" in ${FILE}; known: ${known.join(', ')}.`, allowed: known });
  }
  return document;
}

function parseYaml(content: string, faults: Fault[]): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = parse(content) ?? {};
  } catch (error) {
    // The parser throws YAMLParseError, whose message holds line and column.
    faults.push({ path: '$', code: 'invalid_yaml', message: `${FILE} is not valid YAML: ${(error as Error).message}` });
    return {};
  }
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document as Record<string, unknown>;
  faults.push({ path: '$', code: 'invalid_type', message: `${FILE} must hold settings as "key: value" lines.` });
  return {};
}

function readLocalEnvironment(directory: string): Readonly<Record<string, string | undefined>> {
  const content = readTextFile(join(directory, LOCAL));
  return content === undefined ? {} : (parseEnv(content) as Record<string, string | undefined>);
}

function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // ENOENT in the usual case; an unreadable optional file counts as absent.
    return undefined;
  }
}

function configurationError(errors: readonly Fault[]): AppError {
  const message = `The configuration has ${errors.length === 1 ? 'a fault' : `${errors.length} faults`}: ${errors.map((fault) => fault.message).join(' ')}`;
  return new AppError('invalid_request', message, { errors });
}
