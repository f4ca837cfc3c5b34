import { appendFile, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { checkFile } from './file-check';
import { filesBelow, orMissing } from './folder-entries';

const JOURNAL_FILE = 'parts.jsonl';

/** A part of a run that was written to its end. */
export interface FinishedPart {
  readonly table: string;
  /** Within the folder that the run is made in: `orders/part-00000.parquet`. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** The parts that a run has finished, beside them: what a run that is resumed need not write again. One line each. */
export class PartJournal {
  private readonly path: string;

  /** @param directory folder that the run is made in */
  constructor(private readonly directory: string) {
    this.path = join(directory, JOURNAL_FILE);
  }

  async add(part: FinishedPart): Promise<void> {
    await appendFile(this.path, `${JSON.stringify(part)}\n`);
  }

  /** The parts that are there to the byte, by their paths. All other files are removed: what is left of a process that was killed, or of the power. */
  async recover(signal?: AbortSignal): Promise<readonly FinishedPart[]> {
    const whole = new Map<string, FinishedPart>();
    for (const part of await this.read()) {
      if (!(await checkFile(join(this.directory, part.path), part, true, signal))) whole.set(part.path, part);
    }
    for (const file of await filesBelow(this.directory)) {
      const path = relative(this.directory, file).replaceAll('\\', '/');
      if (!whole.has(path)) await rm(file, { force: true });
    }
    const parts = [...whole.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const part of parts) await this.add(part);
    return parts;
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  private async read(): Promise<readonly FinishedPart[]> {
    const text = (await orMissing(readFile(this.path, 'utf8'))) ?? '';
    return text.split('\n').flatMap((line) => parsePart(line) ?? []);
  }
}

/** The last line may be cut short. */
function parsePart(line: string): FinishedPart | undefined {
  try {
    const part = JSON.parse(line) as FinishedPart;
    return typeof part?.path === 'string' && !part.path.split('/').includes('..') ? part : undefined;
  } catch {
    // SyntaxError
    return undefined;
  }
}
