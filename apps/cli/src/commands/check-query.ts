import { AppError, type QueryText, type SqlDialect, type SqlDiagnostic } from '@dw-sim/contracts';
import { readUserText } from '../document/read-text';
import { EXIT_STATUS } from '../exit-status';
import { formatPlural } from '../output/quantities';
import type { CliContext } from '../cli-context';

/** Whose SQL a text is, as the options say it. */
export interface QueryTextOptions {
  readonly experiment?: string;
  readonly target?: string;
  readonly dialect?: SqlDialect;
  readonly allowWrites?: boolean;
}

/** The text with what the options say of it. */
export function queryText(sql: string, { experiment, target, dialect, allowWrites }: QueryTextOptions): QueryText {
  return { sql, ...(allowWrites === true && { allow_writes: true }), ...(experiment !== undefined && { experiment }), ...(target !== undefined && { warehouse: target }), ...(dialect !== undefined && { dialect }) };
}

/** `dw-sim query check` */
export async function checkQuery(context: CliContext, file: string, options: QueryTextOptions): Promise<void> {
  const source = await readUserText(file, context.terminal.input);
  context.source = source;
  const report = await (await context.api()).checkQuery(queryText(source.text, options));
  if (context.json) {
    context.terminal.printJson(report);
    context.exitStatus = report.valid ? EXIT_STATUS.ok : EXIT_STATUS.invalid;
    return;
  }
  if (!report.valid) throw new AppError('invalid_sql', `${file} has ${formatPlural(report.diagnostics.length, 'fault')}.`, { errors: report.diagnostics.map(faultOf) });
  const { terminal } = context;
  terminal.print(report.statements === 0 ? `${file} holds no statement.` : `${file} is right: ${formatPlural(report.statements, 'statement')} of ${report.dialect} for ${report.warehouse}.`);
}

function faultOf({ code, message, hint, position }: SqlDiagnostic) {
  return { path: '$.sql', code, message: hint === undefined ? message : `${message} ${hint}`, position };
}
