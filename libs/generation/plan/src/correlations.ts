import type { CorrelationDefinition, TableDefinition } from '@dw-sim/contracts';
import { GENERATOR_KINDS, generatorKind } from '@dw-sim/generation-generators';
import { choleskyFactor, type CorrelationMatrix, smallestEigenvalue } from '@dw-sim/generation-rng';
import type { CheckedColumn } from './checked-column';
import { didYouMean, type FaultList, shown } from './fault-list';

/** What the numbers of a correlation matrix are: of the values, of their ranks, or of the normal variables behind them. */
export const CORRELATION_KINDS = ['pearson', 'spearman', 'normal'] as const;
export type CorrelationKind = (typeof CORRELATION_KINDS)[number];

/** A correlated group whose columns exist and whose matrix is one of correlations. */
export interface CheckedCorrelation {
  readonly path: string;
  readonly columns: readonly string[];
  readonly matrix: CorrelationMatrix;
  readonly kind: CorrelationKind;
}

/** Most columns of a group: the work of a row grows with their square. */
const MAX_COLUMNS = 50;
/** Types whose values have an order and a distance. */
const TYPES: readonly string[] = ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'BOOLEAN'];
const KINDS = GENERATOR_KINDS.filter(({ quantile }) => quantile).map(({ kind }) => kind);

/** Resolves a table's `correlations`, with a fault for everything that no columns can have. */
export function checkCorrelations({ correlations = [] }: TableDefinition, columns: readonly CheckedColumn[], path: string, faults: FaultList): readonly CheckedCorrelation[] {
  const used = new Map<string, string>();
  return correlations.flatMap((correlation: CorrelationDefinition | null, index) => {
    // A malformed item is null here, and its fault is noted.
    if (correlation === null) return [];
    const at = `${path}.correlations[${index}]`;
    const names = checkColumns(correlation.columns, columns, used, at, faults);
    const matrix = checkMatrix(correlation, `${at}.matrix`, faults);
    const kind = checkKind(correlation.kind, `${at}.kind`, faults);
    return names && matrix && kind ? [{ path: at, columns: names, matrix, kind }] : [];
  });
}

function checkKind(kind: string | undefined, path: string, faults: FaultList): CorrelationKind | undefined {
  const known = kind === undefined ? 'pearson' : CORRELATION_KINDS.find((name) => name === kind);
  if (!known) faults.add(path, 'unknown_kind', `unknown kind of correlation ${shown(kind)}${didYouMean(String(kind), CORRELATION_KINDS)}`, { value: kind, allowed: CORRELATION_KINDS });
  return known;
}

function checkColumns(given: unknown, columns: readonly CheckedColumn[], used: Map<string, string>, at: string, faults: FaultList): readonly string[] | undefined {
  const path = `${at}.columns`;
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || given.length < 2 || given.length > MAX_COLUMNS || given.some((name) => typeof name !== 'string')) {
    faults.add(path, 'wrong_type', `the correlated columns are ${shown(given)}`, { value: given, allowed: `a list of 2 to ${MAX_COLUMNS} names of columns` });
    return undefined;
  }
  const found = (given as string[]).map((name, i) => findColumn(name, columns, `${path}[${i}]`, faults));
  found.forEach((column, i) => {
    if (!column) return;
    const other = used.get(column.name);
    if (other === undefined) used.set(column.name, `${path}[${i}]`);
    else faults.add(`${path}[${i}]`, 'duplicate_name', `${column.name} is correlated already (${other})`, { value: column.name, allowed: 'each column in one group; join the groups into one matrix' });
    checkColumn(column, `${path}[${i}]`, faults);
  });
  return found.every((column) => column !== undefined) ? found.map(({ name }) => name) : undefined;
}

function findColumn(name: string, columns: readonly CheckedColumn[], path: string, faults: FaultList): CheckedColumn | undefined {
  const column = columns.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  const names = columns.map((candidate) => candidate.name);
  if (!column) faults.add(path, 'unknown_column', `the table has no column ${shown(name)}${didYouMean(name, names)}`, { value: name, allowed: names });
  return column;
}

