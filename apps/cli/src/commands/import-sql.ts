import type { DdlDialect, ImportSqlRequest, SqlImportReport, SqlImportResult } from '@dw-sim/contracts';
import { readUserText } from '../document/read-text';
import { describeImport, noteImport } from '../output/import-report';
import { formatPlural } from '../output/quantities';
import { writeFileWhole } from '../output/whole-file';
import type { CliContext } from '../cli-context';

interface ImportOptions {
  readonly name: string;
  readonly dialect: DdlDialect;
  readonly targetWarehouse?: string;
  readonly rows?: number;
  readonly applySuggestions?: boolean;
  readonly dryRun?: boolean;
  readonly output?: string;
}

/** `dw-sim experiment import-sql` */
export async function importSql(context: CliContext, file: string, options: ImportOptions): Promise<void> {
  context.source = await readUserText(file, context.terminal.input);
  const request: ImportSqlRequest = {
    name: options.name, sql: context.source.text, dialect: options.dialect, apply_suggestions: options.applySuggestions ?? false,
    ...(options.targetWarehouse !== undefined && { target_warehouse: options.targetWarehouse }),
    ...(options.rows !== undefined && { target_rows: options.rows }),
  };
  const api = await context.api();
  if (options.dryRun || options.output !== undefined) await preview(context, await api.previewImport(request), options);
  else create(context, await api.importSql(request));
}

async function preview(context: CliContext, report: SqlImportReport, { output, dryRun }: ImportOptions): Promise<void> {
  const { terminal } = context;
  if (output !== undefined) await writeFileWhole(output, [`${JSON.stringify(report.definition, null, 2)}\n`]);
  if (context.json) return terminal.printJson(report);
  if (dryRun) terminal.print(describeImport(report, terminal.outColors.bold));
  noteImport(report, context, dryRun ? Infinity : undefined);
  if (output !== undefined) terminal.note(`Wrote the definition of ${formatPlural(report.tables.length, 'table')} to ${output}; nothing else was saved.\nNext: dw-sim experiment create ${output}`);
  else terminal.note('Nothing was saved.');
}

function create(context: CliContext, created: SqlImportResult): void {
  const { terminal } = context;
  if (context.json) return terminal.printJson(created);
  const { name, table_count: tables, target_rows: rows, target_warehouse: warehouse } = created;
  terminal.print(`Created experiment "${name}": ${formatPlural(tables, 'table')} for ${formatPlural(rows, 'row')}, on ${warehouse}.`);
  noteImport(created.import, context);
  terminal.note(`Next: dw-sim experiment generate ${name}`);
}
