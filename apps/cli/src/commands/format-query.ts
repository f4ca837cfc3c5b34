import { AppError } from '@dw-sim/contracts';
import { readUserText } from '../document/read-text';
import { EXIT_STATUS } from '../exit-status';
import { formatPlural } from '../output/quantities';
import { writeFileWhole } from '../output/whole-file';
import { queryText, type QueryTextOptions } from './check-query';
import type { CliContext } from '../cli-context';

interface FormatOptions extends QueryTextOptions {
  readonly write?: boolean;
  readonly check?: boolean;
  readonly keywords: string;
}

/** `dw-sim query format` */
export async function formatQueries(context: CliContext, files: readonly string[], options: FormatOptions): Promise<void> {
  if (options.write && options.check) throw new AppError('invalid_request', 'Give --write or --check; not both.');
  if (options.write && files.includes('-')) throw new AppError('invalid_request', 'Standard input can\'t be written in place; leave --write out.');
  const { terminal } = context;
  const api = await context.api();
  let changed = 0;
  for (const file of files) {
    const source = await readUserText(file, terminal.input);
    context.source = source;
    const result = await api.formatQuery({ ...queryText(source.text, options), keyword_case: options.keywords });
    for (const { message, position } of result.diagnostics) terminal.note(`${terminal.errColors.yellow('warning:')} ${file}:${position.line}:${position.column} ${message}`);
    if (result.changed) changed++;
    if (!options.write && !options.check) terminal.out.write(result.sql);
    else if (result.changed) terminal.note(`${file} ${options.check ? 'is laid out otherwise' : 'was laid out'}.`);
    if (options.write && result.changed) await writeFileWhole(file, [result.sql]);
  }
  if (options.check && changed > 0) context.exitStatus = EXIT_STATUS.invalid;
  if (options.write || options.check) terminal.note(`${formatPlural(files.length - changed, 'file')} as they should be, ${changed} ${options.check ? 'to change' : 'changed'}.`);
}
