import type { ColumnDefinition, ExperimentDefinition, ImportedTable, TableDefinition } from '@dw-sim/contracts';
import { checkDefinition } from '@dw-sim/generation-plan';
import { inferGenerators } from './infer-generators';

function infer(...tables: readonly (Pick<TableDefinition, 'name' | 'columns'> & Partial<TableDefinition>)[]) {
  const definition: ExperimentDefinition = { name: 'shop', tables: tables.map((table) => ({ target_rows: 1000, ...table })) };
  return inferGenerators(definition);
}

/** How a column of a table with such other columns is filled: its rule, its distribution, its generator, or its range. */
function fillOf(column: ColumnDefinition, others: readonly ColumnDefinition[] = [], table = 'things'): string {
  const { definition } = infer({ name: table, columns: [column, ...others] });
  const { faker_rule: rule, distribution, generator, min_value: min, max_value: max, date_start: start } = definition.tables[0].columns[0];
  return rule ?? distribution?.type ?? generator?.type ?? (min === undefined ? (start ?? 'type') : `${min}..${max}`);
}

const column = (name: string, data_type: string, more: Partial<ColumnDefinition> = {}): ColumnDefinition => ({ name, data_type, ...more });

describe('names', () => {
  it.each([
    ['email', 'VARCHAR(60)', 'email'], ['E_MAIL', 'VARCHAR(60)', 'email'], ['contactEmail', 'VARCHAR(60)', 'email'], ['correo', 'VARCHAR', 'email'],
    ['first_name', 'VARCHAR(20)', 'first_name'], ['fname', 'VARCHAR(20)', 'first_name'], ['FirstName', 'VARCHAR(20)', 'first_name'], ['F_NAME', 'VARCHAR(20)', 'first_name'], ['vorname', 'VARCHAR(20)', 'first_name'], ['prenom', 'VARCHAR(20)', 'first_name'],
    ['last_name', 'VARCHAR(20)', 'last_name'], ['LASTNAME', 'VARCHAR(20)', 'last_name'], ['apellidos', 'VARCHAR(20)', 'last_name'], ['cognome', 'VARCHAR(20)', 'last_name'],
    ['full_name', 'VARCHAR', 'name'], ['customerName', 'VARCHAR(50)', 'name'], ['store_manager', 'VARCHAR(40)', 'name'],
    ['phone', 'VARCHAR(24)', 'phone_number'], ['tel_no', 'VARCHAR(24)', 'phone_number'], ['phone_nbr', 'VARCHAR(24)', 'phone_number'],
    ['ctry', 'VARCHAR(40)', 'country'], ['country_code', 'VARCHAR(2)', 'choice'], ['city', 'VARCHAR(40)', 'city'], ['Ort', 'VARCHAR(40)', 'city'], ['zip', 'VARCHAR(10)', 'zip_code'], ['plz', 'VARCHAR(10)', 'zip_code'], ['postalCode', 'VARCHAR(10)', 'zip_code'], ['addr', 'VARCHAR(70)', 'street_address'], ['address_2', 'VARCHAR(70)', 'secondary_address'], ['state', 'VARCHAR(2)', 'state_abbr'], ['state', 'VARCHAR(30)', 'choice'],
    ['company', 'VARCHAR(60)', 'company_name'], ['unit_price', 'DECIMAL(10,2)', 'lognormal'], ['l_extendedprice', 'DECIMAL(12,2)', 'lognormal'], ['precio', 'FLOAT', 'lognormal'], ['amt', 'DECIMAL(10,2)', 'lognormal'], ['qty', 'INT', 'lognormal'], ['discount', 'DECIMAL(5,4)', 'choice'], ['tax_rate', 'DECIMAL(5,4)', 'choice'],
    ['status', 'VARCHAR(20)', 'choice'], ['is_active', 'BOOLEAN', 'boolean'], ['active_flg', 'CHAR(1)', 'choice'], ['gender', 'CHAR(1)', 'choice'], ['currency', 'CHAR(3)', 'choice'], ['url', 'VARCHAR(200)', 'url'], ['ip_address', 'VARCHAR(40)', 'ip_address'], ['uuid', 'CHAR(36)', 'uuid4'], ['uuid', 'UUID', 'uuid4'], ['sku', 'VARCHAR(20)', 'pattern'],
    ['description', 'VARCHAR(200)', 'sentence'], ['comment', 'VARCHAR(20)', 'words'], ['latitude', 'DECIMAL(9,6)', '-60..70'], ['lon', 'FLOAT', 'uniform_float'], ['pct_complete', 'INT', '0..100'], ['year', 'INT', '2018..2024'], ['month', 'INT', '1..12'], ['lang', 'CHAR(2)', 'choice'], ['locale', 'VARCHAR(10)', 'locale'], ['password_hash', 'VARCHAR(60)', 'pattern'], ['token', 'VARCHAR(64)', 'pattern'], ['color', 'VARCHAR(20)', 'color_name'],
    ['birth_date', 'DATE', '1944-01-01'], ['created_at', 'TIMESTAMP', '2022-01-01'], ['epoch_ms', 'BIGINT', 'uniform_int'], ['order_date_key', 'INT', 'histogram'], ['attributes', 'JSON', 'json'], ['salary', 'INT', 'lognormal'], ['rating', 'INT', 'choice'], ['l_linenumber', 'INT', '1..7'], ['l_shipinstruct', 'CHAR(25)', 'choice'], ['custkey', 'INT', '1..1000'], ['opens', 'TIME', 'time_of_day'],
  ])('%s %s is filled by %s', (name, type, expected) => expect(fillOf(column(name, type))).toBe(expected));

  it('without a meaning leave the type to decide, and say so', () => {
    const { columns } = infer({ name: 'x', columns: [column('qx', 'DOUBLE'), column('zz', 'VARCHAR(30)'), column('w', 'TIMESTAMP')] });
    expect(columns.map(({ reason }) => reason)).toEqual(['Numbers, most of them small, by its type alone.', 'Words by its type alone.', 'A time, by its type.']);
  });

  it('are read without the prefix that all columns of a table share', () => {
    const { definition } = infer({ name: 'customer', columns: [column('c_custkey', 'INT', { is_unique: true }), column('c_name', 'VARCHAR(25)'), column('c_phone', 'VARCHAR(15)'), column('c_acctbal', 'DECIMAL(12,2)')] });
    const [key, name, phone, balance] = definition.tables[0].columns;
    expect([key.generator?.type, name.faker_rule, phone.faker_rule, [balance.min_value, balance.max_value]]).toEqual(['sequence', 'name', 'phone_number', [-999.99, 9999.99]]);
  });

  it('of a table say what a plain name is', () => {
    const ruleOf = (table: string) => fillOf(column('name', 'VARCHAR(60)'), [], table);
    expect([ruleOf('customers'), ruleOf('dim_product'), ruleOf('suppliers'), ruleOf('countries')]).toEqual(['name', 'product_name', 'company_name', 'country']);
  });

  it('may stand in the comment instead', () => {
    const { columns, definition } = infer({ name: 't', columns: [column('attr7', 'VARCHAR(60)', { description: 'E-mail address of the contact' }), column('k', 'CHAR(1)', { description: 'A = active, I = inactive' })] });
    expect(columns[1].reason).toBe('One of the values that its comment lists.');
    expect(definition.tables[0].columns[1].generator?.params).toEqual({ values: ['A', 'I'] });
  });
});

