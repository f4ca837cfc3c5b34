import type { ExperimentDefinition } from '@dw-sim/contracts';
import { checkDefinition } from '@dw-sim/generation-plan';

/** Checks a definition with one row in each table, so that nothing has too few values. */
export function checkedWithOneRow(definition: ExperimentDefinition): ReturnType<typeof checkDefinition> {
  const tables = definition.tables.map((table) => (table.target_rows === undefined ? table : { ...table, target_rows: 1 }));
  return checkDefinition({ ...definition, tables }, { warehouses: definition.target_warehouse === undefined ? [] : [definition.target_warehouse] });
}
