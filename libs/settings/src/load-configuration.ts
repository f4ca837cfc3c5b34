import { resolve } from 'node:path';
import { AppError, type Fault } from '@dw-sim/contracts';
import type { Configuration } from './configuration';
import { dataRootSource, fileSource, strongSources, type ConfigurationSources } from './configuration-sources';
import { contradictions } from './contradictions';
import { readSetting, type ReadSetting } from './read-setting';
import type { Setting } from './setting';
import { settingView } from './setting-view';
import { SETTINGS, targetUrl } from './settings';
import type { Source } from './sources/source';

/**
 * Reads the configuration: defaults, then `config/default.yml`, then the same file in the data root, then `.env.local`, then the
 * environment, then flags.
 * @throws AppError `invalid_request` with every fault at once; each says where the value was written.
 */
export function loadConfiguration(sources: ConfigurationSources): Configuration {
  const directory = resolve(sources.directory);
  const all = allSources(sources, directory);
  const dataRoot = String(readSetting(SETTINGS.dataRoot, all, directory).value);
  const read = Object.entries<Setting<unknown>>(SETTINGS).map(([name, entry]): [string, ReadSetting] => [name, readSetting(entry, all, directory, dataRoot)]);
  const kinds = [...new Set(all.flatMap(({ targetKinds }) => targetKinds))].sort();
  const urls = kinds.map((kind): [string, ReadSetting] => [kind, readSetting(targetUrl(kind), all, directory)]);
  const values = valuesOf(read);
  const settings = [...read, ...urls].map(([, setting]) => setting);
  const faults = [...all.flatMap((source) => source.faults), ...settings.flatMap(({ fault }) => fault ?? [])];
  if (faults.length === 0) faults.push(...contradictions(values as unknown as Configuration));
  if (faults.length > 0) throw configurationError(faults);
  return { ...values, directory, targetUrls: valuesOf(urls), views: settings.map(settingView) } as unknown as Configuration;
}

/** All sources, the strongest first. */
function allSources(sources: ConfigurationSources, directory: string): readonly Source[] {
  const strong = strongSources(sources);
  const file = fileSource(sources, strong);
  const { value: dataRoot } = readSetting(SETTINGS.dataRoot, [...strong, ...file], directory);
  const { value: configFile } = readSetting(SETTINGS.configFile, strong, directory);
  return [...strong, ...(typeof dataRoot === 'string' ? dataRootSource(dataRoot, configFile) : []), ...file];
}

function valuesOf(settings: readonly (readonly [string, ReadSetting])[]): Record<string, unknown> {
  return Object.fromEntries(settings.map(([name, { value }]) => [name, value]));
}

function configurationError(errors: readonly Fault[]): AppError {
  const message = `The configuration has ${errors.length === 1 ? 'a fault' : `${errors.length} faults`}: ${errors.map((fault) => fault.message).join(' ')}`;
  return new AppError('invalid_request', message, { errors });
}
