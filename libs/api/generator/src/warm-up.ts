import { EXAMPLES } from '@dw-sim/api-experiments';
import { previewTables } from '@dw-sim/generation-engine';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { setImmediate } from 'node:timers/promises';

const RULES = ['first_name', 'last_name', 'email', 'city', 'street_address', 'phone_number', 'company', 'sentence'];

/**
 * Makes small previews, so that the first one of a user does not wait for faker's data to be read and code to be
 * compiled. One at a time, so that requests are answered in between.
 */
export async function warmUpPreviews(): Promise<void> {
  for (const definition of [...RULES.map(ruleAlone), ...EXAMPLES.map((example) => example.definition)]) {
    await setImmediate();
    const { model } = checkDefinition(definition, { warehouses: [] });
    await setImmediate();
    if (model) previewTables(compilePlan(model, { seed: 0 }), 10);
  }
}

function ruleAlone(rule: string): object {
  return { name: 'warm_up', tables: [{ name: 'people', target_rows: 10, columns: [{ name: 'text', data_type: 'VARCHAR(255)', faker_rule: rule }] }] };
}
