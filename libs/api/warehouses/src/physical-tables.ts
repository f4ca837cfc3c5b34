import { AppError, type Fault } from '@dw-sim/contracts';
import type { ExperimentModel, RelationModel, TableModel } from '@dw-sim/generation-plan';
import type { PhysicalTable, WarehouseStrategy } from '@dw-sim/warehouse-core';
import type { TableNaming } from './table-naming';

/** The tables that an experiment has in a warehouse, in the order of its definition. */
export function physicalTables({ tables }: Pick<ExperimentModel, 'tables'>, naming: TableNaming): readonly PhysicalTable[] {
  return tables.map((table) => physicalTable(naming, table));
}

function physicalTable(naming: TableNaming, { name, description, columns, compositeKeys, relations }: TableModel): PhysicalTable {
  const unique = columns.filter((column) => column.unique);
  const key = unique.find((column) => !column.nullable);
  const primaryKey = key ? [key.name] : compositeKeys[0];
  return {
    name: naming.physical(name),
    columns: columns.map((column) => ({ name: column.name, type: column.type, nullable: column.nullable, ...commentOf(column) })),
    ...(primaryKey && { primaryKey }),
    uniqueKeys: [...unique.filter((column) => column !== key).map((column) => [column.name]), ...compositeKeys.slice(key ? 0 : 1)],
    foreignKeys: relations.map((relation) => foreignKeyOf(naming, relation)),
    ...commentOf({ description }),
  };
}

function commentOf({ description }: { readonly description: string | null }): { readonly comment?: string } {
  return description === null ? {} : { comment: description };
}

function foreignKeyOf(naming: TableNaming, { columns, table, parentColumns }: RelationModel): PhysicalTable['foreignKeys'][number] {
  return { columns, referencesTable: naming.physical(table), referencesColumns: parentColumns };
}

/**
 * Checks that an engine can hold the names of an experiment's schema, tables and columns.
 * @throws AppError `invalid_definition` with every name that is too long
 */
export function requireFittingNames({ tables }: Pick<ExperimentModel, 'tables'>, naming: TableNaming, { label, capabilities }: WarehouseStrategy): void {
  const most = capabilities.maxIdentifierBytes;
  const tooLong = (name: string, path: string): Fault[] => {
    const message = `The name "${name}" has ${Buffer.byteLength(name)} bytes; ${label} allows ${most}.`;
    return Buffer.byteLength(name) <= most ? [] : [{ path, code: 'name_too_long', message, value: name, allowed: `at most ${most} bytes` }];
  };
  const errors = [
    ...tooLong(naming.schema ?? '', '$.name'),
    ...tables.flatMap((table, at) => [
      ...tooLong(naming.physical(table.name), `$.tables[${at}].name`),
      ...table.columns.flatMap(({ name }, column) => tooLong(name, `$.tables[${at}].columns[${column}].name`)),
    ]),
  ];
  if (errors.length > 0) throw new AppError('invalid_definition', errors.map(({ message }) => message).join(' '), { errors });
}
