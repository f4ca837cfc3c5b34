import type { GenerationPlan } from '@dw-sim/generation-plan';
import type { GeneratedFile, GeneratedTable } from './generate';
import type { Part } from './part';
import type { RunState } from './run-state';

/** State of one table of a running generation, in plan order. */
export interface TableGenerationProgress {
  readonly table: string;
  readonly state: 'waiting' | 'running' | 'done';
  readonly rows: number;
  readonly totalRows: number;
  /** Milliseconds from the table's first part to now, or to its end. */
  readonly elapsedMs: number;
}

interface TableProgress {
  readonly table: string;
  readonly totalRows: number;
  readonly files: string[];
  partsLeft: number;
  byteLength: number;
  startedAt: number | undefined;
  endedAt: number | undefined;
}

/** Adds up what the workers report. */
export class GenerationProgress {
  private readonly tables: readonly TableProgress[];

  constructor(
    plan: GenerationPlan,
    private readonly parts: readonly Part[],
    private readonly state: RunState,
    private readonly onFile: (file: GeneratedFile) => void = () => undefined,
  ) {
    this.tables = plan.tables.map(({ name, rowCount }) => ({ table: name, totalRows: rowCount, files: [], partsLeft: 0, byteLength: 0, startedAt: undefined, endedAt: undefined }));
    for (const { tableIndex, file } of parts) {
      this.tables[tableIndex].files.push(file);
      this.tables[tableIndex].partsLeft++;
    }
  }

  partStarted(part: number): void {
    this.tableOf(part).startedAt ??= performance.now();
  }

  partDone(part: number, byteLength: number): void {
    const { file, rowStart, rowEnd } = this.parts[part];
    const { table } = this.add(part, byteLength);
    this.onFile({ table, path: file, rowCount: rowEnd - rowStart, byteLength });
  }

  /** Counts a part that was written before the run began. */
  partFound(part: number, byteLength: number): void {
    const { tableIndex, rowStart, rowEnd } = this.parts[part];
    this.partStarted(part);
    this.state.addRows(tableIndex, rowEnd - rowStart);
    this.add(part, byteLength);
  }

  snapshot(): readonly TableGenerationProgress[] {
    return this.tables.map((progress, index) => {
      const { table, totalRows, startedAt, endedAt } = progress;
      const state = startedAt === undefined ? 'waiting' : endedAt === undefined ? 'running' : 'done';
      return { table, state, rows: state === 'done' ? totalRows : this.state.rowsOf(index), totalRows, elapsedMs: elapsedMs(progress) };
    });
  }

  results(): readonly GeneratedTable[] {
    return this.tables.map((progress) => {
      const { table, totalRows, byteLength, files } = progress;
      return { table, rowCount: totalRows, byteLength, elapsedMs: elapsedMs(progress), files };
    });
  }

  private add(part: number, byteLength: number): TableProgress {
    const table = this.tableOf(part);
    table.byteLength += byteLength;
    if (--table.partsLeft === 0) table.endedAt = performance.now();
    return table;
  }

  private tableOf(part: number): TableProgress {
    return this.tables[this.parts[part].tableIndex];
  }
}

function elapsedMs({ startedAt, endedAt }: TableProgress): number {
  return startedAt === undefined ? 0 : Math.round((endedAt ?? performance.now()) - startedAt);
}
