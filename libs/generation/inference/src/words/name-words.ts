import { plainWords } from './vocabulary';

/** A name as plain English words in lower case. */
export interface NameWords {
  readonly words: readonly string[];
  /** Number at the end, as in `address_2`. */
  readonly ordinal?: number;
}

/** Parts of a name in any usual spelling: `custFName`, `CUST_FNAME` and `cust-fname` are cust, f, name or fname. */
export function namePartsOf(name: string): readonly string[] {
  const spaced = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\be[ _-]?mail/g, 'email')
    .replace(/\b([fl])[ _](name)\b/g, '$1$2');
  return spaced.split(/[^a-z0-9]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/).filter(Boolean);
}

/** Parts of a name as words: abbreviations and other languages resolved, runs of letters taken apart. */
export function wordsOfParts(parts: readonly string[]): NameWords {
  const last = parts.at(-1) ?? '';
  const isNumbered = parts.length > 1 && /^\d{1,4}$/.test(last);
  const words = (isNumbered ? parts.slice(0, -1) : parts).flatMap(plainWords);
  return { words: withoutRepeats(words), ...(isNumbered ? { ordinal: Number(last) } : {}) };
}

/** Words of a text or a name. */
export function wordsOf(text: string): NameWords {
  return wordsOfParts(namePartsOf(text));
}

function withoutRepeats(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => word !== words[index - 1]);
}

/** `categories` is category, `addresses` address; other words stay. */
export function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sses|uses|xes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** Words that say something by themselves, so that no table has them as a prefix. */
const NO_PREFIX: ReadonlySet<string> = new Set(['is', 'has', 'was', 'can', 'no', 'first', 'last', 'total', 'date', 'start', 'end', 'min', 'max', 'num', 'avg', 'created', 'updated', 'unit', 'id']);

/**
 * Prefix that the columns of a table share; undefined where there is none: up to three letters in most of the columns
 * (`c` of `c_name`), or a word of the table's name in all of them (`web` of `web_site_sk`).
 *
 * @param names parts of the columns' names
 * @param table parts of the table's name
 */
export function sharedPrefix(names: readonly (readonly string[])[], table: readonly string[]): string | undefined {
  const prefixed = names.filter((parts) => parts.length > 1 && !parts[0].startsWith('_'));
  if (prefixed.length < 2) return undefined;
  const counts = new Map<string, number>();
  for (const [first] of prefixed) counts.set(first, (counts.get(first) ?? 0) + 1);
  const [word, count] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  if (NO_PREFIX.has(word)) return undefined;
  return word.length <= 3 ? (count > names.length / 2 ? word : undefined) : count === names.length && table.map(singular).includes(singular(word)) ? word : undefined;
}
