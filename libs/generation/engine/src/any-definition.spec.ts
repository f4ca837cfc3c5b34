import { AppError, type ColumnDefinition, type ExperimentDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan, type ExperimentModel, type GenerationPlan } from '@dw-sim/generation-plan';
import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { arbitraryDefinition } from './testing/arbitrary-definition';
import { lawsOf } from './testing/column-laws';
import { tableLaws } from './testing/table-laws';
import { DuckDbReader } from './testing/duckdb-reader';

/** `PROPERTY_RUNS=2000 PROPERTY_SEED=7` looks further than every test run does. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 50);
const seed = Number(process.env['PROPERTY_SEED'] ?? 1);

const workerPath = join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs');

let reader: DuckDbReader;
beforeAll(async () => void (reader = await DuckDbReader.open()));

/** Several files and row groups for tables of a few thousand rows. */
function inSmallParts(plan: GenerationPlan): GenerationPlan {
  return { ...plan, tables: plan.tables.map((table) => ({ ...table, rowGroupRows: 2048, partRows: 2048 })) };
}

/** Generates a definition and answers every promise of it that its rows break. */
async function brokenPromises(definition: ExperimentDefinition, plan: GenerationPlan): Promise<readonly string[]> {
  const outputDirectory = mkdtempSync(join(tmpdir(), 'dw-sim-any-'));
  try {
    await generate(inSmallParts(plan), { outputDirectory, workerPath, workerCount: 2 });
    const broken: string[] = [];
    for (const table of definition.tables) {
      const { name, columns } = table;
      const rows = plan.tables.find((planned) => planned.name === name)?.rowCount ?? 0;
      const laws = [
        { what: 'its rows', sql: 'count(*)', from: rows, to: rows },
        ...tableLaws(table, outputDirectory),
        ...columns.flatMap((column) => [...lawsOf(column, rows, definition), ...parentLaws(column, outputDirectory)].map((law) => ({ ...law, what: `${column.name}: ${law.what}` }))),
      ];
      const counts = await reader.row(`SELECT ${laws.map(({ sql }, i) => `${sql} AS law_${i}`).join(', ')} FROM ${DuckDbReader.files(outputDirectory, name)}`);
      laws.forEach(({ what, from, to }, i) => {
        const count = Number(counts[`law_${i}`]);
        if (!(count >= from && count <= to)) broken.push(`${name}.${what}: ${count}, not ${from} to ${to}`);
      });
    }
    return broken;
  } finally {
    rmSync(outputDirectory, { recursive: true, force: true });
  }
}

function parentLaws({ name, foreign_key: reference }: ColumnDefinition, directory: string) {
  if (!reference) return [];
  const parents = `SELECT "${reference.references_column}" FROM ${DuckDbReader.files(directory, reference.references_table)}`;
  return [{ what: 'a parent for every child', sql: `count(*) FILTER (WHERE "${name}" IS NOT NULL AND "${name}" NOT IN (${parents}))`, from: 0, to: 0 }];
}

/** A definition without the columns that are refused; undefined where the fault lies elsewhere. */
function acceptedPart(definition: ExperimentDefinition): ExperimentDefinition | undefined {
  const { errors } = checkDefinition(definition, { warehouses: [] });
  if (errors.length === 0) return definition;
  const refused = new Set(errors.filter(({ path }) => !path.includes('.correlations[')).map(({ path }) => /^\$\.tables\[\d+\]\.(columns\[[1-9]\d*\]|(foreign|composite)_keys\[\d+\])/.exec(path)?.[0]));
  if (refused.has(undefined)) return undefined;
  // A group goes with any of its columns, or for what is wrong with itself.
  const isSound = (t: number): boolean => !errors.some(({ path }) => path.startsWith(`$.tables[${t}].`));
  const tables = definition.tables.map(({ correlations, ...table }, t) => {
    const kept = (list: string) => (_item: unknown, index: number): boolean => !refused.has(`$.tables[${t}].${list}[${index}]`);
    return {
      ...table, ...(correlations && isSound(t) ? { correlations } : {}),
      columns: table.columns.filter(kept('columns')), foreign_keys: table.foreign_keys?.filter(kept('foreign_keys')) ?? [], composite_keys: table.composite_keys?.filter(kept('composite_keys')) ?? [],
    };
  });
  return acceptedPart({ ...definition, tables });
}

/** The plan; undefined where chance leaves a table empty, or with more rows than it has unique values for. */
function planOf(model: ExperimentModel, masterSeed: number): GenerationPlan | undefined {
  try {
    const plan = compilePlan(model, { seed: masterSeed });
    return plan.tables.some(({ rowCount }) => rowCount === 0) ? undefined : plan;
  } catch (error) {
    const faults = error instanceof AppError ? (error.details.errors ?? []) : [];
    if (model.tables.some(({ isDerived }) => isDerived) && faults.length > 0 && faults.every(({ code }) => ['no_parent', 'not_enough_values'].includes(code))) return undefined;
    throw error;
  }
}

it('whatever definition is accepted, its rows keep every promise of it', async () => {
  let columns = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryDefinition, fc.maxSafeNat(), async (anything, masterSeed) => {
      const definition = acceptedPart(anything);
      const { model } = checkDefinition(definition, { warehouses: [] });
      if (!definition || !model) return;
      columns += definition.tables.reduce((sum, table) => sum + table.columns.length, 0);
      const plan = planOf(model, masterSeed);
      if (plan) expect(await brokenPromises(definition, plan)).toEqual([]);
    }),
    { numRuns, seed, interruptAfterTimeLimit: numRuns * 5000 },
  );
  // Else the property says little.
  expect(columns).toBeGreaterThan(5 * numRuns);
}, numRuns * 6000);
