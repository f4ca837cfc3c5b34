import { previewTables } from '@dw-sim/generation-engine';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';

const RULES = ['first_name', 'last_name', 'email', 'city', 'street_address', 'phone_number', 'company', 'sentence'];

/** Makes a small preview, so that the first one of a user does not wait for faker's data to be read and code to be compiled. */
export async function warmUpPreviews(): Promise<void> {
  const columns = RULES.map((faker_rule) => ({ name: `c_${faker_rule}`, data_type: 'VARCHAR(255)', faker_rule }));
  const { model } = checkDefinition({ name: 'warm_up', tables: [{ name: 'people', target_rows: 10, columns }] }, { warehouses: [] });
  if (model) previewTables(compilePlan(model, { seed: 0 }), 10);
}
