import type { ColumnDefinition, ColumnType, ExperimentDefinition, Fault, ImportedTable, InferredColumn, InferredDefinition, KeySuggestion, TableDefinition } from '@dw-sim/contracts';
import { FaultList, parseColumnType } from '@dw-sim/generation-plan';
import { factsOf } from './column-facts';
import { fillColumns, type ColumnPlace } from './fill-columns';
import { checkedWithOneRow } from './one-row';
import { undeclaredKey } from './own-key';
import { feasibleRows } from './row-counts';
import { type Subject, subjectsOf } from './subject';
import { joinSuggestions, suggestCompositeKeys } from './suggest-composite-keys';
import { suggestKeys, withKeys } from './suggest-keys';

/** What to infer with. */
export interface InferenceOptions {
  /** What the DDL says beside the definition; tables by name. */
  readonly imported?: readonly ImportedTable[];
  /** Which of the suggested foreign keys are applied: all, or those of these columns. None by default. */
  readonly applySuggestions?: boolean | readonly Pick<KeySuggestion, 'table' | 'column'>[];
}

/**
 * Says for every column of a definition that does not say it how it is filled, from its name, type, constraints, comment
 * and neighbours, with the reason. Names columns that are evidently foreign keys. Where the definition without generators
 * is sound, so is the result; columns that have a generator, a distribution, a rule or a foreign key stay as they are.
 */
export function inferGenerators(given: ExperimentDefinition, { imported = [], applySuggestions = false }: InferenceOptions = {}): InferredDefinition {
  const { definition: keyed, keys } = withOwnKeys(given, imported);
  const subjects = keyed.tables.map((table) => ({ name: table.name, columns: subjectsIn(table, imported), compositeKeys: table.composite_keys ?? [] }));
  const composite = soundKeys(keyed, suggestCompositeKeys(subjects));
  const offered = soundKeys(keyed, joinSuggestions(composite, suggestKeys(subjects)));
  const isWanted = ({ table, column }: KeySuggestion): boolean => applySuggestions === true || (applySuggestions !== false && applySuggestions.some((wanted) => wanted.table === table && wanted.column === column));
  const applied = offered.filter(isWanted);
  const connected = withKeys(keyed, applied);
  const places = connected.tables.flatMap((table, t) => subjectsIn(table, imported).flatMap((subject): readonly ColumnPlace[] => (isOpen(subject) ? [{ table: t, column: table.columns.indexOf(subject.definition), subject }] : [])));
  const { definition: filled, filled: columns } = fillColumns(connected, places);
  const { definition, lowered } = feasibleRows(filled);
  const reasons = columns.map(({ table, column, proposal }): InferredColumn => {
    const name = definition.tables[table].columns[column].name;
    const isKey = keys.some((key) => key.table === definition.tables[table].name && key.column === name);
    return { table: definition.tables[table].name, column: name, reason: isKey ? `${proposal.reason} Taken for the table's key, since none is declared.` : proposal.reason };
  });
  return { definition, columns: reasons, suggestions: offered.filter((key) => !applied.includes(key)), applied, lowered };
}

function typeOf({ data_type: type, varchar_length: length }: ColumnDefinition): ColumnType | undefined {
  return parseColumnType(type, length, '', new FaultList());
}

function subjectsIn(table: TableDefinition, imported: readonly ImportedTable[]): readonly Subject[] {
  const source = imported.find(({ name }) => name === table.name);
  return subjectsOf(table, typeOf, (column) => {
    const found = source?.columns.find(({ name }) => name === column.name);
    return found && factsOf(found);
  });
}

/** True where nothing says yet how the column is filled. */
function isOpen({ definition, isReference }: Subject): boolean {
  const { generator, faker_rule: rule, distribution } = definition;
  return !isReference && generator === undefined && rule === undefined && distribution === undefined;
}

/** Makes the evident key of a table that declares none unique, so that others may refer to it. */
function withOwnKeys(definition: ExperimentDefinition, imported: readonly ImportedTable[]): { readonly definition: ExperimentDefinition; readonly keys: readonly Pick<InferredColumn, 'table' | 'column'>[] } {
  const keys = definition.tables.flatMap((table) => {
    const key = undeclaredKey(table, subjectsIn(table, imported));
    return key ? [{ table: table.name, column: key.name }] : [];
  });
  const tables = definition.tables.map((table) => {
    const key = keys.find((found) => found.table === table.name);
    return key ? { ...table, columns: table.columns.map((column) => (column.name === key.column ? { ...column, is_unique: true } : column)) } : table;
  });
  return { definition: { ...definition, tables }, keys };
}

/** Suggestions that leave a sound definition sound: one that closes a circle of required keys, say, is none. */
function soundKeys(definition: ExperimentDefinition, suggested: readonly KeySuggestion[]): readonly KeySuggestion[] {
  const faultsOf = (keys: readonly KeySuggestion[]): readonly Fault[] => checkedWithOneRow(withKeys(definition, keys)).errors;
  const before = new Set(faultsOf([]).map(({ path, code }) => `${code} ${path}`));
  const newFaults = (keys: readonly KeySuggestion[]): readonly Fault[] => faultsOf(keys).filter(({ path, code }) => !before.has(`${code} ${path}`));
  let sound = suggested;
  for (let faults = newFaults(sound); faults.length > 0; faults = newFaults(sound)) {
    const refused = sound.filter((key) => faults.some(({ path }) => isOf(path, key, definition)));
    // Of a circle the least sure goes first.
    const [first = sound[sound.length - 1]] = [...refused].sort((a, b) => a.confidence - b.confidence);
    const gone = refused.some(({ confidence }) => confidence > first.confidence) ? refused.filter(({ confidence }) => confidence === first.confidence) : [first];
    sound = sound.filter((key) => !gone.includes(key));
  }
  return sound;
}

function isOf(path: string, { table, column, columns }: KeySuggestion, { tables }: ExperimentDefinition): boolean {
  if (columns) return tables.some(({ name }, t) => name === table && path.startsWith(`$.tables[${t}].`));
  const [, t, c] = /^\$\.tables\[(\d+)\]\.columns\[(\d+)\]/.exec(path) ?? [];
  return t !== undefined && tables[Number(t)].name === table && tables[Number(t)].columns[Number(c)].name === column;
}
