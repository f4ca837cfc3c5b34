import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { previewTables } from './preview';

const SOURCES = [
  { name: 'id', data_type: 'BIGINT', is_unique: true, required: true, min_value: -50 },
  { name: 'first_name', data_type: 'VARCHAR(40)', required: true, faker_rule: 'first_name' },
  { name: 'city', data_type: 'VARCHAR(60)', null_rate: 0.2, generator: { type: 'faker', params: { rule: 'city', locale: 'de' } } },
  { name: 'email', data_type: 'VARCHAR(90)', null_rate: 0.1, faker_rule: 'email' },
  { name: 'price', data_type: 'DECIMAL(8,2)', required: true, min_value: -2, max_value: 2 },
  { name: 'paid', data_type: 'BOOLEAN', null_rate: 0.1 },
  { name: 'born', data_type: 'DATE', required: true },
  { name: 'boss', data_type: 'BIGINT', foreign_key: { references_table: 't', references_column: 'id' } },
];

/** Texts of both kinds: a template, and the expression that joins the same. */
const PAIRS: readonly (readonly [string, string, string])[] = [
  ['{first_name} from {city} <{email}>', `first_name || ' from ' || city || ' <' || email || '>'`, 'VARCHAR(200)'],
  ['№ {id}: {price} ✓ {paid}', `'№ ' || id || ': ' || price || ' ✓ ' || paid`, 'VARCHAR(200)'],
  ['🎉{city}🎉{email}', `'🎉' || city || '🎉' || email`, 'VARCHAR(9)'],
  ['{email}{email}{email}', 'email || email || email', 'VARCHAR'],
  ['{born}/{id}', `born || '/' || id`, 'VARCHAR(14)'],
  ['{boss.email} leads {email}', `boss.email || ' leads ' || email`, 'VARCHAR(200)'],
  ['{t0} and {t3}', `t0 || ' and ' || t3`, 'VARCHAR(70)'],
];

it('makes what the expression of its parts makes, NULLs and cuts included', () => {
  const made = PAIRS.flatMap(([template, code, data_type], i) => [
    { name: `t${i}`, data_type, generator: { type: 'template', params: { template } } },
    { name: `e${i}`, data_type, generator: { type: 'expression', params: { code } } },
  ]);
  const { model, errors } = checkDefinition({ name: 'x', tables: [{ name: 't', target_rows: 5000, columns: [...SOURCES, ...made] }] }, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  const [{ rows, columns }] = previewTables(compilePlan(model, { seed: 5 }), 5000);
  PAIRS.forEach((_pair, i) => {
    const [template, code] = [`t${i}`, `e${i}`].map((name) => rows.map((row) => row[columns.findIndex((column) => column.name === name)]));
    expect(template).toEqual(code);
    expect(new Set(template).size).toBeGreaterThan(1000);
  });
});
