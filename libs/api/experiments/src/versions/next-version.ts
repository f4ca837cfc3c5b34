import { compareVersions, formatColumnType, raisedVersion, type ExperimentDefinition, type VersionChange } from '@dw-sim/contracts';
import { canonicalJson, type ColumnModel, type ExperimentModel } from '@dw-sim/generation-plan';

/** Version of a new experiment whose definition names none. */
export const FIRST_VERSION = '1.0.0';

/** A definition and what it means. */
export interface UnderstoodVersion {
  readonly definition: ExperimentDefinition;
  readonly model: ExperimentModel;
}

/**
 * How far a definition is from the one before it: `major` where a query that worked may fail or mean something else (a table or a
 * column is gone, or a column has another type, may be NULL or is no longer unique), `patch` where the same seed makes the same rows
 * (descriptions, warnings, dialect), `minor` otherwise.
 */
export function versionChange(before: UnderstoodVersion, after: UnderstoodVersion): Exclude<VersionChange, 'created'> {
  if (breaksReaders(before.model, after.model)) return 'major';
  return canonicalJson(withoutWords(before.definition)) === canonicalJson(withoutWords(after.definition)) ? 'patch' : 'minor';
}

/** The version that follows the highest one that an experiment has. */
export function versionAfter(existing: readonly string[], change: Exclude<VersionChange, 'created'>): string {
  return raisedVersion(highest(existing), change);
}

export function highest(versions: readonly string[]): string {
  return versions.reduce((best, version) => (compareVersions(version, best) > 0 ? version : best));
}

function breaksReaders(before: ExperimentModel, after: ExperimentModel): boolean {
  return before.tables.some((table) => {
    const later = named(after.tables, table.name);
    return !later || table.columns.some((column) => !stillReads(column, named(later.columns, column.name)));
  });
}

function stillReads(before: ColumnModel, after: ColumnModel | undefined): boolean {
  if (!after || formatColumnType(before.type) !== formatColumnType(after.type)) return false;
  return (before.nullable || !after.nullable) && (!before.unique || after.unique);
}

function named<T extends { readonly name: string }>(items: readonly T[], name: string): T | undefined {
  return items.find((item) => item.name.toLowerCase() === name.toLowerCase());
}

/** A definition without what changes no row. */
function withoutWords({ version: _version, description: _description, dialect: _dialect, target_warehouse: _target, tables, ...rest }: ExperimentDefinition): unknown {
  return {
    ...rest,
    tables: tables.map(({ description: _ofTable, warnings: _warnings, columns, ...table }) => ({ ...table, columns: columns.map(({ description: _ofColumn, ...column }) => column) })),
  };
}
