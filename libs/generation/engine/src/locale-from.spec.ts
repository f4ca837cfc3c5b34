import type { ColumnDefinition, ExperimentDefinition } from '@dw-sim/contracts';
import { FakerTextSource } from '@dw-sim/generation-faker';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { previewTables } from './preview';

const textSource = new FakerTextSource();
const MARKETS = ['JP', 'RU', 'GR'];
const market = { type: 'choice', params: { values: MARKETS } };
const lookup = (from: string, via: string) => ({ type: 'lookup', params: { from, via } });

/** Visits in the countries of their shops, which are looked up over one foreign key or two, or are themselves a key. */
const definition = (country: Partial<ColumnDefinition>): ExperimentDefinition => ({
  name: 'chain',
  seed: 5,
  tables: [
    { name: 'markets', target_rows: 3, columns: [{ name: 'code', data_type: 'VARCHAR(2)', is_unique: true, required: true, generator: market }] },
    { name: 'shops', target_rows: 9, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'country', data_type: 'VARCHAR(2)', required: true, generator: market }, { name: 'changed', data_type: 'VARCHAR(2)', required: true, generator: market, modifiers: [{ type: 'map_values', mapping: { JP: 'KR' } }] }] },
    { name: 'sales', target_rows: 60, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'shop_id', data_type: 'INT', required: true, foreign_key: { references_table: 'shops', references_column: 'id' } }] },
    {
      name: 'visits',
      target_rows: 60,
      columns: [
        { name: 'shop_id', data_type: 'INT', required: true, foreign_key: { references_table: 'shops', references_column: 'id' } },
        { name: 'sale_id', data_type: 'INT', required: true, foreign_key: { references_table: 'sales', references_column: 'id' } },
        { name: 'country', data_type: 'VARCHAR(2)', required: true, ...country },
        { name: 'first_name', data_type: 'VARCHAR(80)', required: true, faker_rule: 'first_name', locale_from: 'country' },
      ],
    },
  ],
});

const namesIn = (code: string): ReadonlySet<string> => {
  const recipe = textSource.recipe('first_name', textSource.localeNamed(code)?.locale ?? '');
  return new Set(recipe?.kind === 'pool' ? recipe.values : []);
};

it.each<[string, Partial<ColumnDefinition>]>([
  ['looked up over a foreign key', { generator: lookup('shops.country', 'shop_id') }],
  ['looked up over two', { generator: lookup('shops.country', 'sale_id') }],
  ['a foreign key', { foreign_key: { references_table: 'markets', references_column: 'code' } }],
])('takes the locale of each row from a country that is %s', async (_how, country) => {
  const { model, errors } = checkDefinition(definition(country), { warehouses: [] });
  expect(errors).toEqual([]);
  const previews = await previewTables(compilePlan(model!, { seed: 5 }), 60);
  const rows = previews.find(({ table }) => table === 'visits')?.rows ?? [];
  expect(new Set(rows.map((row) => row[2]))).toEqual(new Set(MARKETS));
  for (const row of rows) expect(namesIn(String(row[2])).has(String(row[3]))).toBe(true);
});

it('refuses a country whose looked-up values are changed, and one that is looked up in a circle', () => {
  const changed = checkDefinition(definition({ generator: lookup('shops.changed', 'shop_id') }), { warehouses: [] });
  expect(changed.errors).toMatchObject([{ path: '$.tables[3].columns[3].locale_from', code: 'unknown_values' }]);
  const circular = checkDefinition(definition({ generator: { type: 'lookup', params: { from: 'visits.country' } } }), { warehouses: [] });
  expect(circular.errors.map(({ code }) => code)).toContain('column_cycle');
});
