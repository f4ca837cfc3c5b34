import { Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords, type UnderstoodDefinition } from '@dw-sim/api-experiments';
import { physicalTables, tableNaming, WarehouseRegistry, type TableNaming } from '@dw-sim/api-warehouses';
import { AppError, formatColumnType, type QueryText, type SqlDialect } from '@dw-sim/contracts';
import { usualLanguage, type EditorContext, type EditorTable } from '@dw-sim/sql';
import { isQueryable, type PhysicalTable, type QueryableSession } from '@dw-sim/warehouse-core';

/** For whom a text is written: the tables that it may name, whose SQL it is, and who is to answer. */
export interface QuerySetting {
  readonly warehouse: string;
  readonly dialect: SqlDialect;
  readonly context: EditorContext;
  readonly experiment?: { readonly name: string; readonly naming: TableNaming };
  readonly physical: readonly PhysicalTable[];
  /** Absent while the warehouse can't be reached. */
  readonly session?: QueryableSession;
}

/** Finds out for whom a text in an editor is written. */
@Injectable()
export class QuerySettings {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly models: ExperimentModels,
    private readonly warehouses: WarehouseRegistry,
  ) {}

  /** Who is to answer, and whose SQL it is. @throws AppError `not_found` for an unknown experiment, `invalid_request` for an unknown target */
  async place(text: Omit<QueryText, 'sql'>) {
    const experiment = text.experiment === undefined ? undefined : await this.experiments.find(text.experiment);
    const target = await this.warehouses.target(text.warehouse ?? experiment?.targetWarehouse ?? this.warehouses.defaultId);
    const dialect = text.dialect ?? (experiment?.definition.dialect as SqlDialect | undefined) ?? this.warehouses.dialect(target);
    return { target, warehouse: target.id, dialect, experiment };
  }

  /** All that is known of the tables, too. Errors as `place`. */
  async of(text: Omit<QueryText, 'sql'>): Promise<QuerySetting> {
    const { target, warehouse, dialect, experiment } = await this.place(text);
    const session = await this.sessionOf(target.id, experiment?.name);
    const language = session?.language ?? usualLanguage(dialect);
    const shared = { warehouse, dialect, ...(session && { session }) };
    if (!experiment) return { ...shared, context: { dialect, language, tables: [] }, physical: [] };
    const naming = tableNaming(target, experiment.name);
    const { model } = this.models.of(experiment);
    const tables = model.tables.map((table) => editorTable(table, naming));
    return { ...shared, context: { dialect, language, tables }, experiment: { name: experiment.name, naming }, physical: physicalTables(model, naming) };
  }

  /** An editor helps as well while the warehouse can't be reached. */
  private async sessionOf(id: string, experiment: string | undefined): Promise<QueryableSession | undefined> {
    try {
      const session = await this.warehouses.session(id, experiment);
      return isQueryable(session) ? session : undefined;
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }
}

function editorTable({ name, columns, relations }: UnderstoodDefinition['model']['tables'][number], naming: TableNaming): EditorTable {
  return {
    name,
    physicalName: naming.physical(name),
    columns: columns.map((column) => {
      const note = column.references ? `→ ${column.references.table}.${column.references.column}` : column.unique && !column.nullable ? 'key' : undefined;
      return { name: column.name, type: formatColumnType(column.type), ...(note !== undefined && { note }) };
    }),
    foreignKeys: relations.map((relation) => ({ columns: relation.columns, table: relation.table, references: relation.parentColumns })),
  };
}
