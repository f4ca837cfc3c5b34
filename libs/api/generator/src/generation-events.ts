import type { RunContext } from '@dw-sim/api-runs';
import type { TableGenerationProgress } from '@dw-sim/generation-engine';

type State = TableGenerationProgress['state'];

/** Turns the engine's progress into a run's events: one when a table starts, one when it is done, and progress between. */
export class GenerationEvents {
  private readonly states = new Map<string, State>();
  private sending: Promise<unknown> = Promise.resolve();
  private failure: unknown;

  constructor(private readonly context: RunContext) {}

  /** Takes the state of every table, in plan order. */
  update(progress: readonly TableGenerationProgress[]): void {
    for (const table of progress) this.follow(table);
    this.context.progress('generate', progress.map(({ table, rows, totalRows }) => ({ table, rows, totalRows })));
  }

  /** Waits until every event is stored. @throws what storing one threw */
  async settle(): Promise<void> {
    await this.sending;
    if (this.failure !== undefined) throw this.failure;
  }

  private follow({ table, state, rows, totalRows, elapsedMs }: TableGenerationProgress): void {
    const before = this.states.get(table) ?? 'waiting';
    this.states.set(table, state);
    if (before === 'waiting' && state !== 'waiting') this.send(() => this.context.tableStarted(table, 'generate', totalRows));
    if (before !== 'done' && state === 'done') this.send(() => this.context.tableCompleted({ table, phase: 'generate', rows, elapsedMs }));
  }

  private send(event: () => Promise<void>): void {
    this.sending = this.sending.then(event).catch((error: unknown) => (this.failure ??= error));
  }
}