describe('rows hold together', () => {
  it('times come after those before them', () => {
    const { definition } = infer({ name: 'orders', columns: ['delivered_at', 'updated_at', 'order_date', 'ship_date', 'created_at'].map((name) => column(name, 'TIMESTAMP', { required: name !== 'delivered_at' })) });
    const leads = definition.tables[0].columns.map(({ name, generator }) => [name, generator?.params?.['column']]);
    expect(leads).toEqual([['delivered_at', 'ship_date'], ['updated_at', 'created_at'], ['order_date', undefined], ['ship_date', 'order_date'], ['created_at', undefined]]);
  });

  it('a line\'s amount is its quantity times its price', () => {
    const [, , total] = infer({ name: 'order_items', columns: [column('quantity', 'INT', { required: true }), column('unit_price', 'DECIMAL(10,2)', { required: true }), column('line_total', 'DECIMAL(12,2)')] }).definition.tables[0].columns;
    expect(total.generator).toEqual({ type: 'expression', params: { code: 'round("quantity" * "unit_price", 2)' } });
  });

  it('a city is in the country of the same address', () => {
    const { definition } = infer({ name: 'orders', columns: ['bill_country', 'bill_city', 'ship_country', 'ship_city'].map((name) => column(name, 'VARCHAR(60)')) });
    expect(definition.tables[0].columns.map(({ locale_from: from }) => from)).toEqual([undefined, 'bill_country', undefined, 'ship_country']);
  });

  it('a calendar\'s columns are those of its days', () => {
    const { definition } = infer({ name: 'date_dim', columns: [column('d_date_sk', 'BIGINT'), column('d_date', 'DATE'), column('d_year', 'INT'), column('d_day_name', 'VARCHAR(9)'), column('d_weekend', 'CHAR(1)')] });
    expect(definition.tables[0].columns.map(({ generator }) => generator?.type)).toEqual(['sequence', 'expression', 'expression', 'expression', 'expression']);
  });
});

