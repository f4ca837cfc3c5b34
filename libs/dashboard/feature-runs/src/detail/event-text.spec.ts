import type { RunEvent, RunEventBody } from '@dw-sim/contracts';
import { eventText } from './event-text';

const event = (body: RunEventBody): RunEvent => ({ run_id: 1, experiment: 'shop', seq: 1, at: '2026-01-01T00:00:00.000Z', ...body });

describe('eventText', () => {
  it.each<[RunEventBody, string]>([
    [{ type: 'started', seed: 1, warehouse: 'duckdb', tables: [{ table: 'a', total_rows: 1000 }] }, 'Started: 1 table, 1,000 rows, on duckdb'],
    [{ type: 'table-completed', table: 'a', phase: 'load', rows: 5, elapsed_ms: 10 }, 'a: loaded 5 rows in 10 ms'],
    [{ type: 'staged', location: 's3://lake/x', files: 2, byte_length: 4000 }, '2 files in place, 4 kB, in s3://lake/x'],
    [{ type: 'failed', error: { code: 'storage_full', message: 'The disk is full.' }, elapsed_ms: 5 }, 'Failed: The disk is full.'],
    [{ type: 'reproduced', reproduction: { source_run_id: 3, matches: false, tables: [] } }, 'Files of run 3 came out different'],
  ])('says what %j means', (body, text) => {
    expect(eventText(event(body))).toBe(text);
  });
});
