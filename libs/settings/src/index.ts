export type { Configuration, LogLevel } from './configuration';
export { loadConfiguration, type ConfigurationSources } from './load-configuration';
export type { Setting } from './setting';
export { settingsHelp } from './settings-help';
export { OTHER_VARIABLES, SETTINGS, targetUrl } from './settings';
export { readFlags, type Flags } from './sources/flags';
