import { atRows, generatorKind, type Kernel, type KernelContext, modifiedKernel, type NullMarker } from '@dw-sim/generation-generators';
import type { GenerationPlan, PlannedColumn, PlannedTable } from '@dw-sim/generation-plan';
import { makeUniqueTuples, streamKey } from '@dw-sim/generation-rng';
import { rateMarker } from './null-mask';

/** Compiles the columns of a plan to kernels, each once; the keys of parents come along where children need them. */
export class PlanKernels {
  private readonly kernels = new Map<PlannedColumn, Kernel>();

  constructor(private readonly plan: GenerationPlan) {}

  /** Kernel of a column, without the NULLs that its null rate asks for. */
  kernelOf(tableName: string, columnName: string): Kernel {
    const table = this.table(tableName);
    const column = columnOf(table, columnName);
    let kernel = this.kernels.get(column);
    if (!kernel) {
      kernel = this.compile(table, column);
      this.kernels.set(column, kernel);
    }
    return kernel;
  }

  /** The NULLs that a column's null rate asks for; undefined where it asks for none. */
  nullsOf(tableName: string, columnName: string): NullMarker | undefined {
    const { nullRate } = columnOf(this.table(tableName), columnName);
    return rateMarker(nullRate, streamKey(this.plan.seed, tableName, columnName, 'null'));
  }

  private compile(table: PlannedTable, column: PlannedColumn): Kernel {
    const generator = generatorKind(column.kind);
    if (!generator) throw new Error(`the plan holds the unknown generator ${column.kind}`);
    const { seed } = this.plan;
    const key = table.compositeKeys.find(({ columns }) => columns.includes(column.name));
    const context: KernelContext = {
      type: column.type,
      unique: column.unique || key !== undefined,
      nullable: column.nullable,
      table: table.name,
      column: column.name,
      rowCount: table.rowCount,
      key: (purpose) => streamKey(seed, table.name, column.name, purpose),
      siblingKey: (sibling, purpose) => streamKey(seed, table.name, sibling, purpose),
      kernelOf: (parent, key) => this.kernelOf(parent, key),
      nullsOf: (parent, key) => this.nullsOf(parent, key),
      rowCountOf: (name) => this.table(name).rowCount,
    };
    const kernel = modifiedKernel(generator.compile(column.prepared, context), column.modifiers, context);
    if (!key) return kernel;
    // Distinct digits make distinct values: the kernel of a unique column, asked for the row's digit instead of the row.
    const digits = makeUniqueTuples(key.radices, streamKey(seed, table.name, key.columns.join(' '), 'tuple'));
    return atRows(kernel, digits[key.columns.indexOf(column.name)]);
  }

  private table(name: string): PlannedTable {
    const table = this.plan.tables.find((candidate) => candidate.name === name);
    if (!table) throw new Error(`the plan has no table ${name}`);
    return table;
  }
}

function columnOf(table: PlannedTable, name: string): PlannedColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`the plan has no column ${table.name}.${name}`);
  return column;
}
