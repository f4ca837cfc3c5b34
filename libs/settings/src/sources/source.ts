import type { Fault, SettingSource, TextPosition } from '@dw-sim/contracts';
import type { Setting } from '../setting';

/** A raw value, and where it is written. */
export interface Finding {
  readonly raw: unknown;
  readonly source: SettingSource;
  /** The place in words: `config/default.yml:3`, `DW_SIMULATOR_PORT`, `--port`. */
  readonly origin: string;
  readonly position?: TextPosition;
  /** Folder that relative paths start from. */
  readonly folder: string;
}

/** One place that settings are read from. */
export interface Source {
  /** The raw value of a setting here; undefined where there is none. */
  find(setting: Setting<unknown>): Finding | undefined;
  /** Kinds of target whose DSN is written here. */
  readonly targetKinds: readonly string[];
  /** What is wrong with the source itself: it can't be read, or names what is no setting. */
  readonly faults: readonly Fault[];
}
