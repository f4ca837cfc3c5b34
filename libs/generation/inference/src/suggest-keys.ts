import type { ExperimentDefinition, KeySuggestion, TableDefinition } from '@dw-sim/contracts';
import { sameWord } from './own-key';
import { endsWith, familyOf, isWhole, keyParts, type Subject } from './subject';

/** Columns of a table, of which some are keys. */
export interface SubjectTable {
  readonly name: string;
  readonly columns: readonly Subject[];
  readonly compositeKeys: readonly (readonly string[])[];
}

/** A unique column that others may refer to. */
interface Parent {
  readonly table: string;
  readonly key: Subject;
  readonly word: string;
  /** What it is about: by the key's name and by the table's. */
  readonly abouts: readonly string[];
}

/** Roles that a row plays for another one of its own table. */
const SAME_TABLE = 'parent|predecessor|successor|previous|original|replaced|root|head|top|superior|next';
/** Roles of people, who stand in a table of employees or users. */
const PERSON_ROLES = 'manager|reports to|supervisor|boss|rep|representative|agent|assignee|assigned to|owner|created by|updated by|modified by|approved by|created|author|approver|clerk|salesperson|operator|leader|mentor';
const STAFF = 'employee|staff|user|person|member|agent';

/** Surest below which nothing is offered. */
const LEAST_CONFIDENCE = 0.5;

/**
 * Foreign keys that names suggest: a key of the same name as a unique one of another table, or about what that table is
 * about, perhaps with a role before it (`ship_address_id`). Only where the types agree and one table alone fits best.
 */
export function suggestKeys(tables: readonly SubjectTable[]): readonly KeySuggestion[] {
  const parents = tables.flatMap(parentsOf);
  return tables.flatMap((table) => table.columns.filter(mayRefer).flatMap((column) => bestOf(candidates(column, table.name, parents))));
}

function parentsOf({ name, columns }: SubjectTable): readonly Parent[] {
  return columns.flatMap((key) => {
    const parts = keyParts(key.text);
    const mayBeKey = key.unique && !key.isReference && ['text', 'uuid', 'number'].includes(familyOf(key)) && (familyOf(key) !== 'number' || isWhole(key));
    return parts && mayBeKey ? [{ table: name, key, word: parts.word, abouts: [...new Set([parts.about, key.entity])].filter((about) => about !== '') }] : [];
  });
}

/** True for a column that nothing fills yet and that is no key itself. */
export function mayRefer({ definition, isReference, unique }: Subject): boolean {
  const { generator, distribution, faker_rule: rule } = definition;
  return !isReference && !unique && generator === undefined && distribution === undefined && rule === undefined;
}

interface Candidate extends KeySuggestion {
  readonly rank: number;
}

function candidates(column: Subject, table: string, parents: readonly Parent[]): readonly Candidate[] {
  const parts = keyParts(column.text);
  return parents.flatMap((parent) => {
    if (!typesAgree(column, parent.key)) return [];
    const found = parts && parts.about !== '' ? byWords(column, parts, parent) : undefined;
    const match = found ?? byRole(column, table, parts?.about ?? column.text, parent, parents);
    if (!match || match.confidence < LEAST_CONFIDENCE) return [];
    const { confidence, why, rank = confidence } = match;
    return [{ table, column: column.name, references_table: parent.table, references_column: parent.key.name, confidence, reason: why, rank }];
  });
}

interface Match {
  readonly confidence: number;
  readonly why: string;
  readonly rank?: number;
}

function byWords(column: Subject, { about, word }: { readonly about: string; readonly word: string }, { table, key, word: keyWord, abouts }: Parent): Match | undefined {
  const target = `${table}.${key.name}`;
  // Codes and numbers are keys of others only under the very same name.
  const isLoose = ['code', 'number'].includes(word) || ['code', 'number'].includes(keyWord);
  if (isLoose && word !== keyWord) return undefined;
  const sameMarker = word === keyWord ? 0 : 0.1;
  if (column.name.toLowerCase() === key.name.toLowerCase()) return { confidence: 0.97, why: `It has the name of ${target}, which is unique.` };
  if (abouts.includes(about)) return { confidence: 0.95 - sameMarker, why: `Its name is that of ${target}, which is unique.` };
  if (isLoose) return undefined;
  const role = abouts.filter((words) => about.endsWith(` ${words}`)).sort((a, b) => b.length - a.length)[0];
  if (role !== undefined) return { confidence: 0.85 - sameMarker, why: `Its name is that of ${target} with the role "${about.slice(0, -role.length - 1)}" before it.`, rank: 0.85 - sameMarker + role.length / 1000 };
  return abouts.some((words) => isShort(about.split(' ').at(-1) ?? '', words)) ? { confidence: 0.7 - sameMarker, why: `Its name is short for that of ${target}, which is unique.` } : undefined;
}

