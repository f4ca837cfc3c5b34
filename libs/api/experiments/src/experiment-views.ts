import type { ExperimentEntity, ExperimentTableEntity } from '@dw-sim/api-metadata';
import type { TableNaming } from '@dw-sim/api-warehouses';
import {
  formatColumnType,
  type ColumnSummary, type ExperimentDetail, type ExperimentSummary, type RunSummary, type TableSummary,
} from '@dw-sim/contracts';
import type { ColumnModel, TableModel } from '@dw-sim/generation-plan';
import type { UnderstoodDefinition } from './definition/experiment-models';

/** An experiment as lists show it. */
export function experimentSummary(entity: ExperimentEntity, targetRows: number, lastRun: RunSummary | null): ExperimentSummary {
  const { tables, description } = entity.definition;
  return {
    name: entity.name,
    description: description ?? null,
    version: entity.version,
    target_warehouse: entity.targetWarehouse,
    table_count: tables.length,
    target_rows: targetRows,
    created_at: entity.createdAt,
    updated_at: entity.updatedAt,
    last_run: lastRun,
  };
}

/** An experiment with its definition and how that is understood. */
export function experimentDetail(
  entity: ExperimentEntity,
  { model, warnings }: UnderstoodDefinition,
  tables: readonly ExperimentTableEntity[],
  naming: TableNaming,
  lastRun: RunSummary | null,
): ExperimentDetail {
  const targetRows = model.tables.reduce((total, table) => total + table.targetRows, 0);
  const loaded = new Map(tables.map(({ name, loadedRows }) => [name, loadedRows]));
  return {
    ...experimentSummary(entity, targetRows, lastRun),
    definition: entity.definition,
    definition_hash: entity.definitionHash,
    warnings,
    tables: model.tables.map((table) => tableSummary(naming, table, loaded.get(table.name) ?? 0)),
  };
}

function tableSummary(naming: TableNaming, { name, description, targetRows, columns, compositeKeys, relations }: TableModel, loadedRows: number): TableSummary {
  return {
    name,
    physical_name: naming.qualified(name),
    description,
    target_rows: targetRows,
    derived_from: relations.find(({ fanOut }) => fanOut)?.table ?? null,
    loaded_rows: loadedRows,
    columns: columns.map(columnSummary),
    composite_keys: compositeKeys,
    composite_foreign_keys: relations
      .filter((relation) => relation.columns.length > 1)
      .map((relation) => ({ columns: relation.columns, references_table: relation.table, references_columns: relation.parentColumns })),
  };
}

function columnSummary(column: ColumnModel): ColumnSummary {
  return {
    name: column.name,
    data_type: formatColumnType(column.type),
    nullable: column.nullable,
    unique: column.unique,
    null_rate: column.nullRate,
    generator: column.generator.kind,
    generator_summary: column.summary,
    distribution: column.distribution,
    references: column.references,
  };
}
