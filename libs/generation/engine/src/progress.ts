import type { GenerationPlan } from '@dw-sim/generation-plan';
import type { GeneratedTable } from './generate';
import type { Part } from './part';

/** State of one table of a running generation, in plan order. */
export interface TableGenerationProgress {
  readonly table: string;
  readonly state: 'waiting' | 'running' | 'done';
  readonly rows: number;
  readonly totalRows: number;
  /** Milliseconds from the table's first part to now, or to its end. */
  readonly elapsedMs: number;
}

interface TableState {
  readonly table: string;
  readonly totalRows: number;
  readonly files: readonly string[];
  partsLeft: number;
  rows: number;
  byteLength: number;
  startedAt: number | undefined;
  endedAt: number | undefined;
}

/** Adds up what the workers report. */
export class GenerationProgress {
  private readonly tables: readonly TableState[];

  constructor(
    plan: GenerationPlan,
    parts: readonly Part[],
    private readonly onProgress: ((progress: readonly TableGenerationProgress[]) => void) | undefined,
  ) {
    this.tables = plan.tables.map(({ name, rowCount }, tableIndex) => {
      const files = parts.filter((part) => part.tableIndex === tableIndex).map(({ file }) => file);
      return { table: name, totalRows: rowCount, files, partsLeft: files.length, rows: 0, byteLength: 0, startedAt: undefined, endedAt: undefined };
    });
  }

  partStarted({ tableIndex }: Part): void {
    const table = this.tables[tableIndex];
    if (table.startedAt !== undefined) return;
    table.startedAt = performance.now();
    this.tell();
  }

  partDone({ tableIndex, rowStart, rowEnd }: Part, byteLength: number): void {
    const table = this.tables[tableIndex];
    table.rows += rowEnd - rowStart;
    table.byteLength += byteLength;
    if (--table.partsLeft > 0) return;
    table.endedAt = performance.now();
    this.tell();
  }

  /** @param current rows of the parts that are being written, by table index */
  tell(current: ReadonlyMap<number, number> = new Map()): void {
    this.onProgress?.(this.tables.map((table, index) => snapshot(table, current.get(index) ?? 0)));
  }

  results(): readonly GeneratedTable[] {
    return this.tables.map((table) => ({
      table: table.table,
      rowCount: table.rows,
      byteLength: table.byteLength,
      elapsedMs: elapsedMs(table),
      files: table.files,
    }));
  }
}

function snapshot(table: TableState, current: number): TableGenerationProgress {
  const state = table.startedAt === undefined ? 'waiting' : table.endedAt === undefined ? 'running' : 'done';
  return { table: table.table, state, rows: Math.min(table.totalRows, table.rows + current), totalRows: table.totalRows, elapsedMs: elapsedMs(table) };
}

function elapsedMs({ startedAt, endedAt }: TableState): number {
  return startedAt === undefined ? 0 : Math.round((endedAt ?? performance.now()) - startedAt);
}