function checkColumn({ name, type, generator, unique, isMember }: CheckedColumn, path: string, faults: FaultList): void {
  if (unique || isMember) {
    faults.add(path, 'not_applicable', `${name} is ${unique ? 'unique' : 'a member of a composite key'}, so its values aren't drawn freely and can't be correlated`, { value: name, allowed: 'columns that may repeat values' });
  } else if (type && generator && (!TYPES.includes(type.kind) || !generatorKind(generator.kind)?.quantile)) {
    const what = TYPES.includes(type.kind) ? `filled by ${generator.kind}` : type.kind;
    faults.add(path, 'not_applicable', `${name} is ${what}, and can't be correlated`, { value: name, allowed: `columns of numbers, days or moments that are filled by one of ${KINDS.join(', ')}` });
  }
}

function checkMatrix({ columns, matrix }: CorrelationDefinition, path: string, faults: FaultList): CorrelationMatrix | undefined {
  if (matrix === undefined) return undefined;
  const before = faults.faults.length;
  const size = Array.isArray(columns) ? columns.length : matrix.length;
  if (matrix.length !== size) faults.add(path, 'length_mismatch', `the matrix has ${matrix.length} rows for ${size} columns`, { allowed: `${size} rows of ${size} numbers` });
  matrix.forEach((row: unknown, i) => checkRow(row, i, matrix.length, `${path}[${i}]`, faults));
  if (faults.faults.length > before) return undefined;
  for (let i = 0; i < size; i++) {
    if (matrix[i][i] !== 1) faults.add(`${path}[${i}][${i}]`, 'out_of_range', `the correlation of ${columns[i]} with itself is ${matrix[i][i]}`, { value: matrix[i][i], allowed: '1' });
    for (let j = 0; j < i; j++) {
      if (matrix[i][j] !== matrix[j][i]) faults.add(`${path}[${i}][${j}]`, 'not_symmetric', `${columns[i]} and ${columns[j]} have two correlations, ${matrix[j][i]} and ${matrix[i][j]}`, { value: matrix[i][j], allowed: `${matrix[j][i]}, as in row ${j}` });
    }
  }
  if (faults.faults.length > before) return undefined;
  return checkPossible(columns, matrix, path, faults) ? matrix : undefined;
}

function checkRow(row: unknown, i: number, size: number, path: string, faults: FaultList): void {
  if (!Array.isArray(row) || row.length !== size) {
    faults.add(path, 'length_mismatch', `row ${i} of the matrix is ${shown(row)}`, { value: row, allowed: `a list of ${size} numbers` });
    return;
  }
  row.forEach((value: unknown, j) => {
    if (typeof value !== 'number' || !(value >= -1 && value <= 1)) faults.add(`${path}[${j}]`, 'out_of_range', `the correlation is ${shown(value)}`, { value, allowed: 'a number from -1 to 1' });
  });
}

function checkPossible(columns: readonly string[], matrix: CorrelationMatrix, path: string, faults: FaultList): boolean {
  if (choleskyFactor(matrix)) return true;
  faults.add(path, 'impossible', `no columns have these correlations together: ${contradictoryPart(columns, matrix)}`, { allowed: scaleAllowed(matrix) });
  return false;
}

/** The first columns that contradict each other, and by how much. */
export function contradictoryPart(columns: readonly string[], matrix: CorrelationMatrix): string {
  const size = matrix.findIndex((_, i) => !choleskyFactor(matrix.slice(0, i + 1).map((row) => row.slice(0, i + 1)))) + 1;
  const part = matrix.slice(0, size).map((row) => row.slice(0, size));
  return `those of ${columns.slice(0, size).join(', ')} contradict each other (the matrix is not positive semidefinite, its smallest eigenvalue is ${smallestEigenvalue(part).toFixed(3)})`;
}

/** Shrinking every correlation alike ends at 0, which is always possible: I + t (M - I) has the eigenvalues 1 + t (lambda - 1). */
export function scaleAllowed(matrix: CorrelationMatrix): string {
  const scale = Math.floor(1000 / (1 - smallestEigenvalue(matrix))) / 1000;
  const scaled = matrix.map((row, i) => row.map((value, j) => (i === j ? 1 : Math.trunc(value * scale * 1000) / 1000)));
  const example = matrix.length <= 4 && choleskyFactor(scaled) ? `, that is ${JSON.stringify(scaled)}` : '';
  return `correlations of at most ${scale} times as much${example}`;
}
