import * as fc from 'fast-check';
import { DuckDbReader } from './testing/duckdb-reader';
import { all, type Case, differences as differencesIn } from './testing/expression-oracle';

let reader: DuckDbReader;
beforeAll(async () => void (reader = await DuckDbReader.open()));

const differences = (cases: readonly Case[], kind?: 'expression' | 'template') => differencesIn(reader, cases, kind);

describe('an expression means what it means in SQL', () => {
  it('numbers', async () => {
    expect(await differences([
      ...all('BIGINT', [
        'quantity + id * 2 - -3', 'quantity % 7', 'abs(quantity)', 'sign(quantity)', 'big - id', '(id + 1) * (quantity - 1)',
        'length(email)', 'least(quantity, id - 2490)', 'greatest(quantity, 3, NULL)', ['min(id, 5)', 'least(id, 5)'], 'nullif(quantity, 3)', 'coalesce(quantity, parent, -1)',
        ['round(price)', 'round(price)'], ['floor(price / 3)', 'floor(CAST(price AS DOUBLE) / 3)'], ['ceil(rate * 10)', 'ceil(rate * 10)'], ['quantity // 3', 'trunc(quantity / 3.0)'],
        'CASE WHEN quantity > 10 THEN 1 WHEN quantity IS NULL THEN 2 ELSE 3 END', 'CASE quantity WHEN 1 THEN 10 WHEN 2 THEN 20 END',
        ['1 if quantity > 5 and active else 0 if active is None else 2', 'CASE WHEN quantity > 5 AND active THEN 1 WHEN active IS NULL THEN 0 ELSE 2 END'],
        ['cast(active as int)', 'active::INT'], ["cast(replace(grade, 'gold', '12') as int)", "CASE grade WHEN 'gold' THEN 12 END"],
        'parent + 1', 'date_diff(\'day\', joined, born)', 'born - joined',
      ]),
      ...all('DECIMAL(18,2)', [['price * 3 + 0.5', 'price * 3 + 0.5'], ['round(price * 1.1, 1)', 'round(price * 1.1, 1)'], 'cast(price as decimal(10,1))', ['max(price, 100)', 'greatest(price, 100)']]),
      ...all('FLOAT', [
        'rate * price', ['price / nullif(quantity, 0)', 'price / nullif(quantity, 0)'], ['1 / quantity', '1.0 / nullif(quantity, 0)'],
        ['sqrt(rate)', 'CASE WHEN rate >= 0 THEN sqrt(rate) END'], ['ln(rate)', 'CASE WHEN rate > 0 THEN ln(rate) END'], 'exp(rate)', ['power(price, 2)', 'power(price, 2)'], 'coalesce(rate, 0) - 1e-3',
      ]),
    ])).toEqual([]);
  });

  it('conditions, with NULLs in them', async () => {
    expect(await differences(all('BOOLEAN', [
      'quantity > 3', 'quantity >= 3 AND active', 'quantity < 3 OR active', 'NOT active', 'NOT (quantity <> 3 AND active OR rate <= 0)', 'active IS NULL', 'quantity IS NOT NULL',
      'quantity IN (1, 2, 3, NULL)', 'quantity NOT IN (1, 2)', "grade IN ('gold', '')", ["grade in ['gold', 'silver']", "grade IN ('gold', 'silver')"], 'quantity BETWEEN -3 AND 5', 'quantity NOT BETWEEN -3 AND 5',
      "city < 'M'", "email >= 'm'", 'grade <> city', "born < '2000-01-01'", "born = DATE '2000-01-01' OR moment > TIMESTAMP '2000-01-01 12:00:00'", 'born < moment', ['quantity == 3', 'quantity = 3'], 'quantity != 3', 'NULL = 1', 'active = true',
    ]))).toEqual([]);
  });

  it('texts', async () => {
    expect(await differences(all('VARCHAR', [
      "city || ', ' || grade", 'upper(city)', 'lower(email)', 'substr(email, 2, 5)', 'substr(grade, 3)', 'left(grade, 5)', 'right(grade, 2)', 'left(email, -4)', 'right(email, -4)', "replace(email, '@', ' at ')", "lpad(cast(id as varchar), 7, '0')", "rpad(grade, 8, 'é')",
      "trim('  ' || city || ' ')", "ltrim('  ' || grade)", "concat(city, '-', email, grade)", 'id || grade', 'quantity || city', "CASE WHEN quantity > 0 THEN 'many' WHEN active THEN grade ELSE city END", "CASE WHEN active THEN email ELSE 'none' END",
      'coalesce(city, email, grade)', "nullif(grade, 'gold')", 'cast(born as varchar)', 'born::varchar', 'cast(active as varchar)', ['moment::date::text', 'moment::DATE::TEXT'], ['cast(email as varchar(3))', 'left(email, 3)'],
    ]))).toEqual([]);
  });

  it('days and moments', async () => {
    const units = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'];
    expect(await differences([
      ...all('BIGINT', ['year(born)', 'month(born)', 'day(born)', 'quarter(moment)', 'hour(moment)', 'minute(moment)', 'second(moment)', ['dow(born)', 'dayofweek(born)'], ['dow(moment)', 'dayofweek(moment)']]),
      ...all('BIGINT', units.filter((unit) => unit !== 'week').map((unit) => `date_diff('${unit}', joined, moment)`)),
      // Mondays between the two; DuckDB's own function rounds the years before 1970 otherwise.
      ...all('BIGINT', [["date_diff('week', joined, moment)", "date_diff('day', date_trunc('week', joined), date_trunc('week', moment)) // 7"]]),
      ...all('TIMESTAMP', units.flatMap((unit): (readonly [string, string])[] => [[`date_trunc('${unit}', moment)`, `date_trunc('${unit}', moment)`], [`date_add(moment, quantity, '${unit}')`, `moment + quantity * INTERVAL 1 ${unit}`]])),
      ...all('DATE', ['year', 'month', 'week', 'day'].flatMap((unit): (readonly [string, string])[] => [[`date_add(born, quantity * 3, '${unit}s')`, `born + quantity * 3 * INTERVAL 1 ${unit}`], [`date_trunc('${unit}', born)`, `date_trunc('${unit}', born)`]])),
      ...all('DATE', ['born + 40', 'born - quantity', 'greatest(born, joined)', ['cast(moment as date)', 'moment::DATE']]),
      ...all('TIMESTAMP', ['joined', ['least(born, moment)', 'least(born::TIMESTAMP, moment)']]),
    ])).toEqual([]);
  });
});

