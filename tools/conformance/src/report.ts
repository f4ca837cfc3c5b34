import { countOf, VERDICTS, type FileOutcomes, type Outcome } from './outcome';

/** A table with a line for each file and engine, and with `verbose` what is not right. */
export function reportText(files: readonly FileOutcomes[], verbose: boolean): string {
  const rows = files.flatMap(({ file, outcomes }) => enginesOf(outcomes).map((engine) => rowOf(file, engine, outcomes.filter((outcome) => outcome.engine === engine))));
  const head = `${'file'.padEnd(38)}${'engine'.padEnd(10)}${['cases', ...VERDICTS].map((name) => name.padStart(9)).join('')}    right`;
  return [head, ...rows, ...(verbose ? ['', ...files.flatMap(({ file, outcomes }) => outcomes.filter(({ verdict }) => verdict !== 'right').flatMap((outcome) => detailsOf(file, outcome)))] : [])].join('\n');
}

function enginesOf(outcomes: readonly Outcome[]): readonly (string | undefined)[] {
  return [...new Set(outcomes.map(({ engine }) => engine))];
}

function rowOf(file: string, engine: string | undefined, outcomes: readonly Outcome[]): string {
  const counts = countOf(outcomes);
  const numbers = [outcomes.length, ...VERDICTS.map((verdict) => counts[verdict])].map((count) => String(count).padStart(9)).join('');
  return `${file.padEnd(38)}${(engine ?? '').padEnd(10)}${numbers}${`${((100 * counts.right) / outcomes.length).toFixed(1)} %`.padStart(9)}`;
}

function detailsOf(file: string, { name, sql, engine, verdict, got, expected }: Outcome): readonly string[] {
  const lines = [`${verdict.toUpperCase()} ${file}${engine === undefined ? '' : ` on ${engine}`}: ${name}`, ...(sql === name ? [] : [`    ${sql}`])];
  return [...lines, ...(expected === undefined ? [] : [`    expected ${expected}`]), ...(got === undefined ? [] : [`    got      ${got}`])];
}