describe('constraints', () => {
  it('stay as they are declared, and nothing that says how a column is filled is changed', () => {
    const columns = [column('email', 'VARCHAR(40)', { required: true, is_unique: true, faker_rule: 'uuid4' }), column('price', 'DECIMAL(10,2)', { min_value: 5, max_value: 9 }), column('status', 'VARCHAR(10)', { generator: { type: 'const', params: { value: 'x' } } })];
    const [email, price, status] = infer({ name: 't', columns }).definition.tables[0].columns;
    expect([email, status]).toEqual([columns[0], columns[2]]);
    expect(price).toMatchObject({ min_value: 5, max_value: 9, distribution: { type: 'lognormal' } });
  });

  it('bring their values, the default most often', () => {
    const definition: ExperimentDefinition = { name: 's', tables: [{ name: 't', target_rows: 10, columns: [column('state', 'VARCHAR(10)')] }] };
    const imported = [{ name: 't', columns: [{ name: 'state', values: ['on', 'off', 'broken'], defaultValue: "'off'::varchar" }] }] as unknown as readonly ImportedTable[];
    expect(inferGenerators(definition, { imported }).definition.tables[0].columns[0].generator).toEqual({ type: 'choice', params: { values: ['on', 'off', 'broken'], weights: [1, 4, 1] } });
  });

  it('that leave few values lower the rows, and say why', () => {
    const { definition, lowered } = infer({ name: 'grades', columns: [column('grade_cd', 'CHAR(1)', { is_unique: true, required: true })] }, { name: 'countries', columns: [column('country_code', 'CHAR(2)', { is_unique: true, required: true })] });
    expect(lowered).toEqual([
      { table: 'grades', rows: 62, reason: 'grade_cd is unique, and has 62 values.' },
      { table: 'countries', rows: 249, reason: 'country_code is unique, and has 249 values.' },
    ]);
    expect(checkDefinition(definition, { warehouses: [] }).errors).toEqual([]);
  });

  it('of uniqueness get values for a million rows and more', () => {
    const { definition } = infer({ name: 'users', columns: [column('id', 'NUMBER(38,0)', { is_unique: true, required: true }), column('email', 'VARCHAR(80)', { is_unique: true }), column('user_name', 'VARCHAR(30)', { is_unique: true }), column('referral_code', 'VARCHAR(8)', { is_unique: true }), column('opened_on', 'DATE', { is_unique: true }), column('status', 'VARCHAR(20)', { is_unique: true })] });
    const million = { ...definition, tables: definition.tables.map((table) => ({ ...table, target_rows: 1_000_000 })) };
    expect(checkDefinition(million, { warehouses: [] }).errors).toEqual([]);
  });
});
