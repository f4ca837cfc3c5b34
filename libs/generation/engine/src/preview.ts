import { DuckDBConnection } from '@duckdb/node-api';
import { type CellValue, type ColumnType, formatColumnType, type ResultColumn, type TablePreview } from '@dw-sim/contracts';
import type { Kernel } from '@dw-sim/generation-generators';
import type { GenerationPlan, PlannedTable } from '@dw-sim/generation-plan';
import { duckdb } from './duckdb-bindings';
import { PlanKernels } from './plan-kernels';
import { writeOneByOne } from './string-vector';
import { TableScan } from './table-scan';

const FUNCTION = 'next_rows';

/**
 * The first rows of every table of a plan, exactly as a run would make them, without a file or a worker.
 *
 * @param rowCount rows of each table at most
 */
export async function previewTables(plan: GenerationPlan, rowCount: number): Promise<readonly TablePreview[]> {
  const config = duckdb.create_config();
  duckdb.set_config(config, 'threads', '1');
  const database = await duckdb.open(':memory:', config);
  const connection = await duckdb.connect(database);
  const reader = new DuckDBConnection(connection);
  const kernels = new PlanKernels(plan);
  try {
    // Moments as every warehouse tells them, whatever the machine's zone.
    await reader.run(`SET TimeZone = 'UTC'`);
    const scan = new TableScan(connection, FUNCTION);
    const previews: TablePreview[] = [];
    for (const table of plan.tables) {
      const rowEnd = Math.min(rowCount, table.rowCount);
      const shortened = { kernelsOf: (one: PlannedTable) => kernels.kernelsOf(one).map((kernel) => usedValues(kernel, rowEnd)), nullsOf: kernels.nullsOf.bind(kernels) };
      scan.select(table, shortened, writeOneByOne, { rowStart: 0, rowEnd });
      previews.push(await readTable(reader, table));
    }
    return previews;
  } finally {
    reader.closeSync();
    duckdb.close_sync(database);
  }
}

/** A kernel of codes with the values of its first rows alone: an ENUM of a pool of thousands takes longer to make than a preview. */
function usedValues(kernel: Kernel, rowCount: number): Kernel {
  if (kernel.lane !== 'code') return kernel;
  const codes = new Uint32Array(rowCount);
  kernel.fill(codes, Uint32Array.from(codes, (_, row) => row), rowCount);
  const used = [...new Set(codes)];
  const places = new Map(used.map((code, place) => [code, place]));
  return {
    lane: 'code',
    yieldsNull: kernel.yieldsNull,
    values: used.length > 0 ? used.map((code) => kernel.values[code]) : kernel.values.slice(0, 1),
    fill: (out, rows, count, nulls) => {
      kernel.fill(out, rows, count, nulls);
      for (let i = 0; i < count; i++) out[i] = places.get(out[i]) ?? 0;
    },
  };
}

async function readTable(connection: DuckDBConnection, { name, rowCount, columns }: PlannedTable): Promise<TablePreview> {
  // DuckDB writes every type as text; numbers and truth values are read back from it.
  const reader = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM ${FUNCTION}()`);
  const rows = reader.getRows().map((row) => row.map((value, column) => cell(value as string | null, columns[column].type)));
  return { table: name, total_rows: rowCount, columns: columns.map((column) => columnOf(column.name, column.type)), rows };
}

const CATEGORIES: Readonly<Partial<Record<ColumnType['kind'], ResultColumn['category']>>> = {
  INT: 'number',
  BIGINT: 'number',
  FLOAT: 'number',
  DECIMAL: 'number',
  BOOLEAN: 'boolean',
  DATE: 'time',
  TIME: 'time',
  TIMESTAMP: 'time',
  TIMESTAMPTZ: 'time',
};

function columnOf(name: string, type: ColumnType): ResultColumn {
  return { name, type: formatColumnType(type), category: CATEGORIES[type.kind] ?? 'text' };
}

/** Longest decimal that a double holds to the last digit. */
const EXACT_DIGITS = 15;

function cell(text: string | null, type: ColumnType): CellValue {
  if (text === null) return null;
  switch (CATEGORIES[type.kind]) {
    case 'number': {
      const isExact = type.kind === 'FLOAT' || text.replace(/\D/g, '').length <= EXACT_DIGITS;
      return isExact ? Number(text) : text;
    }
    case 'boolean':
      return text === 'true';
    default:
      return text;
  }
}
