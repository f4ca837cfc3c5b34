import { AppError } from '@dw-sim/contracts';
import { parseUserDocument } from '../document/parse-document';
import { readUserText } from '../document/read-text';
import { EXIT_STATUS } from '../exit-status';
import { formatPlural } from '../output/quantities';
import type { CliContext } from '../cli-context';

/** `dw-sim experiment validate` */
export async function validateExperiment(context: CliContext, file: string): Promise<void> {
  context.source = await readUserText(file, context.terminal.input);
  const document = parseUserDocument(context.source);
  context.source = document;
  const report = await (await context.api()).validateExperiment(document.value);
  const { terminal } = context;
  if (context.json) {
    const placed = report.errors.map((fault) => ({ ...fault, position: document.positionOf(fault) }));
    terminal.printJson({ ...report, errors: placed });
    context.exitStatus = report.valid ? EXIT_STATUS.ok : EXIT_STATUS.invalid;
    return;
  }
  for (const { path, message } of report.warnings) terminal.note(`${terminal.errColors.yellow('warning:')} ${path}: ${message}`);
  if (!report.valid) throw new AppError('invalid_definition', `${file} has ${formatPlural(report.errors.length, 'fault')}.`, { errors: report.errors });
  terminal.print(`${file} is valid${report.warnings.length > 0 ? `, with ${formatPlural(report.warnings.length, 'warning')}` : ''}.`);
}