describe('a template says what SQL\'s formats say', () => {
  it.each([
    ['{id:05d}/{quantity}', "format('{:05d}', id) || '/' || quantity"],
    ['{{{city}}} <{email}>', "'{' || city || '} <' || email || '>'"],
    ['{price:,.2f} {big:,d}', "format('{:,}', trunc(price)::BIGINT) || right(format('{:.2f}', price::DOUBLE), 3) || ' ' || format('{:,}', big)"],
    ['{grade:.2}', 'left(grade, 2)'],
    ['{moment:%Y-%m-%dT%H:%M:%S} {born:%d.%m.%y}', "strftime(moment, '%Y-%m-%dT%H:%M:%S') || ' ' || strftime(born, '%d.%m.%y')"],
    ['{active} {joined}', "active || ' ' || joined"],
    ['{clock:%Hh%M:%S} {zoned:%Y-%m-%d %H} {device:.8}', "strftime(DATE '2000-01-01' + clock, '%Hh%M:%S') || ' ' || strftime(zoned AT TIME ZONE 'UTC', '%Y-%m-%d %H') || ' ' || left(device::VARCHAR, 8)"],
  ])('%s', async (template, sql) => {
    expect(await differences([{ type: 'VARCHAR', code: template, sql }], 'template')).toEqual([]);
  });
});

describe('any arithmetic over columns', () => {
  const leaf = fc.constantFrom('quantity', 'id', 'big', 'parent', '7', '-3', '0', 'NULL', '12');
  const { number } = fc.letrec<{ number: string; condition: string }>((tie) => ({
    number: fc.oneof(
      { depthSize: 'small' },
      { weight: 3, arbitrary: leaf },
      fc.tuple(tie('number'), fc.constantFrom('+', '-'), tie('number')).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      tie('number').map((a) => `(${a}) * 3`),
      tie('number').map((a) => `-(${a})`),
      tie('number').map((a) => `abs(${a})`),
      fc.tuple(tie('number'), fc.constantFrom(1, 2, 7, 100)).map(([a, b]) => `(${a}) % ${b}`),
      fc.tuple(fc.constantFrom('coalesce', 'nullif', 'least', 'greatest'), tie('number'), tie('number')).map(([name, a, b]) => `${name}(${a}, ${b})`),
      fc.tuple(tie('condition'), tie('number'), tie('number')).map(([when, a, b]) => `CASE WHEN ${when} THEN ${a} ELSE ${b} END`),
    ),
    condition: fc.oneof(
      { depthSize: 'small' },
      { weight: 2, arbitrary: fc.constantFrom('active', "grade = 'gold'", 'city IS NULL') },
      fc.tuple(tie('number'), fc.constantFrom('=', '<>', '<', '<=', '>', '>='), tie('number')).map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
      fc.tuple(tie('condition'), fc.constantFrom('AND', 'OR'), tie('condition')).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      tie('condition').map((a) => `NOT (${a})`),
      tie('number').map((a) => `(${a}) IS NULL`),
      fc.tuple(tie('number'), tie('number'), tie('number')).map(([a, b, c]) => `(${a}) IN (${b}, ${c})`),
    ),
  }));

  it('is what DuckDB computes', async () => {
    const cases = fc.sample(number, { numRuns: 150, seed: 4 }).filter((code) => code.length < 400);
    expect(cases.length).toBeGreaterThan(100);
    expect(await differences(cases.map((code) => ({ type: 'BIGINT', code })))).toEqual([]);
  });
});
