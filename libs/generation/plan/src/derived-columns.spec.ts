import type { ColumnDefinition } from '@dw-sim/contracts';
import { checkDefinition } from './check-definition';

const COLUMNS: readonly ColumnDefinition[] = [
  { name: 'id', data_type: 'INT', is_unique: true, required: true },
  { name: 'quantity', data_type: 'INT', required: true },
  { name: 'unit_price', data_type: 'DECIMAL(10,2)' },
  { name: 'city', data_type: 'VARCHAR(40)', faker_rule: 'city', required: true },
  { name: 'start_date', data_type: 'DATE', required: true },
  { name: 'device', data_type: 'JSON', required: true, generator: { type: 'json', params: { object: { os: { type: 'const', params: { value: 'x' } } } } } },
  { name: 'opens', data_type: 'TIME', required: true },
];

const check = (...columns: ColumnDefinition[]) => checkDefinition({ name: 'x', tables: [{ name: 't', target_rows: 10, columns: [...COLUMNS, ...columns] }] }, { warehouses: [] });
const expression = (code: string, more: Partial<ColumnDefinition> = {}): ColumnDefinition => ({ name: 'e', data_type: 'FLOAT', generator: { type: 'expression', params: { code } }, ...more });

describe('a fault in an expression tells its place', () => {
  it.each([
    ['quantity * unitprice', '1:12', 'unknown_column', /"unitprice".*did you mean "unit_price"/],
    ['quantity *\n  nope(1)', '2:3', 'unknown_function', /"nope".*allowed: abs/],
    ['quantity + city', '1:12', 'wrong_type', /text stands here/],
    ["case when quantity then 1 end", '1:11', 'wrong_type', /no condition/],
    ["case when true then 1 else 'x' end", '1:1', 'wrong_type', /different types/],
    ["start_date > 'soon'", '1:12', 'wrong_type', /"soon" is no date/],
    ['quantity = city', '1:10', 'wrong_type', /can't be compared/],
    ["date_add(start_date, 1, 'fortnight')", '1:25', 'unknown_unit', /fortnight.*'week'/],
    ['round(1, 2, 3)', '1:1', 'wrong_arguments', /round\(x, digits\)/],
    ['device', '1:1', 'wrong_type', /the column "device" is JSON; allowed: json_value\(device, '\$\.path'\)/],
    ['coalesce(device, 1)', '1:10', 'wrong_type', /"device" is JSON/],
    ["json_value(city, '$.os')", '1:12', 'wrong_type', /json_value reads a JSON column, and text stands here/],
    ["json_value(device, '.os')", '1:20', 'syntax', /"\.os" is no JSON path; allowed: \$\.key/],
    ["json_value(device, '$.os..x')", '1:20', 'syntax', /no JSON path/],
    ['json_value(device, city)', '1:20', 'wrong_type', /path must be a text/],
    ['json_value(device)', '1:1', 'wrong_arguments', /json_value\(column, '\$\.path'\)/],
    ['json_value()', '1:1', 'wrong_arguments', /0 arguments/],
    ['year(opens)', '1:6', 'wrong_type', /a time of day has no year; allowed: hour, minute, second/],
    ["date_add(opens, 1, 'day')", '1:20', 'unknown_unit', /no days; allowed: 'hour', 'minute', 'second'/],
    ["opens > 'noon'", '1:7', 'wrong_type', /"noon" is no time of day.*'17:30'/],
    ['opens < start_date', '1:7', 'wrong_type', /a time of day can't be compared with a date/],
    ['opens + 1', '1:1', 'wrong_type', /date_add\(time, n, 'hour'\)/],
    ['extract(epoch from start_date)', '1:9', 'syntax', /"epoch" is no part of a time; allowed: year/],
    ['opens', '1:1', 'wrong_type', /a time of day does not fit the column's type FLOAT/],
    ["quantity like '1%'", '1:1', 'wrong_type', /LIKE needs text here, not a number; allowed: cast/],
    ['city not like 5', '1:15', 'wrong_type', /LIKE needs text/],
    ["city like '5!' escape '!'", '1:11', 'syntax', /ends with the escape character/],
    ["city like '5' escape '!!'", '1:22', 'wrong_type', /one character/],
    ['city like', '1:10', 'syntax', /ends too early/],
    ["quantity between 1 and 'x'", '1:24', 'wrong_type', /can't be compared/],
    ["quantity in (1, 'x')", '1:17', 'wrong_type', /can't be compared/],
    ['quantity +', '1:11', 'syntax', /ends too early/],
    ['quantity + )', '1:12', 'syntax', /unexpected "\)"/],
    ['quantity quantity', '1:10', 'syntax', /unexpected "quantity"/],
    ["'open", '1:1', 'syntax', /no end/],
    ['quantity ; drop', '1:10', 'syntax', /";"/],
    ['', '1:1', 'syntax', /too early/],
    ['quantity in ()', '1:13', 'syntax', /empty/],
    ['cast(quantity as blob)', '1:18', 'syntax', /"blob"/],
    [`${'('.repeat(5000)}1`, '1:101', 'syntax', /too deeply|too long/],
    ['constructor', '1:1', 'unknown_column', /constructor/],
    ['constructor(1)', '1:1', 'unknown_function', /constructor/],
    ['quantity.constructor', '1:1', 'unknown_column', /quantity\.constructor/],
    ['quantity.', '1:9', 'syntax', /"\."/],
  ])('%s', (code, place, kind, message) => {
    const [fault] = check(expression(code)).errors;
    expect(fault).toMatchObject({ path: '$.tables[0].columns[7].generator.params.code', code: kind });
    if (code.length < 1000) expect(fault.message).toContain(`code:${place}: `);
    expect(fault.message).toMatch(message);
  });

  it('and all of them are told at once', () => {
    expect(check(expression('nope + city * other(1)')).errors.map(({ code }) => code)).toEqual(['unknown_column', 'unknown_function']);
  });

  it('and each once, though its part is compared several times', () => {
    expect(check(expression('case when nope in (1, 2, 3) or quantity between none and nope then 1 end')).errors.map(({ message }) => message.slice(0, 60))).toHaveLength(2);
  });

  it('a long chain is no deep nesting', () => {
    expect(check(expression(Array.from({ length: 900 }, () => 'quantity').join(' + '))).errors).toEqual([]);
    expect(check(expression(Array.from({ length: 2000 }, () => '1').join(' + '))).errors).toMatchObject([{ code: 'syntax' }]);
  });
});

describe('derived columns', () => {
  it('are NULL only where their sources are', () => {
    const { model, errors } = check(expression('quantity * unit_price'));
    expect(errors).toEqual([]);
    expect(model?.tables[0].columns[7]).toMatchObject({ nullable: true, nullRate: 0, summary: 'quantity * unit_price' });
  });

  it('that are required read nothing that may be NULL', () => {
    expect(check(expression('quantity * unit_price', { required: true })).errors).toMatchObject([{ code: 'nullable_value', message: expect.stringContaining('where unit_price is NULL') }]);
    expect(check(expression('1 / quantity', { required: true })).errors).toMatchObject([{ code: 'nullable_value', message: expect.stringContaining('divides by 0') }]);
    expect(check(expression('quantity * coalesce(unit_price, 0) / 2', { required: true })).errors).toEqual([]);
  });

  it('may not be made of each other', () => {
    const { errors } = check({ ...expression('b + 1'), name: 'a' }, { ...expression('c'), name: 'b' }, { ...expression('A * 2'), name: 'c' });
    expect(errors).toMatchObject([{ path: '$.tables[0].columns[7].generator', code: 'column_cycle', message: expect.stringContaining('t.a → t.b → t.c → t.a') }]);
  });

  it('say nothing of columns whose own faults are told', () => {
    expect(check({ name: 'broken', data_type: 'NOPE' }, expression('broken + 1')).errors).toMatchObject([{ code: 'unknown_type' }]);
  });

  it('are no members of composite keys and stand in no JSON', () => {
    const { errors } = checkDefinition({ name: 'x', tables: [{ name: 't', target_rows: 10, composite_keys: [['id', 'e']], columns: [...COLUMNS, expression('quantity')] }] }, { warehouses: [] });
    expect(errors.map(({ path, code }) => [path, code])).toContainEqual(['$.tables[0].columns[7].generator', 'contradiction']);
    expect(check({ name: 'j', data_type: 'JSON', generator: { type: 'json', params: { object: { a: { type: 'expression', params: { code: 'quantity' } } } } } }).errors).toMatchObject([{ code: 'not_applicable' }]);
  });

  it.each([
    ['{cty}', {}, 'unknown_column', /template:1:1: .*did you mean "city"/],
    ['a {city', {}, 'syntax', /template:1:3/],
    ['{city:05d}', {}, 'unknown_format', /"05d".*\.3/],
    ['{start_date:05d}', {}, 'unknown_format', /strftime/],
    ['{opens:%Y}', {}, 'unknown_format', /%H %M %S/],
    ['{device}', {}, 'wrong_type', /json_value/],
    ['{unit_price}', { required: true }, 'nullable_value', /unit_price is NULL/],
    ['{id}-{city}', { is_unique: true }, 'not_unique', /exactly one column/],
    ['{id:05d}', { is_unique: true, data_type: 'VARCHAR(5)' }, 'too_long', /cut/],
  ])('template %s %j', (template, more, code, message) => {
    const [fault] = check({ name: 'e', data_type: 'VARCHAR(80)', generator: { type: 'template', params: { template } }, ...more }).errors;
    expect(fault).toMatchObject({ path: '$.tables[0].columns[7].generator.params.template', code });
    expect(fault.message).toMatch(message);
  });

  it.each([
    [{ column: 'city' }, 'column', 'wrong_type', /start_date/],
    [{ column: 'strt_date' }, 'column', 'unknown_column', /did you mean "start_date"/],
    [{ column: 'start_date', min: -1 }, 'min', 'wrong_type', /ISO 8601/],
    [{ column: 'start_date', max: '1mo' }, 'max', 'wrong_type', /no months and years/],
    [{ column: 'start_date', max: 'P1M' }, 'max', 'wrong_type', /no months and years/],
    [{ column: 'start_date', min: '3 days', max: 2 }, 'min', 'range_reversed', /3 days/],
    [{ column: 'start_date', min: 'PT1H', max: 'PT5H' }, 'min', 'empty_range', /whole number of days/],
  ])('after %j', (params, parameter, code, message) => {
    const [fault] = check({ name: 'e', data_type: 'DATE', generator: { type: 'after', params } }).errors;
    expect(fault).toMatchObject({ path: `$.tables[0].columns[7].generator.params.${parameter}`, code });
    expect(fault.message).toMatch(message);
  });
});
