import { readFileSync, statSync } from 'node:fs';
import type { Fault } from '@dw-sim/contracts';

const LARGEST_BYTES = 2 ** 20;

/**
 * The text of a file of settings; undefined where there is none.
 * @param name what messages call it
 * @param isRequired a missing file is a fault
 */
export function readSettingsFile(file: string, name: string, isRequired = false): { readonly content?: string; readonly faults: readonly Fault[] } {
  const fault = (code: string, message: string) => ({ faults: [{ path: '$', code, message }] });
  try {
    if (statSync(file).size > LARGEST_BYTES) return fault('too_large', `${name} is larger than 1 MB.`);
    return { content: readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), faults: [] };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR';
    if (isAbsent && !isRequired) return { faults: [] };
    return fault('unreadable', isAbsent ? `There is no file ${file}.` : `${name} can't be read (${code}).`);
  }
}
