import type { CellValue } from '@dw-sim/contracts';
import type { QueriedExperiment } from './prepared-query';

export type Rows = readonly (readonly CellValue[])[];

/** Whether a statement asks for a plan. It starts with its first word. */
export function isExplain(statement: string): boolean {
  return /^explain\b/i.test(statement);
}

/** The rows of a plan with the names that the user knows. Frames that the engine has drawn stay as wide as they were. */
export function withLogicalNames(rows: Rows, experiment: QueriedExperiment | undefined): Rows {
  const prefix = experiment?.naming.schema === undefined ? (experiment?.naming.physical('') ?? '') : '';
  if (prefix === '') return rows;
  return rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.split('\n').map((line) => logicalLine(line, prefix)).join('\n') : cell)));
}

function logicalLine(line: string, prefix: string): string {
  if (!line.includes('│')) return line.replaceAll(prefix, '');
  return line.split('│').map((box) => {
    const shorter = box.replaceAll(prefix, '');
    return shorter + ' '.repeat(box.length - shorter.length);
  }).join('│');
}
