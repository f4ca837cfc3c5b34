import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

interface Manifest {
  readonly tables: readonly { readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[] }[];
}

/** What the files of a data root should be. */
export interface ExpectedFiles {
  /** Runs whose files must all be there, byte for byte. */
  readonly stagedRuns: ReadonlySet<number>;
  /** Runs that may have left finished parts to be resumed from. */
  readonly keptRuns: ReadonlySet<number>;
}

/** What is wrong with the staged files of a data root whose server rests, in a sentence each. */
export function lookAtFiles(dataRoot: string, { stagedRuns, keptRuns }: ExpectedFiles): readonly string[] {
  const generated = join(dataRoot, 'generated');
  const faults: string[] = [];
  const files = filesBelow(generated);
  const named = new Set<string>();
  const found = new Set<number>();
  for (const path of files.filter((name) => name.endsWith('/manifest.json'))) {
    const runId = Number(/run_(\d+)\//.exec(path)?.[1]);
    found.add(runId);
    named.add(path);
    const manifest = JSON.parse(readFileSync(join(generated, path), 'utf8')) as Manifest;
    for (const file of manifest.tables.flatMap((table) => table.files)) {
      named.add(file.path);
      const place = join(generated, file.path);
      if (!existsSync(place)) faults.push(`files: ${file.path} is missing`);
      else if (createHash('sha256').update(readFileSync(place)).digest('hex') !== file.sha256) faults.push(`files: ${file.path} is not as its manifest says`);
    }
  }
  for (const runId of stagedRuns) if (!found.has(runId)) faults.push(`files: run ${runId} is noted as staged and has no manifest`);
  for (const runId of found) if (!stagedRuns.has(runId)) faults.push(`files: run ${runId} has a manifest and is not noted as staged`);
  for (const path of files) {
    const partial = /^\.tmp\/run_(\d+)\//.exec(path);
    if (partial ? !keptRuns.has(Number(partial[1])) : !named.has(path)) faults.push(`files: ${path} belongs to nobody`);
  }
  return [...faults, ...strangers(dataRoot)];
}

/** Files of the data root that a server at rest has no use for. */
function strangers(dataRoot: string): readonly string[] {
  const kept = /^(metadata\.sqlite(-wal|-shm)?|lock\.sqlite(-journal|-wal|-shm)?|server\.json|server\.log|secret\.key|\.reserve)$/;
  return readdirSync(dataRoot, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !kept.test(entry.name))
    .map(({ name }) => `files: ${name} in the data root belongs to nobody`);
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
