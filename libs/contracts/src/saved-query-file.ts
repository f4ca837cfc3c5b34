import { SQL_DIALECTS, type SqlDialect } from './sql-dialect';
import type { SavedQueryDefinition } from './saved-query';

/** Keys of the comment at the head of a file, in their order. */
const KEYS = ['name', 'experiment', 'dialect', 'warehouse', 'description'] as const;
type Key = (typeof KEYS)[number];

const HEADER_LINE = /^--\s*(name|experiment|dialect|warehouse|description)\s*:(.*)$/is;

/** Names of saved queries: letters and digits of any script, blanks, `_`, `-` and `.` between them; at most 100 characters. */
export const SAVED_QUERY_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_ .-]{0,98}[\p{L}\p{M}\p{N}_-])?$/u;

/** What names of saved queries may be, in words. */
export const SAVED_QUERY_NAME_RULE = 'at most 100 letters, digits, blanks, "_", "-" and ".", with a letter, a digit or "_" first';

/** The file of a saved query: its header as a comment, an empty line, and its text. Lines end at `\n`. */
export function savedQueryFile(query: SavedQueryDefinition): string {
  const lines = KEYS.flatMap((key) => {
    const value = query[key];
    if (value === null || value === undefined || value === '') return [];
    return value.split(/\r*\n/).map((line, index) => (index === 0 ? `-- ${key}: ${line}` : `--   ${line}`));
  });
  return `${lines.join('\n')}\n\n${query.sql.trimEnd()}\n`;
}

/** Name of the file of a saved query. */
export function savedQueryFileName(name: string): string {
  return `${name}.sql`;
}

/**
 * Reads the file of a saved query. Where there is no header the whole text is the query, and the file's name its name.
 * @param fileName without folders
 */
export function readSavedQueryFile(fileName: string, text: string): SavedQueryDefinition {
  const lines = text.replace(/^\uFEFF/, '').split(/\r*\n/);
  const header: Partial<Record<Key, string>> = {};
  let at = 0;
  let last: Key | undefined;
  for (; at < lines.length; at++) {
    const line = lines[at]!;
    const [, key, value] = HEADER_LINE.exec(line) ?? [];
    const more = /^--   (.*)$/s.exec(line);
    if (key !== undefined) {
      last = key.toLowerCase() as Key;
      header[last] = value!.trim();
    } else if (last === 'description' && more) header.description += `\n${more[1]!}`;
    else if (last !== undefined || line.trim() !== '') break;
  }
  const sql = lines.slice(last === undefined ? 0 : at).join('\n').replace(/^(?:[ \t]*\n)+/, '').trimEnd();
  const { name = fileName.replace(/\.sql$/i, ''), dialect, ...rest } = header;
  return { name, sql, ...rest, ...(dialect !== undefined && { dialect: dialectOf(dialect) }) };
}

/** A dialect in whatever case; another word stays as it is, for the check to name it. */
function dialectOf(text: string): SqlDialect {
  return SQL_DIALECTS.find((dialect) => dialect === text.toLowerCase()) ?? (text as SqlDialect);
}
