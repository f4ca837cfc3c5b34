import { atRows, correlatedKernel, FanOutRows, generatorKind, type Kernel, type KernelContext, modifiedKernel, type NullMarker, remembered, type RowMap } from '@dw-sim/generation-generators';
import type { GenerationPlan, PlannedColumn, PlannedCorrelation, PlannedTable } from '@dw-sim/generation-plan';
import { CorrelatedUniforms, streamKey, type UniformColumn } from '@dw-sim/generation-rng';
import { PlanRelations, relationOf } from './plan-relations';
import { rateMarker } from './null-mask';

/** Compiles the columns of a plan to kernels, each once; the keys of parents come along where children need them. */
export class PlanKernels {
  private readonly kernels = new Map<PlannedColumn, Kernel>();
  /** Kernels that other columns of their table read, too. */
  private readonly shared = new Map<PlannedColumn, Kernel>();
  private readonly reached = new Map<string, Kernel>();
  private readonly uniforms = new Map<PlannedCorrelation, CorrelatedUniforms>();
  private readonly relations: PlanRelations;

  constructor(private readonly plan: GenerationPlan) {
    this.relations = new PlanRelations(plan);
  }

  /** Kernel of a column, without the NULLs that its null rate asks for. */
  kernelOf(tableName: string, columnName: string): Kernel {
    if (columnName.includes('.')) return this.reachedKernel(tableName, columnName);
    const table = this.table(tableName);
    const column = columnOf(table, columnName);
    let kernel = this.kernels.get(column);
    if (!kernel) {
      kernel = this.compile(table, column);
      this.kernels.set(column, kernel);
    }
    return kernel;
  }

  /** Kernels of a table's columns, to be filled batch after batch. What several of them need of a batch is computed once. */
  kernelsOf(table: PlannedTable): readonly Kernel[] {
    const kernels = table.columns.map(({ name }) => this.kernelOf(table.name, name));
    return table.columns.map((column, i) => this.shared.get(column) ?? kernels[i]);
  }

  /** Kernel of a column of another row, `customer_id.country`, with all its NULLs. */
  private reachedKernel(tableName: string, path: string): Kernel {
    const id = `${tableName} ${path}`;
    let kernel = this.reached.get(id);
    if (!kernel) {
      const at = path.indexOf('.');
      const [hop, rest] = [path.slice(0, at), path.slice(at + 1)];
      const table = this.table(tableName);
      const parent = relationOf(table, hop)?.table ?? '';
      const rows = this.parentRows(table, hop);
      const map = { fill: rows.fill, markNulls: both(rows.markNulls, this.nullsOf(tableName, hop)) };
      kernel = atRows(this.kernelOf(parent, rest), map, rest.includes('.') ? undefined : this.nullsOf(parent, rest));
      this.reached.set(id, kernel);
    }
    return kernel;
  }

  /** The NULLs that a column's null rate asks for, the same for all columns of a foreign key; undefined where it asks for none. */
  nullsOf(tableName: string, columnName: string): NullMarker | undefined {
    if (columnName.includes('.')) return undefined;
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
      siblingKernel: (sibling) => this.siblingOf(table, sibling),
      kernelOf: (parent, key) => (parent === table.name ? this.siblingOf(table, key) : this.kernelOf(parent, key)),
      nullsOf: (parent, key) => this.nullsOf(parent, key),
      rowCountOf: (name) => this.table(name).rowCount,
      parentRows: () => this.parentRows(table, column.name),
      fanOut: () => this.fanOut(table),
    };
    const uniforms = this.uniformsOf(table, column);
    const made = uniforms && generator.quantile ? correlatedKernel(generator.quantile(column.prepared, column.type), uniforms) : generator.compile(column.prepared, context);
    const kernel = modifiedKernel(made, column.modifiers, context);
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

  private siblingOf(table: PlannedTable, name: string): Kernel {
    if (name.includes('.')) return this.reachedKernel(table.name, name);
    const column = columnOf(table, name);
    let kernel = this.shared.get(column);
    if (!kernel) this.shared.set(column, (kernel = remembered(this.kernelOf(table.name, name))));
    return kernel;
  }

  /** The column's draws where it belongs to a correlated group. */
  private uniformsOf(table: PlannedTable, { name }: PlannedColumn): UniformColumn | undefined {
    const group = table.correlations.find(({ columns }) => columns.includes(name));
    if (!group) return undefined;
    let uniforms = this.uniforms.get(group);
    if (!uniforms) {
      uniforms = new CorrelatedUniforms(group.factor, group.columns.map((column) => streamKey(this.plan.seed, table.name, column, 'correlated')));
      this.uniforms.set(group, uniforms);
    }
    return uniforms.column(group.columns.indexOf(name));
  }

  private table(name: string): PlannedTable {
    const table = this.plan.tables.find((candidate) => candidate.name === name);
    if (!table) throw new Error(`the plan has no table ${name}`);
    return table;
  }
}

/** Marks what either of two markers does. */
function both(one: NullMarker | undefined, other: NullMarker | undefined): NullMarker | undefined {
  if (!one || !other) return one ?? other;
  return (nulls, rows, count) => {
    one(nulls, rows, count);
    other(nulls, rows, count);
  };
}

function columnOf(table: PlannedTable, name: string): PlannedColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`the plan has no column ${table.name}.${name}`);
  return column;
}
