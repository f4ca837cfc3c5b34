import { AppError, physicalTableName, type Fault } from '@dw-sim/contracts';
import type { ExperimentModel, RelationModel, TableModel } from '@dw-sim/generation-plan';
import type { PhysicalTable, WarehouseStrategy } from '@dw-sim/warehouse-core';

/** The tables that an experiment has in a warehouse, in the order of its definition. */
export function physicalTables(model: Pick<ExperimentModel, 'name' | 'tables'>): readonly PhysicalTable[] {
  return model.tables.map((table) => physicalTable(model.name, table));
}

function physicalTable(experiment: string, { name, description, columns, compositeKeys, relations }: TableModel): PhysicalTable {
  const unique = columns.filter((column) => column.unique);
  const key = unique.find((column) => !column.nullable);
  const primaryKey = key ? [key.name] : compositeKeys[0];
  return {
    name: physicalTableName(experiment, name),
    columns: columns.map((column) => ({ name: column.name, type: column.type, nullable: column.nullable, ...commentOf(column) })),
    ...(primaryKey && { primaryKey }),
    uniqueKeys: [...unique.filter((column) => column !== key).map((column) => [column.name]), ...compositeKeys.slice(key ? 0 : 1)],
    foreignKeys: relations.map((relation) => foreignKeyOf(experiment, relation)),
    ...commentOf({ description }),
  };
}

function commentOf({ description }: { readonly description: string | null }): { readonly comment?: string } {
  return description === null ? {} : { comment: description };
}

function foreignKeyOf(experiment: string, { columns, table, parentColumns }: RelationModel): PhysicalTable['foreignKeys'][number] {
  return { columns, referencesTable: physicalTableName(experiment, table), referencesColumns: parentColumns };
}

/**
 * Checks that an engine can hold the names of an experiment's tables and columns.
 * @throws AppError `invalid_definition` with every name that is too long
 */
export function requireFittingNames(model: Pick<ExperimentModel, 'name' | 'tables'>, { label, capabilities }: WarehouseStrategy): void {
  const most = capabilities.maxIdentifierBytes;
  const tooLong = (name: string, path: string): Fault[] => {
    const message = `The name "${name}" has ${Buffer.byteLength(name)} bytes; ${label} allows ${most}.`;
    return Buffer.byteLength(name) <= most ? [] : [{ path, code: 'name_too_long', message, value: name, allowed: `at most ${most} bytes` }];
  };
  const errors = model.tables.flatMap((table, at) => [
    ...tooLong(physicalTableName(model.name, table.name), `$.tables[${at}].name`),
    ...table.columns.flatMap(({ name }, column) => tooLong(name, `$.tables[${at}].columns[${column}].name`)),
  ]);
  if (errors.length > 0) throw new AppError('invalid_definition', errors.map(({ message }) => message).join(' '), { errors });
}
