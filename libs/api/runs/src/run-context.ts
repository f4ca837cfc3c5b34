import { RunEntity, RunTableEntity } from '@dw-sim/api-metadata';
import { AppError, type Reproduction, type RunEventBody, type RunFile, type RunPhase } from '@dw-sim/contracts';
import { checksumOf } from './run-checksum';
import type { RunIdentity, RunLog } from './run-log';
import { ProgressReporter, type ProgressBody, type TableState } from './progress-reporter';

/** Result of one table's phase. */
export interface TableOutcome {
  readonly table: string;
  readonly phase: RunPhase;
  readonly rows: number;
  readonly elapsedMs: number;
  readonly byteLength?: number;
}

/** Why a signal fires that parks a run: it goes on at the next start. */
export const PARKED = new AppError('aborted', 'The server is stopping.');

/** A table whose files are in place. */
export interface MadeTable {
  readonly table: string;
  readonly rows: number;
  readonly elapsedMs: number;
  /** In row order. */
  readonly files: readonly Omit<RunFile, 'table'>[];
}

/** What the work of a run is given: where to report to, and when to stop. */
export class RunContext {
  private readonly reporter: ProgressReporter;
  /** Table that is being worked on, for the error of a failed run. */
  currentTable: string | undefined;

  constructor(
    readonly run: RunIdentity,
    readonly signal: AbortSignal,
    private readonly log: RunLog,
    /** Worker threads that the run may use. */
    readonly workers = 1,
  ) {
    this.reporter = new ProgressReporter((body) => this.storeProgress(body));
  }

  /** The run is stopped to go on at the next start: what it has finished is to stay. */
  get isParked(): boolean {
    return this.signal.reason === PARKED;
  }

  /** State of every table in a phase; may be called at any pace. */
  progress(phase: RunPhase, states: readonly TableState[]): void {
    this.reporter.report(phase, states);
  }

  /** The last report of a phase would come after the tables of the next one have started. */
  endPhase(): void {
    this.reporter.endPhase();
  }

  async tableStarted(table: string, phase: RunPhase, totalRows: number): Promise<void> {
    await this.emit({ type: 'table-started', table, phase, total_rows: totalRows });
  }

  async tableCompleted({ table, phase, rows, elapsedMs, byteLength }: TableOutcome): Promise<void> {
    const change: Partial<RunTableEntity> =
      phase === 'load'
        ? { loadedRows: rows, loadMs: Math.round(elapsedMs) }
        : { generatedRows: rows, generateMs: Math.round(elapsedMs), byteLength: byteLength ?? 0 };
    await this.log.append(
      this.run,
      { type: 'table-completed', table, phase, rows, elapsed_ms: Math.round(elapsedMs), ...(byteLength !== undefined && { byte_length: byteLength }) },
      (manager) => manager.update(RunTableEntity, { runId: this.run.id, table }, change),
    );
  }

  /** All files of the run are in place. */
  async staged(location: string, made: readonly MadeTable[]): Promise<void> {
    const tables = made.map(({ table, rows, elapsedMs, files }) => ({
      table, rows, byte_length: sum(files, ({ bytes }) => bytes), generate_ms: Math.round(elapsedMs), checksum: checksumOf(files),
    }));
    const totals = { files: sum(made, ({ files }) => files.length), byte_length: sum(tables, (table) => table.byte_length) };
    await this.log.append(this.run, { type: 'staged', location, ...totals, tables }, async (manager, { at }) => {
      for (const [index, { table, rows: generatedRows, byte_length: byteLength, generate_ms: generateMs, checksum }] of tables.entries()) {
        await manager.update(RunTableEntity, { runId: this.run.id, table }, { generatedRows, byteLength, generateMs, checksum, files: made[index]?.files ?? [] });
      }
      await manager.update(RunEntity, { id: this.run.id }, { stagedAt: at, stagedTo: location });
    });
  }

  /** Every table of the run holds its rows, counted in the warehouse. */
  async loaded(warehouse: string, tables: number, rows: number): Promise<void> {
    await this.emit({ type: 'loaded', warehouse, tables, rows });
  }

  /** The files of another run were made again and compared. What they were is kept, though they are not. */
  async reproduced(reproduction: Reproduction, made: readonly RunFile[]): Promise<void> {
    const filesOf = (name: string) => made.flatMap(({ table, ...file }) => (table === name ? [file] : []));
    const tables = reproduction.tables.map(({ table }) => {
      const files = filesOf(table);
      return { table, rows: sum(files, ({ rows }) => rows), byte_length: sum(files, ({ bytes }) => bytes), checksum: checksumOf(files) };
    });
    await this.log.append(this.run, { type: 'reproduced', reproduction, tables }, async (manager) => {
      for (const { table, rows: generatedRows, byte_length: byteLength, checksum } of tables) await manager.update(RunTableEntity, { runId: this.run.id, table }, { generatedRows, byteLength, checksum, files: filesOf(table) });
      await manager.update(RunEntity, { id: this.run.id }, { reproduction });
    });
  }

  async warn(message: string): Promise<void> {
    await this.emit({ type: 'warning', message });
  }

  /** Ends reporting; called once the work is over, before the terminal event. */
  settle(): Promise<void> {
    return this.reporter.settle();
  }

  private emit(body: RunEventBody): Promise<unknown> {
    return this.log.append(this.run, body);
  }

  /** Rows made so far are a part of the run's record too. */
  private storeProgress(body: ProgressBody): Promise<unknown> {
    return this.log.append(this.run, body, async (manager) => {
      for (const { table, phase, rows } of body.tables) {
        if (phase === 'generate') await manager.update(RunTableEntity, { runId: this.run.id, table }, { generatedRows: rows });
      }
    });
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
