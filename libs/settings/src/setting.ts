import type { SettingType } from './setting-type';

/** One setting. Everything that is said of it elsewhere (help, documentation, messages) follows from here. */
export interface Setting<T> {
  /** Key in `config/default.yml`, in snake case. */
  readonly key: string;
  readonly type: SettingType<NonNullable<T>>;
  /** What the default is called in the documentation. */
  readonly defaultWords: string;
  /**
   * The value where nothing is written.
   * @param folder what a relative path starts from
   * @param dataRoot absolute path; empty while the data root itself is read
   */
  readonly defaultValue: (folder: string, dataRoot: string) => T;
  /** A sentence or two in Markdown. */
  readonly description: string;
  /** Environment variables, the first of them preferred. */
  readonly environment: readonly string[];
  /** Long flag without dashes; undefined for secrets, which other users of the machine would see. */
  readonly flag: string | undefined;
  readonly secret: boolean;
}

/** A default that is not written as a setting is. */
export interface Fallback<T> {
  readonly words: string;
  readonly value: (dataRoot: string) => T;
}

type Written = string | number | boolean | readonly string[];

export interface SettingExtras {
  /** Another environment variable that counts. */
  readonly alias?: string;
  /** Never shown, and no flag. */
  readonly secret?: boolean;
}

/**
 * One line of the table of settings. The variable is `DW_SIMULATOR_<KEY>`, the flag `--<key>` with hyphens.
 * @param fallback what is as good as written where nothing is, or `computed(…)`, or `absent(…)`
 */
export function setting<T>(key: string, type: SettingType<T>, fallback: Written | Fallback<NoInfer<T>>, description: string, extras?: SettingExtras): Setting<T>;
export function setting<T>(key: string, type: SettingType<T>, fallback: Fallback<null>, description: string, extras?: SettingExtras): Setting<T | null>;
export function setting<T>(key: string, type: SettingType<T>, fallback: Written | Fallback<T>, description: string, { alias, secret = false }: SettingExtras = {}): Setting<T> {
  const environment = [`DW_SIMULATOR_${key.toUpperCase()}`, ...(alias === undefined ? [] : [alias])];
  const flag = secret ? undefined : key.replaceAll('_', '-');
  const { words, value } = isFallback(fallback) ? { words: fallback.words, value: (_folder: string, dataRoot: string) => fallback.value(dataRoot) } : written(type, fallback);
  return { key, type: type as SettingType<NonNullable<T>>, defaultWords: words, defaultValue: value, description, environment, flag, secret };
}

/** A default that depends on the machine or on the data root. */
export function computed<T>(words: string, value: (dataRoot: string) => T): Fallback<T> {
  return { words, value };
}

/** No value where none is written. */
export function absent(words = ''): Fallback<null> {
  return { words, value: () => null };
}

function written<T>(type: SettingType<T>, value: Written): { readonly words: string; readonly value: (folder: string) => T } {
  const shown = String(value);
  return { words: shown === '' ? '' : `\`${shown}\``, value: (folder) => type.read(value, folder) as T };
}

function isFallback<T>(value: Written | Fallback<T>): value is Fallback<T> {
  return typeof value === 'object' && 'words' in value;
}
