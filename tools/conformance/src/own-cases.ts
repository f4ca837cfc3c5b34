import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WarehouseDialect } from '@dw-sim/sql';
import { casesOfLines, type FunctionCase } from './function-case';
import type { FileOutcomes, Outcome } from './outcome';
import { runCase } from './run-case';
import { runsOn, type TestEngine } from './test-engine';

const FOLDER = 'libs/sql/src/functions';

/** A file of the project's own cases, by dialect and family of functions. */
export interface OwnCases {
  readonly file: string;
  readonly cases: readonly FunctionCase[];
}

/** The project's own cases. @param root folder of the clone */
export function ownCases(root = '.'): readonly OwnCases[] {
  return (['redshift', 'snowflake'] as const satisfies readonly WarehouseDialect[]).flatMap((dialect) => {
    const folder = join(root, FOLDER, dialect, 'cases');
    return readdirSync(folder).sort().map((name) => ({ file: `${dialect}/${name}`, cases: casesOfLines(dialect, readFileSync(join(folder, name), 'utf8')) }));
  });
}

/** Runs them on every engine that their dialect runs on. */
export async function runOwnCases(engines: readonly TestEngine[]): Promise<readonly FileOutcomes[]> {
  const files: FileOutcomes[] = [];
  for (const { file, cases } of ownCases()) {
    const outcomes: Outcome[] = [];
    for (const example of cases) for (const engine of engines) if (runsOn(example.dialect, engine)) outcomes.push(await runCase(example, engine));
    files.push({ file, outcomes });
  }
  return files;
}
