import type { TableDefinition } from '@dw-sim/contracts';
import { familyOf, isWhole, keyParts, type Subject } from './subject';

/** The key is among the first columns. */
const FIRST_COLUMNS = 2;

/** Words of a key that is a row's own; codes and numbers may repeat. */
const OWN_WORDS: ReadonlySet<string> = new Set(['id', 'sk', 'key', 'identifier', 'uuid', 'pk']);

/** The key of a table that declares none, by its name: `id`, `customer_sk` of `customers`. */
export function undeclaredKey(table: TableDefinition, subjects: readonly Subject[]): Subject | undefined {
  const isDeclared = (table.composite_keys ?? []).length > 0 || table.columns.some((column) => column.is_unique);
  return isDeclared ? undefined : subjects.slice(0, FIRST_COLUMNS).find(isOwnKey);
}

/** True for a key of the rows themselves, by its name and type. */
export function isOwnKey(subject: Subject): boolean {
  const key = keyParts(subject.text);
  const holdsKeys = ['text', 'uuid'].includes(familyOf(subject)) || (familyOf(subject) === 'number' && isWhole(subject));
  const { generator, distribution, faker_rule: rule } = subject.definition;
  const isOpen = !subject.isReference && distribution === undefined && rule === undefined && (generator === undefined || generator.type === 'sequence');
  return key !== undefined && holdsKeys && isOpen && OWN_WORDS.has(key.word) && (key.about === '' || isAbout(key.about, subject.entity));
}

/** True where the words of a key are those of its table, perhaps shortened: `promo` of promotion. */
function isAbout(about: string, entity: string): boolean {
  const words = about.split(' ');
  const others = entity.split(' ');
  return sameWord(words[words.length - 1], others[others.length - 1]) && words.every((word) => others.some((other) => sameWord(word, other)));
}

/** The same word, or the beginning of the other one. */
export function sameWord(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a)));
}
