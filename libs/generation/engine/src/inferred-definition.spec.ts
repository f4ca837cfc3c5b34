import type { ExperimentDefinition, ImportedTable } from '@dw-sim/contracts';
import { inferGenerators } from '@dw-sim/generation-inference';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import * as fc from 'fast-check';
import { arbitraryFacts, arbitraryTables } from './testing/arbitrary-tables';
import { brokenPromises } from './testing/broken-promises';
import { DuckDbReader } from './testing/duckdb-reader';

/** `PROPERTY_RUNS=2000 PROPERTY_SEED=7` looks further than every test run does. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 60);
const seed = Number(process.env['PROPERTY_SEED'] ?? 1);

let reader: DuckDbReader;
beforeAll(async () => void (reader = await DuckDbReader.open()));

/** The tables without the columns that are refused whatever fills them, such as a unique JSON or a contradictory range. */
function soundPart(definition: ExperimentDefinition): ExperimentDefinition | undefined {
  const oneRow = { ...definition, tables: definition.tables.map((table) => ({ ...table, target_rows: 1 })) };
  const { errors } = checkDefinition(oneRow, { warehouses: [] });
  if (errors.length === 0) return definition;
  const refused = new Set(errors.map(({ path }) => /^\$\.tables\[\d+\]\.columns\[\d+\]/.exec(path)?.[0]));
  const tables = definition.tables.map((table, t) => {
    const columns = table.columns.filter((_, c) => !refused.has(`$.tables[${t}].columns[${c}]`));
    return { ...table, columns, composite_keys: table.composite_keys?.filter((key) => key.every((name) => columns.some((column) => column.name === name))) };
  });
  const rest = JSON.parse(JSON.stringify({ ...definition, tables: tables.filter(({ columns }) => columns.length > 0) })) as ExperimentDefinition;
  return refused.has(undefined) || rest.tables.length === 0 ? undefined : soundPart(rest);
}

it('whatever is inferred for names, types and constraints passes every check, and its rows keep every promise', async () => {
  let columns = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryTables, fc.array(arbitraryFacts, { minLength: 4, maxLength: 4 }), fc.boolean(), fc.maxSafeNat(), async (anything, facts, applySuggestions, masterSeed) => {
      const definition = soundPart(anything);
      if (!definition) return;
      const imported = definition.tables.map((table) => ({ name: table.name, columns: table.columns.map(({ name }, c) => ({ name, ...facts[c % facts.length] })) })) as unknown as readonly ImportedTable[];
      const inferred = inferGenerators(definition, { imported, applySuggestions });
      const { errors, model } = checkDefinition(inferred.definition, { warehouses: [] });
      expect(errors).toEqual([]);
      expect(inferred.columns.every(({ reason }) => /^[^\n]{5,140}\.$/.test(reason))).toBe(true);
      if (!model) throw new Error('a definition without faults has a model');
      columns += inferred.columns.length;
      expect(await brokenPromises(inferred.definition, compilePlan(model, { seed: masterSeed }), reader)).toEqual([]);
    }),
    { numRuns, seed, interruptAfterTimeLimit: numRuns * 5000 },
  );
  // Else the property says little.
  expect(columns).toBeGreaterThan(4 * numRuns);
}, numRuns * 6000);
