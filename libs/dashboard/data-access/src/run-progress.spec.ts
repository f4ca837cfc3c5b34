import type { RunEventBody } from '@dw-sim/contracts';
import { applyRunEvent, progressOfRun, runFraction } from './run-progress';
import { doneRows } from './table-run';
import { COMPLETED, STARTED, sampleEvents, sampleRun, sampleRunTable } from './testing/samples';

const BODIES: readonly RunEventBody[] = [
  { type: 'queued', kind: 'generate' },
  STARTED,
  { type: 'table-started', table: 'customers', phase: 'generate', total_rows: 1_000 },
  progress('customers', 'generate', 500),
  { type: 'table-completed', table: 'customers', phase: 'generate', rows: 1_000, elapsed_ms: 5 },
  { type: 'table-started', table: 'orders', phase: 'generate', total_rows: 3_000 },
  { type: 'warning', message: 'Slow disk' },
  { type: 'table-completed', table: 'orders', phase: 'generate', rows: 3_000, elapsed_ms: 5 },
  { type: 'table-started', table: 'customers', phase: 'load', total_rows: 1_000 },
  progress('customers', 'load', 250),
  { type: 'table-completed', table: 'customers', phase: 'load', rows: 1_000, elapsed_ms: 5 },
  COMPLETED,
];

function progress(table: string, phase: 'generate' | 'load', rows: number): RunEventBody {
  const tick = { table, phase, rows, total_rows: 1_000, rows_per_second: 900, remaining_ms: 400 };
  return { type: 'progress', tables: [tick], rows, total_rows: 4_000, rows_per_second: 1_100, remaining_ms: 800 };
}

function after(count: number) {
  return sampleEvents(...BODIES).slice(0, count).reduce(applyRunEvent, progressOfRun(sampleRun({ tables: [] })));
}

describe('progress of a run', () => {
  it('announces every table before the first one begins', () => {
    expect(after(2).tables.map(({ table, stage, totalRows }) => [table, stage, totalRows])).toEqual([
      ['customers', 'waiting', 1_000],
      ['orders', 'waiting', 3_000],
    ]);
  });

  it('follows a table through generating and loading', () => {
    const stages = [3, 4, 5, 9, 10, 11].map((count) => after(count).tables[0]);
    expect(stages.map(({ stage, generatedRows, loadedRows }) => [stage, generatedRows, loadedRows])).toEqual([
      ['generating', 0, 0],
      ['generating', 500, 0],
      ['generated', 1_000, 0],
      ['loading', 1_000, 0],
      ['loading', 1_000, 250],
      ['done', 1_000, 1_000],
    ]);
    expect(stages[1]).toMatchObject({ rowsPerSecond: 900, remainingMs: 400 });
  });

  it('tells speed, remaining time and warnings of the whole run', () => {
    expect(after(7)).toMatchObject({ rowsPerSecond: 1_100, remainingMs: 800, warnings: ['Slow disk'] });
  });

  it('never goes back, and is whole exactly when the run completed', () => {
    const fractions = BODIES.map((_, index) => runFraction(after(index + 1)));
    expect(fractions).toEqual([...fractions].sort((left, right) => left - right));
    expect(fractions.filter((fraction) => fraction === 1)).toHaveLength(1);
    expect(after(12)).toMatchObject({ status: 'COMPLETED', elapsedMs: 2_000 });
  });

  it('takes no event in twice', () => {
    const events = sampleEvents(...BODIES);
    const once = events.reduce(applyRunEvent, progressOfRun(sampleRun()));
    expect([...events, ...events].reduce(applyRunEvent, progressOfRun(sampleRun()))).toEqual(once);
  });

  it('stops what was not done when the run fails, and keeps the reason', () => {
    const error = { code: 'storage_full', message: 'No space left', table: 'orders' } as const;
    const [failed] = sampleEvents({ type: 'failed', error, elapsed_ms: 9 }).map((event) => ({ ...event, seq: 99 }));
    const run = applyRunEvent(after(11), failed);
    expect(run).toMatchObject({ status: 'FAILED', error, elapsedMs: 9 });
    expect(run.tables.map(({ stage }) => stage)).toEqual(['done', 'stopped']);
  });
});

describe('progress from a record', () => {
  it('shows the counts of a run that is over', () => {
    const run = progressOfRun(sampleRun({ status: 'COMPLETED', tables: [sampleRunTable('customers', 10, 10)] }));
    expect(run.tables[0]).toMatchObject({ stage: 'done', loadedRows: 10, totalRows: 10 });
  });

  it('counts only loading in a run that loads', () => {
    const run = progressOfRun(sampleRun({ kind: 'load' }));
    expect(runFraction(run)).toBe(0);
    expect(run.tables[0].generatedRows).toBe(1_000);
  });

  it('counts only generating in a run that makes another again', () => {
    const run = applyRunEvent(progressOfRun(sampleRun({ kind: 'reproduce' })), sampleEvents(progress('customers', 'generate', 250))[0]!);
    expect(doneRows(run.tables[0], 'reproduce')).toBe(250);
    expect(runFraction(run)).toBe(250 / run.tables.reduce((sum, { totalRows }) => sum + totalRows, 0));
  });
});
