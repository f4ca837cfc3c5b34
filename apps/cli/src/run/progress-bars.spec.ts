import { progressLines } from './progress-bars';
import { EMPTY_RUN, viewAfter } from './run-view';
import type { RunEvent, RunEventBody } from '@dw-sim/contracts';

function viewOf(...bodies: readonly RunEventBody[]) {
  return bodies.reduce((view, body) => viewAfter(view, { run_id: 1, experiment: 'shop', seq: 1, at: '', ...body } as RunEvent), EMPTY_RUN);
}

const started: RunEventBody = { type: 'started', seed: 1, warehouse: 'duckdb', tables: [{ table: 'users', total_rows: 1000 }, { table: 'orders', total_rows: 1_000_000 }] };
const generating: RunEventBody = {
  type: 'progress', rows: 0, total_rows: 0, rows_per_second: 0, remaining_ms: null,
  tables: [{ table: 'orders', phase: 'generate', rows: 380_000, total_rows: 1_000_000, rows_per_second: 830_000, remaining_ms: 750 }],
};

test('a line per table', () => {
  const view = viewOf(
    started,
    { type: 'table-completed', table: 'users', phase: 'generate', rows: 1000, elapsed_ms: 20 },
    { type: 'table-completed', table: 'users', phase: 'load', rows: 1000, elapsed_ms: 30 },
    { type: 'table-started', table: 'orders', phase: 'generate', total_rows: 1_000_000 },
    generating,
  );
  expect(progressLines(view, 120)).toEqual([
    'users   loaded      ████████████████████████ 100 %                 1,000 rows  in 50 ms (20 k rows/s)',
    'orders  generating  █████████▏░░░░░░░░░░░░░░  38 %  380,000 of 1,000,000 rows  830 k rows/s, 750 ms left',
  ]);
});

test('no line is wider than the screen', () => {
  for (const line of progressLines(viewOf(started, generating), 40)) expect(line.length).toBeLessThan(40);
});

test('a late report of generation does not take the bar back', () => {
  const view = viewOf(started, { type: 'table-started', table: 'orders', phase: 'load', total_rows: 1_000_000 }, generating);
  expect(view.tables[1]).toMatchObject({ phase: 'load', rows: 0 });
});
