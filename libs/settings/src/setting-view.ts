import { HIDDEN_SECRET, redactDsn, type SettingView } from '@dw-sim/contracts';
import type { ReadSetting } from './read-setting';

/** A setting for people: with its origin, and without what is secret in it. */
export function settingView({ setting, value, finding }: ReadSetting): SettingView {
  const { key, type, defaultWords, environment, flag, description, secret } = setting;
  return {
    key,
    value: secret ? hidden(value) : (value as SettingView['value']),
    source: finding?.source ?? 'default',
    origin: finding?.origin ?? 'default',
    default: defaultWords,
    allowed: type.allowed,
    environment,
    flag: flag === undefined ? null : `--${flag}`,
    description,
    secret,
  };
}

/** The secret parts of a DSN, or all of any other text. */
function hidden(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value.includes('://') ? redactDsn(value) : HIDDEN_SECRET;
}
