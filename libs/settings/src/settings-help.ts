import type { Setting } from './setting';
import { SETTINGS } from './settings';

/** The settings that have a flag, one below the other, for `--help` in a terminal. */
export function settingsHelp(): string {
  const rows = Object.values<Setting<unknown>>(SETTINGS).flatMap(({ flag, type, description, defaultWords: words }) => {
    if (flag === undefined) return [];
    return [[`  --${flag}`, `${plain(description)} ${capital(type.allowed)}.${words === '' ? '' : ` Default: ${plain(words)}.`}`]];
  });
  const width = Math.max(...rows.map(([flag]) => flag!.length)) + 2;
  return rows.map(([flag, said]) => `${flag!.padEnd(width)}${said}`).join('\n');
}

/** Markdown without its marks. */
function plain(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
