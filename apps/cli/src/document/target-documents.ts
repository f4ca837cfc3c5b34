import { AppError, type Fault, type TargetDefinition } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';
import { parseUserDocument } from './parse-document';
import { readUserText } from './read-text';

/** One definition of a user's file. */
export interface TargetDocument {
  /** JSON path in the file. */
  readonly path: string;
  readonly definition: TargetDefinition;
}

/**
 * Reads a file of one target, of a list of them, or of a list under `targets`. Errors are then shown at their places in it.
 * @throws AppError for faults of syntax, whose texts are not quoted: they may hold a password
 */
export async function readTargetDocuments(context: CliContext, file: string): Promise<readonly TargetDocument[]> {
  context.source = await readUserText(file, context.terminal.input);
  const document = parsed(context);
  context.source = document;
  const listed = (document.value as { targets?: unknown } | null)?.targets;
  const [list, path] = Array.isArray(listed) ? [listed as unknown[], '$.targets'] : [document.value, '$'];
  // What a definition really holds is for the server to check.
  if (!Array.isArray(list)) return [{ path, definition: list as TargetDefinition }];
  return list.map((definition: unknown, at) => ({ path: `${path}[${at}]`, definition: definition as TargetDefinition }));
}

/** Faults of one definition as faults of the file that it stands in. */
export function inFile(errors: readonly Fault[], path: string): readonly Fault[] {
  return errors.map((fault) => ({ ...fault, path: fault.path.replace(/^\$/, () => path) }));
}

function parsed({ source }: CliContext): ReturnType<typeof parseUserDocument> {
  try {
    return parseUserDocument(source!);
  } catch (error) {
    if (!(error instanceof AppError) || !error.details.errors) throw error;
    const errors = error.details.errors.map((fault) => ({ ...fault, message: fault.message.replace(/["'].*["']/gs, '"…"') }));
    throw new AppError(error.code, error.message, { ...error.details, errors });
  }
}
