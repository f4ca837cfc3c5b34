import { formatColumnType, type DdlImport, type ImportedTable, type InferredDefinition, type SqlImportColumn, type SqlImportReport, type SqlImportTable, type SqlImportWarning, type Warning } from '@dw-sim/contracts';
import type { ExperimentModel, TableModel } from '@dw-sim/generation-plan';

/** What the import understood, for people: each column with its generator and the reason, beside what the text says. */
export function importReport(imported: DdlImport, inferred: InferredDefinition, model: ExperimentModel, checked: readonly Warning[]): SqlImportReport {
  const { definition, suggestions, applied } = inferred;
  return {
    definition,
    tables: model.tables.map((table) => reportedTable(table, imported.tables.find(({ name }) => name === table.name), inferred)),
    warnings: warningsOf(imported, inferred, checked),
    notices: imported.notices,
    suggestions,
    applied,
  };
}

/** Those of the text, then those of the definition and of its rows at their tables, each once. */
function warningsOf({ warnings, tables }: DdlImport, { lowered, definition }: InferredDefinition, checked: readonly Warning[]): readonly SqlImportWarning[] {
  const aboutTable = (table: string) => ({ table, position: tables.find(({ name }) => name === table)?.position });
  const told = new Set(warnings.map(({ message }) => message));
  const ofDefinition = checked.filter(({ message }) => !told.has(message)).map(({ path, code, message }): SqlImportWarning => {
    const [, index] = /^\$\.tables\[(\d+)\]/.exec(path) ?? [];
    return { code, message, ...(index !== undefined && aboutTable(definition.tables[Number(index)].name)) };
  });
  const ofRows = lowered.map(({ table, rows, reason }): SqlImportWarning => ({ code: 'fewer_rows', ...aboutTable(table), message: `Table '${table}' gets ${rows.toLocaleString('en-US')} row${rows === 1 ? '' : 's'}: ${reason}` }));
  return [...warnings, ...ofDefinition, ...ofRows];
}

function reportedTable({ name, targetRows, columns }: TableModel, source: ImportedTable | undefined, { columns: inferred, applied }: InferredDefinition): SqlImportTable {
  return {
    name,
    written_name: source?.writtenName ?? name,
    target_rows: targetRows,
    columns: columns.map((column): SqlImportColumn => {
      const written = source?.columns.find((other) => other.name === column.name);
      const reason = inferred.find((one) => one.table === name && one.column === column.name)?.reason ?? applied.find((one) => one.table === name && one.column === column.name)?.reason;
      return {
        name: column.name,
        data_type: formatColumnType(column.type),
        ...(written && { written_type: written.writtenType, position: written.position }),
        nullable: column.nullable,
        unique: column.unique,
        null_rate: column.nullRate,
        generator: column.generator.kind,
        generator_summary: column.summary,
        references: column.references,
        reason: reason ?? (column.references ? 'A foreign key, as declared.' : written ? 'As declared.' : 'Numbers the rows beside the composite key.'),
      };
    }),
  };
}
