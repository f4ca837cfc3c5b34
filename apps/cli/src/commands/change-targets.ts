import { AppError, type TargetDefinition, type TargetDetail, type TargetOptionValue } from '@dw-sim/contracts';
import type { ApiClient } from '../client/api-client';
import type { CliContext } from '../cli-context';
import { inFile, readTargetDocuments, type TargetDocument } from '../document/target-documents';

interface AddOptions {
  readonly file?: string;
  readonly id?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly dsn?: string;
  readonly schema?: string;
  readonly option: Readonly<Record<string, TargetOptionValue>>;
  readonly replace?: boolean;
}

/** `dw-sim target add` */
export async function addTargets(context: CliContext, options: AddOptions): Promise<void> {
  const documents = await documentsOf(context, options);
  const api = await context.api();
  const added: TargetDetail[] = [];
  for (const document of documents) added.push(await add(api, document, options.replace === true));
  if (context.json) return context.terminal.printJson({ items: added });
  for (const { id, kind, dsn } of added) context.terminal.print(`${options.replace ? 'Stored' : 'Added'} target "${id}" (${kind}${dsn === null ? '' : `, ${dsn}`}).`);
  context.terminal.note(`Next: dw-sim target test ${added[0]?.id ?? ''}`);
}

/** `dw-sim target remove` */
export async function removeTarget(context: CliContext, id: string): Promise<void> {
  const result = await (await context.api()).removeTarget(id);
  if (context.json) return context.terminal.printJson(result);
  context.terminal.print(`Removed target "${result.id}".`);
  if (result.kept !== null) context.terminal.note(`Its data stays in ${result.kept}.`);
}

async function documentsOf(context: CliContext, { file, option, replace: _, ...definition }: AddOptions): Promise<readonly TargetDocument[]> {
  const isWritten = Object.values(definition).some((value) => value !== undefined) || Object.keys(option).length > 0;
  if ((file === undefined) === !isWritten) throw new AppError('invalid_request', 'Name a file, - for standard input, or --kind KIND with --id ID; exactly one of them.');
  if (file !== undefined) return readTargetDocuments(context, file);
  return [{ path: '$', definition: { ...definition, ...(Object.keys(option).length > 0 && { options: option }) } as TargetDefinition }];
}

async function add(api: ApiClient, { path, definition }: TargetDocument, replace: boolean): Promise<TargetDetail> {
  try {
    return await (replace ? stored(api, definition) : api.addTarget(definition));
  } catch (error) {
    if (!(error instanceof AppError) || !error.details.errors) throw error;
    throw new AppError(error.code, error.message, { ...error.details, errors: inFile(error.details.errors, path) });
  }
}

/** Changes a target, or adds it where there is none of the id. */
async function stored(api: ApiClient, definition: TargetDefinition): Promise<TargetDetail> {
  const id = definition?.id ?? definition?.name;
  const { items } = await api.listTargets();
  const known = items.find((item) => item.id.toLowerCase() === String(id).toLowerCase());
  return known ? api.replaceTarget(known.id, definition) : api.addTarget(definition);
}
