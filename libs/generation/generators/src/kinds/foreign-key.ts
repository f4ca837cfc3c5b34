import { hash32, makePermutation, makeZipfDraw, TWO_POW_MINUS_32 } from '@dw-sim/generation-rng';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault } from '../generator-kind';
import type { Kernel } from '../kernel';
import { objectOf, stringOf, type Parameters } from '../parameters';
import { checkPopularity, popularityOf, popularityParameter, summarizePopularity, type Popularity } from '../popularity';

interface Prepared {
  readonly table: string;
  readonly column: string;
  readonly popularity?: Popularity;
}

/**
 * A key that exists in the parent: the parent's key column recomputed for a drawn parent row, so neither table has to
 * be kept or read.
 */
export const foreignKey: GeneratorKind<Prepared> = {
  kind: 'foreign_key',
  description: 'A value of another table\'s key column, each parent row as likely as any other unless `popularity` says otherwise; each parent once where the column is unique.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'BOOLEAN', 'UUID'],
  parameters: [
    { name: 'table', type: 'string', required: true, description: 'Parent table.' },
    { name: 'column', type: 'string', required: true, description: 'Unique column of the parent table.' },
    popularityParameter('popularity', 'How often the parents are referred to: `uniform`, or `zipf` for few that have most of the children. Which rows are popular is drawn.', ['uniform', 'zipf']),
  ],
  example: { table: 'customers', column: 'customer_id' },
  check: (params, column) => [...checkPopularity(params, 'popularity'), ...checkUnique(params, column)],
  summarize: (params) => {
    const { table, column, popularity } = prepared(params);
    return `key of ${table}.${column}${popularity ? `, ${summarizePopularity(popularity)}` : ''}`;
  },
  distinctCount: () => Infinity,
  prepare: prepared,
  compile: (parent, context) => viaParentRows(context.kernelOf(parent.table, parent.column), parent, context),
};

function prepared(params: Parameters): Prepared {
  const parent = { table: stringOf(params, 'table') ?? '', column: stringOf(params, 'column') ?? '' };
  const popularity = popularityOf(params, 'popularity');
  return popularity ? { ...parent, popularity } : parent;
}

function checkUnique(params: Parameters, { unique }: ColumnContext): readonly ParameterFault[] {
  if (!unique || !objectOf(params, 'popularity')) return [];
  return [{ parameter: 'popularity', code: 'contradiction', message: 'a unique key has each parent once, so no parent is more popular', allowed: 'no popularity, or is_unique: false' }];
}

function viaParentRows(parent: Kernel, { table, popularity }: Prepared, context: KernelContext): Kernel {
  const parentRow = parentRowDraw(table, popularity, context);
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
    case 'words':
      return { lane: 'words', yieldsNull, fill: (out, rows, count, nulls) => (markRoot(rows, count, nulls), parent.fill(out, drawRows(rows, count), count)) };
    case 'text':
      return { lane: 'text', yieldsNull, maxByteLength: parent.maxByteLength, fill: (out, rows, count, nulls) => (markRoot(rows, count, nulls), parent.fill(out, drawRows(rows, count), count)) };
  }
}

/** Row of the parent table for a row of this one. */
function parentRowDraw(table: string, popularity: Popularity | undefined, context: KernelContext): (row: number) => number {
  const [k0, k1] = context.key('parent');
  const parentCount = context.rowCountOf(table);
  if (context.unique) return makePermutation(parentCount, [k0, k1]);
  if (table === context.table) {
    // An earlier row, so that following the reference always ends at row 0.
    return (row) => (row === 0 ? 0 : Math.floor(hash32(row, k0, k1) * TWO_POW_MINUS_32 * row));
  }
  if (popularity?.type === 'zipf') {
    const rank = makeZipfDraw({ first: 1, last: parentCount, alpha: popularity.alpha }, [k0, k1]);
    // The popular ones lie anywhere in the parent table.
    const rowOfRank = makePermutation(parentCount, context.key('popularity'));
    return (row) => rowOfRank(rank(row) - 1);
  }
  const scale = parentCount * TWO_POW_MINUS_32;
  return (row) => (hash32(row, k0, k1) * scale) >>> 0;
}
