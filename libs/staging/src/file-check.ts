import { stat } from 'node:fs/promises';
import { AppError } from '@dw-sim/contracts';
import { digestFile } from './file-digest';
import { orMissing } from './folder-entries';
import type { ManifestFile, RunManifest } from './run-manifest';

/** What is wrong with a staged file. */
export interface FileFault<File = ManifestFile> {
  readonly file: File;
  readonly missing: boolean;
  /** In a clause: `is missing`, `holds 12 bytes in place of 40`. */
  readonly problem: string;
}

const MOST_NAMED = 5;

/**
 * Compares a file with its entry in the manifest.
 * @param content compare the bytes too, not the length alone
 * @throws AppError `aborted`
 */
export async function checkFile<File extends Pick<ManifestFile, 'bytes' | 'sha256'>>(path: string, file: File, content: boolean, signal?: AbortSignal): Promise<FileFault<File> | undefined> {
  const bytes = (await orMissing(stat(path)))?.size;
  if (bytes === undefined) return { file, missing: true, problem: 'is missing' };
  if (bytes !== file.bytes) return { file, missing: false, problem: `holds ${bytes} bytes in place of ${file.bytes}` };
  if (!content || (await digestFile(path, signal)).sha256 === file.sha256) return undefined;
  return { file, missing: false, problem: 'was changed: its SHA-256 is another' };
}

/** The error for a run whose files are not as they were written. `place`: folder or prefix that their paths start from. */
export function damagedRun({ run_id: runId, experiment }: RunManifest, place: string, faults: readonly FileFault[]): AppError {
  const named = faults.slice(0, MOST_NAMED).map(({ file, problem }) => `${place}/${file.path} ${problem}`);
  const more = faults.length > MOST_NAMED ? ` And ${faults.length - MOST_NAMED} more files.` : '';
  const message = `The files of run ${runId} of experiment "${experiment}" are not as they were written: ${named.join('; ')}.${more}`;
  return new AppError(faults.every(({ missing }) => missing) ? 'not_found' : 'staging_damaged', message, { hint: 'Put the files back, load another run, or generate anew.' });
}
