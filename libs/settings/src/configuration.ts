import type { SettingView } from '@dw-sim/contracts';
import type { Setting } from './setting';
import type { SETTINGS } from './settings';

/** The settings in force, checked and complete. Files and folders are absolute. */
export type Configuration = {
  readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name] extends Setting<infer T> ? T : never;
} & {
  /** Folder of the configuration, which relative paths of targets start from. */
  readonly directory: string;
  /** DSNs by kind of target: each makes a target of that name. */
  readonly targetUrls: Readonly<Record<string, string>>;
  /** Each setting with its origin, for people: without secrets. */
  readonly views: readonly SettingView[];
};

export type LogLevel = Configuration['logLevel'];
