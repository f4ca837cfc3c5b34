import { resolve } from 'node:path';
import { fileSource, strongSources, type ConfigurationSources } from './configuration-sources';
import { readSetting } from './read-setting';
import { SETTINGS } from './settings';

/** The data root that a server would use, as an absolute path; faults, which the server tells, count as nothing written. */
export function dataRootOf(sources: ConfigurationSources): string {
  const directory = resolve(sources.directory);
  const strong = strongSources(sources);
  const { value } = readSetting(SETTINGS.dataRoot, [...strong, ...fileSource(sources, strong)], directory);
  return typeof value === 'string' ? value : SETTINGS.dataRoot.defaultValue(directory, '');
}
