import { checkDefinition, compilePlan, type GenerationPlan } from '@dw-sim/generation-plan';
import { readFileSync } from 'node:fs';

/** Plan of the nine-column table with this many rows; its parent has a million, of which only the key is used. */
export function nineColumnPlan(rowCount: number): GenerationPlan {
  const document = JSON.parse(readFileSync('tools/bench/nine-columns.json', 'utf8')) as { tables: { target_rows: number; columns: { max_value?: number }[] }[] };
  document.tables[1].target_rows = rowCount;
  document.tables[1].columns[0].max_value = rowCount;
  const { model, errors } = checkDefinition(document, { warehouses: [] });
  if (!model) throw new Error(errors.map(({ message }) => message).join('\n'));
  return compilePlan(model, { seed: 42 });
}
