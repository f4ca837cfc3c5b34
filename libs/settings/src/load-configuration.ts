import { relative, resolve } from 'node:path';
import { AppError, type Fault } from '@dw-sim/contracts';
import type { Configuration } from './configuration';
import { contradictions } from './contradictions';
import { readSetting, type ReadSetting } from './read-setting';
import type { Setting } from './setting';
import { PLACES_OF_SETTINGS, SETTINGS, targetUrl } from './settings';
import { configFileSource } from './sources/config-file';
import { flagsSource, type Flags } from './sources/flags';
import { localFileSource } from './sources/local-file';
import type { Source } from './sources/source';
import { variablesSource } from './sources/variables';
import { settingView } from './setting-view';

/** Where settings are looked for. */
export interface ConfigurationSources {
  /** Folder of `config/default.yml` and `.env.local`. */
  readonly directory: string;
  /** What relative paths in the environment and in flags start from; `directory` where absent. */
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Flags by their long name, or a whole command line. */
  readonly flags?: Flags | Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the configuration: defaults, then `config/default.yml`, then the same file in the data root, then `.env.local`, then the
 * environment, then flags.
 * @throws AppError `invalid_request` with every fault at once; each says where the value was written.
 */
export function loadConfiguration(sources: ConfigurationSources): Configuration {
  const directory = resolve(sources.directory);
  const strong = strongSources(sources, directory);
  const named = readSetting(SETTINGS.configFile, strong, directory);
  const file = configFile(directory, named);
  const dataRoot = readSetting(SETTINGS.dataRoot, [...strong, ...file], directory);
  const all = [...strong, ...dataRootFile(dataRoot, named), ...file];
  const read = Object.entries<Setting<unknown>>(SETTINGS).map(([name, entry]): [string, ReadSetting] => [name, readSetting(entry, all, directory, dataRoot.value as string)]);
  const kinds = [...new Set(all.flatMap(({ targetKinds }) => targetKinds))].sort();
  const urls = kinds.map((kind) => ({ kind, ...readSetting(targetUrl(kind), all, directory) }));
  const values = Object.fromEntries(read.map(([name, { value }]) => [name, value]));
  const faults = [...all.flatMap((source) => source.faults), ...[...read.map(([, each]) => each), ...urls].flatMap(({ fault }) => fault ?? [])];
  if (faults.length === 0) faults.push(...contradictions(values as unknown as Configuration));
  if (faults.length > 0) throw configurationError(faults);
  const targetUrls = Object.fromEntries(urls.map(({ kind, value }) => [kind, value]));
  const views = [...read.map(([, each]) => each), ...urls].map(settingView);
  return { ...values, directory, targetUrls, views } as unknown as Configuration;
}

/** The sources that win over files of settings, the strongest first. */
function strongSources({ workingDirectory, environment, flags = {} }: ConfigurationSources, directory: string): readonly Source[] {
  const folder = workingDirectory === undefined ? directory : resolve(workingDirectory);
  const given = 'words' in flags ? (flags as Flags) : { values: defined(flags as Record<string, string | undefined>), words: [] };
  return [
    flagsSource(given, folder),
    variablesSource({ source: 'environment', values: environment, folder, place: (name) => ({ origin: name }) }),
    localFileSource(directory),
  ];
}

function configFile(directory: string, { value: file, finding }: ReadSetting): readonly Source[] {
  if (typeof file !== 'string') return [];
  const within = relative(directory, file);
  const name = within.startsWith('..') ? file : within;
  return [configFileSource({ file, name, source: 'file', folder: directory, misplaced: PLACES_OF_SETTINGS, isRequired: finding !== undefined })];
}

/** The file `config/default.yml` of the data root, unless that is the one that is read already. */
function dataRootFile({ value: dataRoot }: ReadSetting, named: ReadSetting): readonly Source[] {
  if (typeof dataRoot !== 'string') return [];
  const file = resolve(dataRoot, 'config/default.yml');
  if (file === named.value) return [];
  return [configFileSource({ file, name: file, source: 'data_root', folder: dataRoot, misplaced: [...PLACES_OF_SETTINGS, SETTINGS.dataRoot], isRequired: false })];
}

function defined(flags: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(flags).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function configurationError(errors: readonly Fault[]): AppError {
  const message = `The configuration has ${errors.length === 1 ? 'a fault' : `${errors.length} faults`}: ${errors.map((fault) => fault.message).join(' ')}`;
  return new AppError('invalid_request', message, { errors });
}
