import { relative, resolve } from 'node:path';
import { readSetting } from './read-setting';
import { PLACES_OF_SETTINGS, SETTINGS } from './settings';
import { configFileSource } from './sources/config-file';
import { flagsSource, type Flags } from './sources/flags';
import { localFileSource } from './sources/local-file';
import type { Source } from './sources/source';
import { variablesSource } from './sources/variables';

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

/** The sources that win over files of settings, the strongest first. */
export function strongSources({ directory, workingDirectory = directory, environment, flags = {} }: ConfigurationSources): readonly Source[] {
  const folder = resolve(workingDirectory);
  const given = 'words' in flags ? (flags as Flags) : { values: defined(flags as Record<string, string | undefined>), words: [] };
  return [
    flagsSource(given, folder),
    variablesSource({ source: 'environment', values: environment, folder, place: (name) => ({ origin: name }) }),
    localFileSource(resolve(directory)),
  ];
}

/** `config/default.yml`, or the file that is named in its place; none where that name is no path. */
export function fileSource(sources: ConfigurationSources, strong: readonly Source[]): readonly Source[] {
  const folder = resolve(sources.directory);
  const { value: file, finding } = readSetting(SETTINGS.configFile, strong, folder);
  if (typeof file !== 'string') return [];
  const within = relative(folder, file);
  return [configFileSource({ file, name: within.startsWith('..') ? file : within, source: 'file', folder, misplaced: PLACES_OF_SETTINGS, isRequired: finding !== undefined })];
}

/** The same file in the data root, unless that is the one that is read already. */
export function dataRootSource(dataRoot: string, configFile: unknown): readonly Source[] {
  const file = resolve(dataRoot, 'config/default.yml');
  if (file === configFile) return [];
  return [configFileSource({ file, name: file, source: 'data_root', folder: dataRoot, misplaced: [...PLACES_OF_SETTINGS, SETTINGS.dataRoot], isRequired: false })];
}

function defined(flags: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(flags).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