/** `cdemo` for customer demographics: initials, and the beginning of the last word. */
function isShort(word: string, words: string): boolean {
  const all = words.split(' ');
  const initials = all.slice(0, -1).map((one) => one[0]).join('');
  const rest = word.slice(initials.length);
  return all.length > 1 && word.startsWith(initials) && rest.length >= 3 && sameWord(rest, all[all.length - 1]);
}

function byRole(column: Subject, table: string, about: string, parent: Parent, parents: readonly Parent[]): Match | undefined {
  const target = `${parent.table}.${parent.key.name}`;
  if (parent.table === table && endsWith(about, SAME_TABLE) && !['code', 'number'].includes(parent.word)) return column.definition.required ? undefined : { confidence: 0.7, why: `"${about}" is another row of the same table: ${target}.` };
  if (!endsWith(about, PERSON_ROLES) || !endsWith(parent.key.entity, STAFF) || ['code', 'number'].includes(parent.word)) return undefined;
  const isOwn = parent.table === table;
  if (isOwn && column.definition.required) return undefined;
  const others = parents.filter(({ key }) => endsWith(key.entity, STAFF));
  return isOwn || others.length === 1 ? { confidence: isOwn ? 0.75 : 0.6, why: `"${about}" is a person of ${target}.` } : undefined;
}

/** The same type, or one that holds every value of the other. */
export function typesAgree({ type }: Subject, { type: other }: Subject): boolean {
  if (type.kind === 'VARCHAR' && other.kind === 'VARCHAR') return (type.length ?? Infinity) >= (other.length ?? Infinity);
  if (type.kind === 'DECIMAL' && other.kind === 'DECIMAL') return type.precision === other.precision && type.scale === other.scale;
  return type.kind === other.kind || (type.kind === 'BIGINT' && other.kind === 'INT');
}

/** The surest one; none where two tables fit alike. */
function bestOf(found: readonly Candidate[]): readonly KeySuggestion[] {
  const [best, second] = [...found].sort((a, b) => b.rank - a.rank);
  if (!best || (second && second.rank === best.rank)) return [];
  const { rank: _rank, ...suggestion } = best;
  return [{ ...suggestion, confidence: Math.round(suggestion.confidence * 100) / 100 }];
}

/** A definition with foreign keys that were suggested; what would have filled those columns goes. */
export function withKeys(definition: ExperimentDefinition, keys: readonly KeySuggestion[]): ExperimentDefinition {
  return { ...definition, tables: definition.tables.map((table) => withKeysOf(table, keys.filter((key) => key.table === table.name))) };
}

function withKeysOf(table: TableDefinition, keys: readonly KeySuggestion[]): TableDefinition {
  const composite = keys.filter(({ columns }) => columns !== undefined);
  const foreignKeys = composite.map(({ columns = [], references_table, references_columns = [] }) => {
    const isOpen = columns.every((name) => table.columns.find((column) => column.name === name)?.required !== true && !(table.composite_keys ?? []).some((names) => names.includes(name)));
    return { columns, references_table, references_columns, nullable: isOpen };
  });
  return {
    ...table,
    ...(foreignKeys.length > 0 && { foreign_keys: [...(table.foreign_keys ?? []), ...foreignKeys] }),
    columns: table.columns.map((column) => {
      const key = keys.find((suggestion) => suggestion.column === column.name || suggestion.columns?.includes(column.name));
      if (!key) return column;
      const { min_value: _min, max_value: _max, date_start: _start, date_end: _end, ...rest } = column;
      if (key.columns) return rest;
      const isMember = (table.composite_keys ?? []).some((names) => names.includes(column.name));
      return { ...rest, foreign_key: { references_table: key.references_table, references_column: key.references_column, nullable: column.required !== true && !isMember } };
    }),
  };
}
