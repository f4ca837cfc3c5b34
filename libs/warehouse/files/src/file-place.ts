import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@dw-sim/contracts';
import { parseS3Location } from '@dw-sim/staging';

/** Where files go. */
export type FileLocation = { readonly folder: string } | { readonly bucket: string; readonly prefix: string };

export interface ParsedDsn {
  readonly location: FileLocation;
  readonly parameters: URLSearchParams;
}

/**
 * Reads `file:///data/out` or `s3://bucket/prefix`, with options as parameters.
 * @throws AppError `invalid_request`
 */
export function parseFileDsn(dsn: string): ParsedDsn {
  const [place = '', query = ''] = dsn.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const bucket = parseS3Location(place);
  if (bucket) return { location: bucket, parameters };
  const folder = folderOf(place);
  if (folder !== undefined) return { location: { folder }, parameters };
  throw new AppError('invalid_request', 'The DSN names no place for files.', { hint: 'Write file:///absolute/folder or s3://bucket/prefix.' });
}

function folderOf(place: string): string | undefined {
  // A URL would swallow the dots before anybody could refuse them.
  if (!/^file:\/\/\/./.test(place) || place.split('/').some((part) => /^(?:\.|%2e){2}$/i.test(part))) return undefined;
  try {
    return fileURLToPath(place);
  } catch {
    // A TypeError: a host, or an encoded slash.
    return undefined;
  }
}

/**
 * The folder with symbolic links followed, so that none leads out of the folders that are allowed.
 * @throws AppError `invalid_request` that names them
 */
export function confinedFolder(folder: string, allowed: readonly string[]): string {
  const real = realPathOf(resolve(folder));
  if (allowed.some((root) => isWithin(real, realPathOf(resolve(root))))) return real;
  throw new AppError('invalid_request', `The folder ${folder} is outside of the folders that files may be written to: ${allowed.join(', ')}.`, { hint: 'DW_SIMULATOR_OUTPUT_FOLDERS names others.' });
}

/** The path with symbolic links followed, as far as it exists. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // ENOENT: still to be made; what is above it counts.
    return dirname(path) === path ? path : join(realPathOf(dirname(path)), basename(path));
  }
}

function isWithin(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
