import { Injectable } from '@nestjs/common';
import { WarehouseRegistry } from '@dw-sim/api-warehouses';
import { AppError, type DdlDialect, type DdlFault, type ExperimentDefinition, type Fault, type ImportSqlRequest, type SqlImportReport, type SqlImportResult } from '@dw-sim/contracts';
import { inferGenerators } from '@dw-sim/generation-inference';
import { importDdl, isTranslatable } from '@dw-sim/sql';
import { requireDefinition } from '../definition/check-document';
import { ExperimentsService } from '../experiments.service';
import { importReport } from './import-report';

/** Makes experiments of DDL: tables from the text, generators from what the columns are called. */
@Injectable()
export class SqlImportService {
  constructor(
    private readonly experiments: ExperimentsService,
    private readonly warehouses: WarehouseRegistry,
  ) {}

  /**
   * What would be imported; nothing is saved.
   * @throws AppError `invalid_sql` with every fault at its place, `invalid_definition`
   */
  async preview({ name, sql, dialect = 'ansi', description, target_warehouse: warehouse, target_rows: targetRows, apply_suggestions: applySuggestions }: ImportSqlRequest): Promise<SqlImportReport> {
    const imported = importDdl(sql, { dialect, name, targetRows });
    if (imported.faults.length > 0) throw invalidSql(imported.faults);
    const ids = await this.warehouses.ids();
    const head = { name, ...(description !== undefined && { description }), ...(warehouse !== undefined && { target_warehouse: warehouse }), ...(await this.queryDialect(dialect, warehouse, ids)) };
    const inferred = inferGenerators({ ...head, tables: imported.definition.tables }, { imported: imported.tables, applySuggestions });
    const { model, warnings } = requireDefinition(inferred.definition, ids);
    return importReport(imported, inferred, model, warnings);
  }

  /** @throws AppError `invalid_sql`, `invalid_definition`, `conflict`, `warehouse_unavailable`; nothing is left behind then */
  async create(request: ImportSqlRequest): Promise<SqlImportResult> {
    const report = await this.preview(request);
    return { ...(await this.experiments.create(report.definition)), import: report };
  }

  /** Queries are in the dialect of the tables, where the warehouse can answer in it and would not do so anyway. */
  private async queryDialect(dialect: DdlDialect, warehouse = this.warehouses.defaultId, ids: readonly string[]): Promise<Pick<ExperimentDefinition, 'dialect'>> {
    if ((dialect !== 'redshift' && dialect !== 'snowflake') || !ids.includes(warehouse)) return {};
    const target = await this.warehouses.target(warehouse);
    return this.warehouses.dialect(target) !== dialect && isTranslatable(dialect, target.kind) ? { dialect } : {};
  }
}

function invalidSql(faults: readonly DdlFault[]): AppError {
  const [{ message, hint, position }] = faults;
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const errors = faults.map(faultOf);
  return new AppError('invalid_sql', `The SQL has ${count}. Line ${position.line}, column ${position.column}: ${message}${faults.length > 1 ? '; …' : ''}`, { errors, position, hint: sentence(hint) });
}

function faultOf({ code, message, hint, position }: DdlFault): Fault {
  return { path: '$.sql', code, message: `${message}; ${hint}`, position };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
