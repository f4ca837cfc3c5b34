import { PlanKernels } from '@dw-sim/generation-engine';
import { type Kernel, TextBatch } from '@dw-sim/generation-generators';
import type { PlannedTable } from '@dw-sim/generation-plan';
import { planOf } from './definitions';
import { sizeOf } from './plan-size';
import { measure } from './scenario';

const BATCH_ROWS = 2048;

/** Arguments: definition or its file, rows. The kernels of a plan in one thread, into arrays that nobody reads. */
const [definition, rows] = process.argv.slice(2);
const plan = planOf(definition, Number(rows));

void measure(async () => {
  const kernels = new PlanKernels(plan);
  for (const table of plan.tables) fillTable(table, kernels);
  return sizeOf(plan);
});

function fillTable(table: PlannedTable, kernels: PlanKernels): void {
  const made = kernels.kernelsOf(table);
  const fills = table.columns.map(({ name }, i) => filler(made[i], kernels.nullsOf(table.name, name)));
  const rows = new Uint32Array(BATCH_ROWS);
  for (let start = 0; start < table.rowCount; start += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, table.rowCount - start);
    for (let i = 0; i < count; i++) rows[i] = start + i;
    for (const fill of fills) fill(rows, count);
  }
}

function filler(kernel: Kernel, markNulls: ReturnType<PlanKernels['nullsOf']>): (rows: Uint32Array, count: number) => void {
  const nulls = new Uint8Array(BATCH_ROWS);
  const fill = valueFiller(kernel, nulls);
  return (rows, count) => {
    nulls.fill(0, 0, count);
    fill(rows, count);
    markNulls?.(nulls, rows, count);
  };
}

function valueFiller(kernel: Kernel, nulls: Uint8Array): (rows: Uint32Array, count: number) => void {
  switch (kernel.lane) {
    case 'number': {
      const out = new Float64Array(BATCH_ROWS);
      return (rows, count) => kernel.fill(out, rows, count, nulls);
    }
    case 'code': {
      const out = new Uint32Array(BATCH_ROWS);
      return (rows, count) => kernel.fill(out, rows, count, nulls);
    }
    case 'words': {
      const out = new Uint32Array(BATCH_ROWS * 4);
      return (rows, count) => kernel.fill(out, rows, count, nulls);
    }
    case 'text': {
      const out = new TextBatch(BATCH_ROWS, kernel.maxByteLength);
      return (rows, count) => kernel.fill(out, rows, count, nulls);
    }
  }
}
