import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';

/** Where the data root may be named, by rank: flag, environment, then the installation's own files. */
export interface DataRootSources {
  readonly flag: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Base of relative paths in the flag and the environment. */
  readonly workingDirectory: string;
  readonly installation: string;
}

const VARIABLES = ['DW_SIMULATOR_DATA_ROOT', 'DATA_ROOT'];

/** The data root that a server started from this installation would use, as an absolute path. */
export function resolveDataRoot({ flag, environment, workingDirectory, installation }: DataRootSources): string {
  const named = flag ?? fromVariables(environment);
  if (named !== undefined) return resolve(workingDirectory, named);
  return resolve(installation, fromLocalEnvironment(installation) ?? fromConfigFile(installation) ?? './data');
}

function fromVariables(variables: Readonly<Record<string, string | undefined>>): string | undefined {
  return VARIABLES.map((name) => variables[name]).find((value) => (value ?? '') !== '');
}

function fromLocalEnvironment(installation: string): string | undefined {
  const content = readOptional(join(installation, '.env.local'));
  return content === undefined ? undefined : fromVariables(parseEnv(content) as Record<string, string>);
}

function fromConfigFile(installation: string): string | undefined {
  const content = readOptional(join(installation, 'config/default.yml'));
  if (content === undefined) return undefined;
  try {
    const value = (parse(content) as Record<string, unknown> | null)?.['data_root'];
    return typeof value === 'string' ? value : undefined;
  } catch {
    // YAMLParseError: the server says what is wrong with the file when it starts.
    return undefined;
  }
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // ENOENT in the usual case; the server reports files that it can't read.
    return undefined;
  }
}
