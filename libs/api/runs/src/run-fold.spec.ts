import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { RunEntity } from '@dw-sim/api-metadata';
import { AppError, foldRun, type LoggedRun, type RunDetail } from '@dw-sim/contracts';
import fc from 'fast-check';
import { PROGRESS_INTERVAL_MS } from './progress-reporter';
import { RunContext } from './run-context';
import { insertRun } from './run-records';
import { RunRecovery } from './run-recovery';
import { RunBench, SPEC } from './testing/run-bench';

const TABLES = SPEC.tables.map(({ table }) => table);
const aTable = fc.constantFrom(...TABLES);
const aCount = fc.nat(1_000_000);

/** Something that the work of a run does. */
type Step = (context: RunContext) => Promise<void>;

const files = fc.array(fc.record({ rows: aCount, bytes: aCount, sha256: fc.stringMatching(/^[0-9a-f]{64}$/) }), { maxLength: 3 })
  .map((made) => made.map((file, at) => ({ name: `part-0000${at}.parquet`, ...file })));

const inAnyPhase = (phase: 'generate' | 'load'): fc.Arbitrary<Step> => fc.oneof(
  fc.tuple(aTable, aCount).map(([table, rows]): Step => (context) => context.tableStarted(table, phase, rows)),
  fc.tuple(aTable, aCount, fc.nat(5_000)).map(([table, rows, ms]): Step => (context) => context.tableCompleted({ table, phase, rows, elapsedMs: ms / 7, ...(phase === 'generate' && { byteLength: ms }) })),
  fc.string().map((message): Step => (context) => context.warn(message)),
);
const progress = (phase: 'generate' | 'load'): fc.Arbitrary<Step> => fc.tuple(aCount, aCount).map(([a, b]): Step => async (context) => {
  context.progress(phase, [{ table: 'customers', rows: a, totalRows: 10 }, { table: 'orders', rows: b, totalRows: 20 }]);
  await pause(PROGRESS_INTERVAL_MS + 60);
});
const staging: fc.Arbitrary<Step> = fc.tuple(fc.subarray(TABLES), files).map(([tables, made]): Step => (context) =>
  context.staged('folder', tables.map((table, at) => ({ table, rows: 5 + at, elapsedMs: 3.4, files: made }))));
const reproducing: fc.Arbitrary<Step> = fc.tuple(fc.boolean(), fc.subarray(TABLES), files).map(([matches, tables, made]): Step => (context) => {
  const compared = tables.map((table) => ({ table, matches, files: made.length, differing_files: [], reasons: [] }));
  return context.reproduced({ source_run_id: 1, matches, tables: compared }, tables.flatMap((table) => made.map((file) => ({ table, ...file }))));
});

/** Phase after phase, as runs do: generate, stage, load. */
const work: fc.Arbitrary<readonly Step[]> = fc.tuple(
  fc.array(inAnyPhase('generate'), { maxLength: 6 }), fc.option(progress('generate')), fc.array(inAnyPhase('generate'), { maxLength: 4 }),
  fc.option(staging), fc.array(inAnyPhase('load'), { maxLength: 6 }), fc.option(reproducing),
).map((parts) => parts.flat().filter((step) => step !== null));

const ENDINGS = ['completed', 'failed', 'failed in a table', 'defect', 'aborted'] as const;

describe('the log of a run', () => {
  let bench: RunBench;

  beforeAll(async () => {
    // Defects and interrupted runs are meant here.
    Logger.overrideLogger(false);
    bench = await RunBench.open();
  });
  afterAll(() => bench.close());

  const folded = async (id: number) => foldRun(await bench.log.read(id));
  const recorded = async (id: number) => withoutLater((await bench.records.find(id)).detail);

  const isTrue = async (id: number) => expect(await folded(id)).toEqual(await recorded(id));

  it('tells the same as its record after every step, whatever the run does and however it ends', async () => {
    await fc.assert(fc.asyncProperty(work, fc.constantFrom(...ENDINGS), async (steps, ending) => {
      let broken: unknown;
      const { id } = await bench.supervisor.start('Shop', SPEC, async (context) => {
        for (const step of steps) {
          await step(context);
          await isTrue(context.run.id).catch((error: unknown) => (broken ??= error));
        }
        if (ending === 'failed in a table') context.currentTable = 'orders';
        if (ending.startsWith('failed')) throw new AppError('warehouse_failed', 'No.', { errors: [{ path: '$', code: 'x', message: 'y' }] });
        if (ending === 'defect') throw new TypeError('x is undefined');
        if (ending === 'aborted') await bench.supervisor.abort(context.run.id);
        context.signal.throwIfAborted();
      });
      await bench.supervisor.idle();
      if (broken) throw broken;
      await isTrue(id);
    }), { numRuns: 30 });
  }, 120_000);

  it('tells the same where the server was killed at any step', async () => {
    await fc.assert(fc.asyncProperty(work, async (steps) => {
      const run = await bench.log.write((manager, emit) => insertRun(manager, emit, 'Shop', SPEC, false));
      const context = new RunContext(run, new AbortController().signal, bench.log);
      await bench.store.transaction((manager) => manager.update(RunEntity, { id: run.id }, { status: 'RUNNING' }));
      for (const step of steps) await step(context);
      await new RunRecovery(bench.log).onModuleInit();
      expect((await bench.records.find(run.id)).detail.status).toBe('FAILED');
      await isTrue(run.id);
    }), { numRuns: 10 });
  }, 120_000);
});

/** A record without what does not stand in the log. */
function withoutLater(detail: RunDetail): LoggedRun {
  const { staged_to: _place, queue_position: _queued, experiment_deleted: _deleted, elapsed_ms: _elapsed, requested_rows: _requested, generated_rows: _generated, loaded_rows: _loaded, ...run } = detail;
  return run;
}
