import { AppError } from '@dw-sim/contracts';

/** Version of the manifest's own shape; readers refuse a higher one. */
export const MANIFEST_VERSION = 1;

/** One Parquet file of a staged table. */
export interface ManifestFile {
  /** Within the place of the experiments: `shop/orders/run_7/part-00000.parquet`. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
}

export interface ManifestColumn {
  readonly name: string;
  /** As users write it: `DECIMAL(10,2)`. */
  readonly type: string;
  readonly nullable: boolean;
}

export interface ManifestTable {
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  readonly columns: readonly ManifestColumn[];
  /** In row order. */
  readonly files: readonly ManifestFile[];
}

/** Everything that says what a staged run is, and by what it can be made again. */
export interface RunManifest {
  readonly manifest_version: number;
  readonly product_version: string;
  readonly experiment: string;
  readonly run_id: number;
  /** ISO 8601 in UTC. */
  readonly created_at: string;
  readonly seed: number;
  /** SHA-256 of the definition in canonical JSON. */
  readonly schema_hash: string;
  /** What `now` was in relative times: ISO 8601 in UTC. */
  readonly clock: string;
  /** Version of every generator kind that was used. */
  readonly generators: Readonly<Record<string, number>>;
  /** Parents before children. */
  readonly tables: readonly ManifestTable[];
}

/** What the maker of a run knows; the files are known to whoever stages them. */
export type RunDescription = Omit<RunManifest, 'manifest_version' | 'created_at' | 'experiment' | 'run_id' | 'tables'> & {
  readonly tables: readonly { readonly table: string; readonly columns: readonly ManifestColumn[] }[];
};

export function writeManifest(manifest: RunManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Reads a manifest.
 * @param place where it was found, for messages
 * @throws AppError `staging_damaged` where it is none, or of a later version
 */
export function readManifest(text: string, place: string): RunManifest {
  const manifest = parse(text);
  if (manifest === undefined || typeof manifest.manifest_version !== 'number' || !Array.isArray(manifest.tables) || !manifest.tables.every(isTable)) {
    throw new AppError('staging_damaged', `${place} is not the manifest of a run.`, { hint: 'Generate anew.' });
  }
  if (manifest.manifest_version > MANIFEST_VERSION) {
    throw new AppError('staging_damaged', `${place} was written by a later version of DW Simulator (${manifest.product_version}).`, { hint: 'Use that version, or generate anew.' });
  }
  return manifest;
}

function parse(text: string): RunManifest | undefined {
  try {
    return JSON.parse(text) as RunManifest;
  } catch {
    // SyntaxError: cut short, or not JSON at all.
    return undefined;
  }
}

function isTable(table: ManifestTable): boolean {
  return typeof table?.table === 'string' && Array.isArray(table.files) && table.files.every(isFile);
}

function isFile({ path, bytes, sha256 }: ManifestFile): boolean {
  return typeof path === 'string' && !path.split('/').includes('..') && Number.isSafeInteger(bytes) && typeof sha256 === 'string';
}
