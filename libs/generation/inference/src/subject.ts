import type { ColumnDefinition, ColumnType, TableDefinition } from '@dw-sim/contracts';
import { namePartsOf, sharedPrefix, singular, wordsOf, wordsOfParts } from './words/name-words';

/** What is known of a column beside its definition, such as the DDL's CHECK and DEFAULT. */
export interface ColumnFacts {
  /** The only values that are allowed. */
  readonly values?: readonly (string | number | boolean)[];
  readonly defaultValue?: string | number | boolean;
}

/** A column as the rules see it. */
export interface Subject {
  readonly definition: ColumnDefinition;
  readonly name: string;
  readonly type: ColumnType;
  readonly unique: boolean;
  /** Words of the name without the prefix that the table's columns share, joined by blanks. */
  readonly text: string;
  /** Number at the end of the name. */
  readonly ordinal?: number;
  /** What the row is about: words of the table's name, singular. */
  readonly entity: string;
  readonly facts: ColumnFacts;
  /** True where the column takes its values from another one. */
  readonly isReference: boolean;
  readonly siblings: readonly Subject[];
}

/** Words of tables that say what kind of table it is, not what it is about. */
const TABLE_KINDS: ReadonlySet<string> = new Set(['dim', 'dimension', 'fact', 'fct', 'stg', 'staging', 'raw', 'src', 'tbl', 'table', 'tb', 't', 'd', 'f', 'v', 'dw', 'dwh', 'mart', 'hist', 'history', 'master', 'lookup', 'ref', 'lkp', 'data', 'base', 'int', 'core', 'ods']);

/** What a row of a table is about: `dim_customers` a customer. */
export function entityOf(table: string): string {
  const parts = namePartsOf(table);
  const telling = parts.filter((part) => !TABLE_KINDS.has(part));
  return wordsOfParts(telling.length > 0 ? telling : parts).words.map(singular).join(' ');
}

/** The columns of a table whose types are known, each with its words and its siblings. */
export function subjectsOf(table: TableDefinition, typeOf: (column: ColumnDefinition) => ColumnType | undefined, factsOf: (column: ColumnDefinition) => ColumnFacts | undefined): readonly Subject[] {
  const subjects: Subject[] = [];
  const parts = table.columns.map(({ name }) => namePartsOf(name));
  const prefix = sharedPrefix(parts, namePartsOf(table.name));
  const entity = entityOf(table.name);
  table.columns.forEach((definition, index) => {
    const type = typeOf(definition);
    if (!type) return;
    const [first, ...more] = parts[index];
    const { words, ordinal } = wordsOfParts(first === prefix && more.length > 0 ? more : parts[index]);
    const unique = definition.is_unique ?? false;
    subjects.push({ definition, name: definition.name, type, unique, text: words.join(' '), ordinal, entity, facts: factsOf(definition) ?? {}, isReference: isReference(definition, table), siblings: subjects });
  });
  return subjects;
}

function isReference({ name, foreign_key: reference }: ColumnDefinition, { foreign_keys: keys = [] }: TableDefinition): boolean {
  return reference !== undefined || keys.some(({ columns }) => columns.some((column) => column.toLowerCase() === name.toLowerCase()));
}

/** The same column under the words of its comment. */
export function asDescribed(subject: Subject): Subject | undefined {
  const comment = (subject.definition.description ?? '').split(/[.,;:(\n]/)[0].trim();
  const { words } = wordsOf(comment);
  const telling = words.filter((word) => !['the', 'a', 'an', 'of', 'this', 'its', 'in', 'for'].includes(word));
  return telling.length > 0 && telling.length <= 6 ? { ...subject, text: telling.join(' ') } : undefined;
}

/** Families of types that rules tell apart. */
export type Family = 'text' | 'number' | 'date' | 'moment' | 'time' | 'boolean' | 'uuid' | 'json';

const FAMILIES: Readonly<Record<ColumnType['kind'], Family>> = {
  VARCHAR: 'text', INT: 'number', BIGINT: 'number', FLOAT: 'number', DECIMAL: 'number', DATE: 'date', TIMESTAMP: 'moment', TIMESTAMPTZ: 'moment', TIME: 'time', BOOLEAN: 'boolean', UUID: 'uuid', JSON: 'json',
};

/** Family of a column's type. */
export function familyOf({ type }: Pick<Subject, 'type'>): Family {
  return FAMILIES[type.kind];
}

/** Most characters of a text column. */
export function lengthOf({ type }: Pick<Subject, 'type'>): number {
  return type.kind === 'VARCHAR' ? (type.length ?? Infinity) : 0;
}

/** True for numbers without a fraction. */
export function isWhole({ type }: Pick<Subject, 'type'>): boolean {
  return type.kind === 'INT' || type.kind === 'BIGINT' || (type.kind === 'DECIMAL' && type.scale === 0);
}

/** True where a word or phrase ends the text. */
export function endsWith(text: string, phrases: string): boolean {
  return new RegExp(`(?:^| )(?:${phrases})$`).test(text);
}

/** Words that end the name of a key. */
export const KEY_WORDS = 'id|sk|key|code|number|identifier|uuid|pk|fk';

/** What a key is about and its last word: `customer` and `sk`; undefined where the name is no key's. */
export function keyParts(text: string): { readonly about: string; readonly word: string } | undefined {
  const [, about, words] = new RegExp(`^(.*?) ?((?:(?:${KEY_WORDS})(?: |$))+)$`).exec(text) ?? [];
  return words === undefined ? undefined : { about, word: words.trim().split(' ')[0] };
}
