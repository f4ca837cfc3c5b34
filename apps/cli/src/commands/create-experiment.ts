import { AppError, type ExampleSummary, type ExperimentDetail } from '@dw-sim/contracts';
import { parseUserDocument } from '../document/parse-document';
import { readUserText } from '../document/read-text';
import { formatPlural } from '../output/quantities';
import type { CliContext } from '../cli-context';
import type { ApiClient } from '../client/api-client';

interface CreateOptions {
  readonly file?: string;
  readonly example?: string;
  readonly name?: string;
}

/** `dw-sim experiment create` */
export async function createExperiment(context: CliContext, options: CreateOptions): Promise<void> {
  if ((options.file === undefined) === (options.example === undefined)) {
    throw new AppError('invalid_request', 'Name a file, - for standard input, or --example NAME; exactly one of them.');
  }
  // The file is read first: a fault of its syntax needs no server.
  const definition = options.file === undefined ? undefined : await readDefinition(context, options.file, options.name);
  const api = await context.api();
  const example = options.example === undefined ? undefined : await findExample(api, options.example);
  const created = await api.createExperiment(definition ?? withName(example?.definition, options.name));
  if (context.json) context.terminal.printJson(created);
  else report(context, created, example);
}

async function readDefinition(context: CliContext, file: string, name: string | undefined): Promise<unknown> {
  context.source = await readUserText(file, context.terminal.input);
  const document = parseUserDocument(context.source);
  // A fault of a name that came from the command line has no place in the file.
  const positionOf: typeof document.positionOf = (fault) => (name !== undefined && fault.path === '$.name' ? undefined : document.positionOf(fault));
  context.source = { ...document, positionOf };
  return withName(document.value, name);
}

function withName(definition: unknown, name: string | undefined): unknown {
  if (name === undefined || typeof definition !== 'object' || definition === null || Array.isArray(definition)) return definition;
  return { ...definition, name };
}

async function findExample(api: ApiClient, name: string): Promise<ExampleSummary> {
  const { items } = await api.examples();
  const example = items.find((item) => item.name === name);
  if (example) return example;
  throw new AppError('not_found', `There is no example "${name}"; there are: ${items.map((item) => item.name).join(', ')}.`);
}

function report({ terminal }: CliContext, created: ExperimentDetail, example: ExampleSummary | undefined): void {
  const { name, table_count, target_rows, target_warehouse, warnings } = created;
  terminal.print(`Created experiment "${name}": ${formatPlural(table_count, 'table')} for ${formatPlural(target_rows, 'row')}, on ${target_warehouse}.`);
  for (const { path, message } of warnings) terminal.note(`${terminal.errColors.yellow('warning:')} ${path}: ${message}`);
  terminal.note(`Next: dw-sim experiment generate ${name}`);
  if (example) terminal.note(`Then: dw-sim query execute --experiment ${name} ${JSON.stringify(example.sample_query.replace(/\s+/g, ' ').trim())}`);
}
