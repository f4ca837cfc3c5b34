import { atRows, FanOutRows, generatorKind, type Kernel, type KernelContext, type NullMarker, type RowMap } from '@dw-sim/generation-generators';
import type { GenerationPlan, PlannedColumn, PlannedTable } from '@dw-sim/generation-plan';
import { streamKey } from '@dw-sim/generation-rng';
import { PlanRelations, relationOf } from './plan-relations';
import { rateMarker } from './null-mask';

/** Compiles the columns of a plan to kernels, each once; the keys of parents come along where children need them. */
export class PlanKernels {
  private readonly kernels = new Map<PlannedColumn, Kernel>();
  private readonly relations: PlanRelations;

  constructor(private readonly plan: GenerationPlan) {
    this.relations = new PlanRelations(plan);
  }

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

  /** The NULLs that a column's null rate asks for, the same for all columns of a foreign key; undefined where it asks for none. */
  nullsOf(tableName: string, columnName: string): NullMarker | undefined {
    const table = this.table(tableName);
    const { nullRate } = columnOf(table, columnName);
    return rateMarker(nullRate, streamKey(this.plan.seed, tableName, relationOf(table, columnName)?.name ?? columnName, 'null'));
  }

  private compile(table: PlannedTable, column: PlannedColumn): Kernel {
    const generator = generatorKind(column.kind);
    if (!generator) throw new Error(`the plan holds the unknown generator ${column.kind}`);
    const { seed } = this.plan;
    const digits = this.relations.digitsOf(table, column.name);
    const context: KernelContext = {
      type: column.type,
      unique: column.unique || digits !== undefined,
      nullable: column.nullable,
      table: table.name,
      column: column.name,
      rowCount: table.rowCount,
      key: (purpose) => streamKey(seed, table.name, column.name, purpose),
      siblingKey: (sibling, purpose) => streamKey(seed, table.name, sibling, purpose),
      kernelOf: (parent, key) => this.kernelOf(parent, key),
      nullsOf: (parent, key) => this.nullsOf(parent, key),
      parentRows: () => this.parentRows(table, column.name),
      fanOut: () => this.fanOut(table),
    };
    const kernel = generator.compile(column.prepared, context);
    // Distinct digits make distinct values: the kernel of a unique column, asked for the row's digit instead of the row.
    return digits && !relationOf(table, column.name) ? atRows(kernel, digits) : kernel;
  }

  private parentRows(table: PlannedTable, column: string): RowMap {
    const relation = relationOf(table, column);
    if (!relation) throw new Error(`${table.name}.${column} refers to no table`);
    return this.relations.parentRows(table, relation);
  }

  private fanOut(table: PlannedTable): FanOutRows {
    const rows = this.relations.fanOut(table);
    if (!rows) throw new Error(`the rows of ${table.name} follow from no parent`);
    return rows;
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
