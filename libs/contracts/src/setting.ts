/** Where the value of a setting comes from, from the weakest to the strongest; `data_root` is the file in the data root. */
export const SETTING_SOURCES = ['default', 'file', 'data_root', 'local', 'environment', 'flag'] as const;

export type SettingSource = (typeof SETTING_SOURCES)[number];

/** A setting with the value in force. Secrets are `***`. */
export interface SettingView {
  /** Key in `config/default.yml`. */
  readonly key: string;
  readonly value: string | number | boolean | readonly string[] | null;
  readonly source: SettingSource;
  /** Where it is written, such as `config/default.yml:3` or `DW_SIMULATOR_PORT`; `default` where it is nowhere. */
  readonly origin: string;
  /** What the default is, in words where it depends on the machine or on another setting. */
  readonly default: string;
  /** What may be written. */
  readonly allowed: string;
  /** Environment variables, the first of them preferred. */
  readonly environment: readonly string[];
  /** Long flag of the server with its dashes; null for secrets, which other users of the machine would see. */
  readonly flag: string | null;
  readonly description: string;
  readonly secret: boolean;
}

/** All settings in force, in the order of the documentation. */
export interface ConfigurationReport {
  readonly items: readonly SettingView[];
}
