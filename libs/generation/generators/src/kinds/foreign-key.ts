import { hash32, makePermutation, TWO_POW_MINUS_32 } from '@dw-sim/generation-rng';
import type { GeneratorKind, KernelContext } from '../generator-kind';
import type { Kernel } from '../kernel';
import { stringOf, type Parameters } from '../parameters';

interface Prepared {
  readonly table: string;
  readonly column: string;
}

/**
 * A key that exists in the parent: the parent's key column recomputed for a drawn parent row, so neither table has to
 * be kept or read.
 */
export const foreignKey: GeneratorKind<Prepared> = {
  kind: 'foreign_key',
  description: 'A value of another table\'s key column, each parent row as likely as any other; each parent once where the column is unique.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'DATE', 'TIMESTAMP', 'BOOLEAN'],
  parameters: [
    { name: 'table', type: 'string', required: true, description: 'Parent table.' },
    { name: 'column', type: 'string', required: true, description: 'Unique column of the parent table.' },
  ],
  example: { table: 'customers', column: 'customer_id' },
  summarize: (params) => `key of ${prepared(params).table}.${prepared(params).column}`,
  distinctCount: () => Infinity,
  prepare: prepared,
  compile: (parent, context) => viaParentRows(context.kernelOf(parent.table, parent.column), parent, context),
};

function prepared(params: Parameters): Prepared {
  return { table: stringOf(params, 'table') ?? '', column: stringOf(params, 'column') ?? '' };
}

function viaParentRows(parent: Kernel, { table }: Prepared, context: KernelContext): Kernel {
  const parentRow = parentRowDraw(table, context);
  let parentRows = new Uint32Array(0);
  const drawRows = (rows: Uint32Array, count: number): Uint32Array => {
    if (parentRows.length < count) parentRows = new Uint32Array(count);
    for (let i = 0; i < count; i++) parentRows[i] = parentRow(rows[i]);
    return parentRows;
  };
  // The root of a hierarchy has no parent.
  const yieldsNull = table === context.table && context.nullable;
  const markRoot = (rows: Uint32Array, count: number, nulls: Uint8Array | undefined): void => {
    if (yieldsNull && nulls) for (let i = 0; i < count; i++) if (rows[i] === 0) nulls[i] = 1;
  };
  switch (parent.lane) {
    case 'number':
      return { lane: 'number', yieldsNull, fill: (out, rows, count, nulls) => (markRoot(rows, count, nulls), parent.fill(out, drawRows(rows, count), count)) };
    case 'code':
      return { lane: 'code', yieldsNull, values: parent.values, fill: (out, rows, count, nulls) => (markRoot(rows, count, nulls), parent.fill(out, drawRows(rows, count), count)) };
    case 'text':
      return { lane: 'text', yieldsNull, maxByteLength: parent.maxByteLength, fill: (out, rows, count, nulls) => (markRoot(rows, count, nulls), parent.fill(out, drawRows(rows, count), count)) };
  }
}

/** Row of the parent table for a row of this one. */
function parentRowDraw(table: string, context: KernelContext): (row: number) => number {
  const [k0, k1] = context.key('parent');
  const parentCount = context.rowCountOf(table);
  if (context.unique) return makePermutation(parentCount, [k0, k1]);
  if (table === context.table) {
    // An earlier row, so that following the reference always ends at row 0.
    return (row) => (row === 0 ? 0 : Math.floor(hash32(row, k0, k1) * TWO_POW_MINUS_32 * row));
  }
  const scale = parentCount * TWO_POW_MINUS_32;
  return (row) => (hash32(row, k0, k1) * scale) >>> 0;
}
