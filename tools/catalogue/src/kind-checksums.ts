import { COLUMN_TYPE_NAMES, type ColumnDefinition, type ExperimentDefinition } from '@dw-sim/contracts';
import { PlanKernels } from '@dw-sim/generation-engine';
import { GENERATOR_KINDS, type GeneratorKind, generatorKind, type Kernel, TextBatch } from '@dw-sim/generation-generators';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { createHash } from 'node:crypto';

/** Rows of each checksum, and the seed of all. */
export const CHECKSUM_ROWS = 1000;
export const CHECKSUM_SEED = 42;
/** What `now` is in relative times of the examples. */
export const CHECKSUM_CLOCK = Date.UTC(2025, 0, 1);

/** Checksum of one generator's example on one column type. */
export interface KindChecksum {
  readonly kind: string;
  readonly dataType: string;
  readonly version: number;
  /** SHA-256 over the values as text, each followed by a line feed. */
  readonly checksum: string;
}

/** Checksums of every generator of the registry, on every column type that its example serves. */
export function kindChecksums(): readonly KindChecksum[] {
  return GENERATOR_KINDS.flatMap((generator) => {
    const columns = columnsOf(generator);
    const { errors, model } = checkDefinition(definitionOf(columns), { warehouses: [] });
    if (!model) throw new Error(`the example of ${generator.kind} is refused: ${JSON.stringify(errors)}`);
    const kernels = new PlanKernels(compilePlan(model, { seed: CHECKSUM_SEED, clock: CHECKSUM_CLOCK }));
    return columns.map(({ name, data_type }) => ({
      kind: generator.kind,
      dataType: data_type,
      version: generator.version ?? 1,
      checksum: checksumOf(kernels.kernelOf('golden', name)),
    }));
  });
}

/** One column for each type on which the example is accepted. */
function columnsOf({ kind, types, example }: GeneratorKind): readonly ColumnDefinition[] {
  const names = COLUMN_TYPE_NAMES.filter((name) => types.some((type) => name.startsWith(type)));
  return names
    .map((name) => ({ name: name.replace(/\(.*/, ''), data_type: sized(name), required: true, generator: { type: kind, params: example } }))
    .filter((column) => checkDefinition(definitionOf([column]), { warehouses: [] }).errors.length === 0);
}

function sized(name: string): string {
  if (name.startsWith('DECIMAL')) return 'DECIMAL(12,2)';
  return name.startsWith('VARCHAR') ? 'VARCHAR(60)' : name;
}

/** Columns of the row that the examples of derived columns name. */
const ROW: readonly ColumnDefinition[] = [
  { name: 'quantity', data_type: 'INT', min_value: 1, max_value: 10 },
  { name: 'unit_price', data_type: 'DECIMAL(10,2)', min_value: 1, max_value: 500 },
  { name: 'discount', data_type: 'DECIMAL(3,2)', min_value: 0, max_value: 0.5 },
  { name: 'first_name', data_type: 'VARCHAR(40)', faker_rule: 'first_name' },
  { name: 'last_name', data_type: 'VARCHAR(40)', faker_rule: 'last_name' },
  { name: 'email', data_type: 'VARCHAR(80)', faker_rule: 'email' },
  { name: 'start_date', data_type: 'DATE' },
].map((column) => ({ ...column, required: true }));

/** Two rows of each parent, for positions. */
const PARENT: ColumnDefinition = { name: 'parent_id', data_type: 'INT', required: true, foreign_key: { references_table: 'customers', references_column: 'customer_id', fan_out: { type: 'fixed', count: 2 } } };

/** The parent that the example of foreign_key names stands beside the table, what derived columns read in it. */
function definitionOf(columns: readonly ColumnDefinition[]): ExperimentDefinition {
  const isDerived = columns.some(({ generator }) => generatorKind(generator?.type ?? '')?.dependsOn !== undefined);
  const isCounted = columns.some(({ generator }) => generator?.type === 'position');
  return {
    name: 'golden',
    tables: [
      { name: 'customers', target_rows: 500, columns: [{ name: 'customer_id', data_type: 'INT', is_unique: true, required: true }] },
      isCounted ? { name: 'golden', columns: [...columns, PARENT] } : { name: 'golden', target_rows: CHECKSUM_ROWS, columns: isDerived ? [...columns, ...ROW] : columns },
    ],
  };
}

function checksumOf(kernel: Kernel): string {
  const hash = createHash('sha256');
  for (const value of valuesOf(kernel)) hash.update(`${value}\n`);
  return hash.digest('hex');
}

function valuesOf(kernel: Kernel): readonly (number | string)[] {
  const rows = Uint32Array.from({ length: CHECKSUM_ROWS }, (_, row) => row);
  if (kernel.lane === 'text') {
    const out = new TextBatch(CHECKSUM_ROWS, kernel.maxByteLength);
    kernel.fill(out, rows, CHECKSUM_ROWS);
    return Array.from(rows, (_, i) => out.text(i));
  }
  if (kernel.lane === 'code') {
    const out = new Uint32Array(CHECKSUM_ROWS);
    kernel.fill(out, rows, CHECKSUM_ROWS);
    return Array.from(out, (code) => kernel.values[code]);
  }
  if (kernel.lane === 'words') {
    const out = new Uint32Array(CHECKSUM_ROWS * 4);
    kernel.fill(out, rows, CHECKSUM_ROWS);
    return Array.from(rows, (_, i) => out.subarray(i * 4, i * 4 + 4).join(' '));
  }
  const out = new Float64Array(CHECKSUM_ROWS);
  kernel.fill(out, rows, CHECKSUM_ROWS);
  return [...out];
}
