import { AppError, type Fault, type Warning } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';
import { inFile, readTargetDocuments } from '../document/target-documents';
import { EXIT_STATUS } from '../exit-status';
import { formatPlural } from '../output/quantities';
import { inWords } from './show-target';

/** `dw-sim target validate` */
export async function validateTarget(context: CliContext, file: string): Promise<void> {
  const documents = await readTargetDocuments(context, file);
  const api = await context.api();
  const errors: Fault[] = [];
  const warnings: Warning[] = [];
  for (const { path, definition } of documents) {
    const report = await api.validateTarget(definition);
    errors.push(...inFile(report.errors, path));
    warnings.push(...report.warnings.map((warning) => ({ ...warning, path: warning.path.replace(/^\$/, path) })));
  }
  const { terminal, source } = context;
  if (context.json) {
    terminal.printJson({ valid: errors.length === 0, errors: errors.map((fault) => ({ ...fault, position: source?.positionOf?.(fault) })), warnings });
    context.exitStatus = errors.length === 0 ? EXIT_STATUS.ok : EXIT_STATUS.invalid;
    return;
  }
  for (const { path, message } of warnings) terminal.note(`${terminal.errColors.yellow('warning:')} ${path}: ${message}`);
  if (errors.length > 0) throw new AppError('invalid_definition', `${file} has ${formatPlural(errors.length, 'fault')}.`, { errors });
  terminal.print(`${file} is valid: ${formatPlural(documents.length, 'target')}${warnings.length > 0 ? `, ${formatPlural(warnings.length, 'warning')}` : ''}.`);
}

/** `dw-sim target test` */
export async function testTarget(context: CliContext, id: string): Promise<void> {
  const result = await (await context.api()).testTarget(id);
  const { terminal } = context;
  if (context.json) {
    terminal.printJson(result);
    context.exitStatus = result.status === 'ok' ? EXIT_STATUS.ok : EXIT_STATUS.unavailable;
    return;
  }
  if (result.error) throw new AppError(result.error.code, result.error.message, result.error.hint ? { hint: result.error.hint } : {});
  terminal.print(`"${id}" answers: version ${result.version}, ${result.latency_ms} ms.`);
  if (result.capabilities) terminal.note(`It ${inWords(result.capabilities)}.`.replace(', names', ', takes names'));
}
