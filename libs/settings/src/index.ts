export type { Configuration, LogLevel } from './configuration';
export type { ConfigurationSources } from './configuration-sources';
export { dataRootOf } from './data-root-of';
export { loadConfiguration } from './load-configuration';
export type { Setting } from './setting';
export { OTHER_VARIABLES, SETTINGS, targetUrl } from './settings';
export { settingsHelp } from './settings-help';
export { readFlags, type Flags } from './sources/flags';
