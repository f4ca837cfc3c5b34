import type { RunEntity } from '@dw-sim/api-metadata';
import type { RunFile, TableReproduction } from '@dw-sim/contracts';
import { generatorVersions, type GenerationPlan, type PlannedTable } from '@dw-sim/generation-plan';

/** What is known when a run is made again. */
export interface ReproductionInputs {
  readonly plan: GenerationPlan;
  /** Files of the run that is reproduced. */
  readonly expected: readonly RunFile[];
  /** Version of the product that makes them again. */
  readonly productVersion: string;
}

/** Names of differing files that are told. */
const MOST_NAMES = 20;

/** Compares the files of every table, and finds reasons where they differ. */
export function compareFiles(source: Pick<RunEntity, 'generators' | 'productVersion' | 'clock'>, { plan, expected, productVersion }: ReproductionInputs, made: readonly RunFile[]): readonly TableReproduction[] {
  return plan.tables.map((table) => {
    const before = filesOf(expected, table.name);
    const after = filesOf(made, table.name);
    const names = [...new Set([...before.keys(), ...after.keys()])].sort();
    const differing = names.filter((name) => before.get(name)?.sha256 !== after.get(name)?.sha256);
    const matches = differing.length === 0;
    return {
      table: table.name,
      matches,
      files: after.size,
      differing_files: differing.slice(0, MOST_NAMES),
      reasons: matches ? [] : reasonsOf(source, plan, table, { before: rowsOf(before), after: rowsOf(after) }, productVersion),
    };
  });
}

function filesOf(files: readonly RunFile[], table: string): ReadonlyMap<string, RunFile> {
  return new Map(files.filter((file) => file.table === table).map((file) => [file.name, file]));
}

function rowsOf(files: ReadonlyMap<string, RunFile>): number {
  return [...files.values()].reduce((sum, { rows }) => sum + rows, 0);
}

function reasonsOf(source: Pick<RunEntity, 'generators' | 'productVersion' | 'clock'>, plan: GenerationPlan, table: PlannedTable, rows: { readonly before: number; readonly after: number }, productVersion: string): readonly string[] {
  const count = (value: number) => value.toLocaleString('en-US');
  const reasons = [
    ...Object.entries(generatorVersions({ ...plan, tables: [table] })).flatMap(([kind, version]) => {
      const used = source.generators?.[kind];
      return used === undefined || used === version ? [] : [`The generator ${kind} was version ${used} then, and is ${version} now.`];
    }),
    ...(rows.before === rows.after ? [] : [`It had ${count(rows.before)} rows then, and has ${count(rows.after)} now.`]),
    ...(source.clock === null ? ['The clock of the run is not known, so that relative times are others.'] : []),
    ...(source.productVersion !== null && source.productVersion !== productVersion ? [`It was made by version ${source.productVersion} of the product; this is ${productVersion}.`] : []),
  ];
  return reasons.length > 0 ? reasons : ['Definition, seed, clock and versions are the same: the files were changed, or another build of the engine has written them.'];
}
