import { AppError, type ExperimentDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan, type ExperimentModel, type GenerationPlan } from '@dw-sim/generation-plan';
import * as fc from 'fast-check';
import { arbitraryDefinition } from './testing/arbitrary-definition';
import { brokenPromises } from './testing/broken-promises';
import { DuckDbReader } from './testing/duckdb-reader';

/** `PROPERTY_RUNS=2000 PROPERTY_SEED=7` looks further than every test run does. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 30);
const seed = Number(process.env['PROPERTY_SEED'] ?? 1);

let reader: DuckDbReader;
beforeAll(async () => void (reader = await DuckDbReader.open()));

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
      if (plan) expect(await brokenPromises(definition, plan, reader)).toEqual([]);
    }),
    { numRuns, seed, interruptAfterTimeLimit: numRuns * 5000 },
  );
  // Else the property says little.
  expect(columns).toBeGreaterThan(5 * numRuns);
}, numRuns * 6000);
