import * as fc from 'fast-check';
import { DuckDbReader } from './testing/duckdb-reader';
import { all, type Case, differences as differencesIn } from './testing/expression-oracle';

let reader: DuckDbReader;
beforeAll(async () => void (reader = await DuckDbReader.open()));

const differences = (cases: readonly Case[]) => differencesIn(reader, cases);
const UTC = "(zoned AT TIME ZONE 'UTC')";

describe('columns of further types mean what they mean in SQL', () => {
  it('times of day', async () => {
    const units = ['hour', 'minute', 'second'];
    const minutes = "(date_part('hour', clock) * 60 + date_part('minute', clock))";
    expect(await differences([
      ...all('BIGINT', units.flatMap((unit): (string | readonly [string, string])[] => [[`${unit}(clock)`, `date_part('${unit}', clock)`], [`extract(${unit} FROM opens)`, `date_part('${unit}', opens)`], `date_diff('${unit}', opens, clock)`])),
      ...all('TIME', units.flatMap((unit): (readonly [string, string])[] => [[`date_add(clock, quantity * 7, '${unit}s')`, `clock + quantity * 7 * INTERVAL 1 ${unit}`]])),
      ...all('TIME', [["date_add(clock, quantity * 400000000000, 'second')", 'clock + to_seconds(quantity::BIGINT * 400000000000)']]),
      ...all('TIME', [['date_trunc(\'hour\', clock)', "make_time(date_part('hour', clock), 0, 0)"], ["date_trunc('minute', clock)", `make_time(${minutes} // 60, ${minutes} % 60, 0)`]]),
      ...all('TIME', ['least(clock, opens)', "greatest(clock, TIME '09:30', NULL)", "coalesce(clock, '12:00')", 'CASE WHEN active THEN clock ELSE opens END', 'nullif(clock, opens)', ['cast(moment as time)', 'moment::TIME'], ['cast(zoned as time)', `${UTC}::TIME`], "cast('23:59:58.25' as time)", ['cast(city as time)', 'NULL']]),
      ...all('BOOLEAN', ['clock < opens', "clock >= '08:30:15'", "clock BETWEEN '08:00' AND '17:00:00.5'", "clock NOT IN ('08:00', opens, TIME '09:00')", 'clock IS NULL', 'clock = NULL']),
      ...all('TIMESTAMP', [['born + clock', 'born + clock'], ['joined + opens', 'joined + opens']]),
      ...all('VARCHAR', [["cast(date_trunc('second', clock) as varchar)", "strftime(DATE '2000-01-01' + clock, '%H:%M:%S')"], ['city || clock', "city || strftime(DATE '2000-01-01' + clock, '%H:%M:%S') || CASE WHEN date_part('milliseconds', clock) % 1000 = 0 THEN '' ELSE strftime(DATE '2000-01-01' + clock, '.%g') END"]]),
    ])).toEqual([]);
  });

  it('moments with a time zone, in UTC', async () => {
    const units = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'];
    expect(await differences([
      ...all('BIGINT', ['year', 'quarter', 'month', 'day', 'hour', 'minute', 'second'].map((unit): readonly [string, string] => [`${unit}(zoned)`, `${unit}(${UTC})`])),
      ...all('BIGINT', units.filter((unit) => unit !== 'week').map((unit): readonly [string, string] => [`date_diff('${unit}', joined, zoned)`, `date_diff('${unit}', joined, ${UTC})`])),
      ...all('TIMESTAMPTZ', units.flatMap((unit): (readonly [string, string])[] => [[`date_trunc('${unit}', zoned)`, `date_trunc('${unit}', ${UTC})`], [`date_add(zoned, quantity, '${unit}')`, `${UTC} + quantity * INTERVAL 1 ${unit}`]])),
      ...all('TIMESTAMPTZ', [['least(zoned, moment)', `least(${UTC}, moment)`], ['coalesce(zoned, born)', `coalesce(${UTC}, born)`], ['joined', 'joined'], ["cast('2024-01-31 12:00+05:30' as timestamptz)", "TIMESTAMPTZ '2024-01-31 06:30:00+00'"]]),
      ...all('TIMESTAMP', [['zoned', UTC], ["nullif(zoned, '1970-01-01')", UTC]]),
      ...all('DATE', [['cast(zoned as date)', `${UTC}::DATE`]]),
      ...all('BOOLEAN', [['zoned < moment', `${UTC} < moment`], ["zoned > '2000-01-01T12:00:00Z'", `${UTC} > '2000-01-01 12:00:00'`], ["zoned NOT BETWEEN born AND TIMESTAMPTZ '2020-01-01 00:00+02'", `${UTC} NOT BETWEEN born AND '2019-12-31 22:00:00'`], 'zoned IS NOT NULL']),
      ...all('VARCHAR', [["cast(date_trunc('second', zoned) as varchar)", `date_trunc('second', ${UTC})::VARCHAR`]]),
    ])).toEqual([]);
  });

  it('UUIDs as texts', async () => {
    expect(await differences([
      ...all('VARCHAR', ['cast(device as varchar)', "upper(left(device, 8)) || '/' || id", "replace(device, '-', '')", 'coalesce(device, city)', 'CASE WHEN device IS NULL THEN city ELSE right(device, 4) END'].map((code): readonly [string, string] => [code, code.replace(/device(?! IS)/g, 'device::VARCHAR')])),
      ...all('BIGINT', [['length(device)', 'length(device::VARCHAR)']]),
      ...all('BOOLEAN', ["device < '8'", "device LIKE '%a_'", 'device = device', "device IN ('0', cast(device as varchar))"].map((code): readonly [string, string] => [code, code.replace(/^device|(?<== )device/g, 'device::VARCHAR')])),
    ])).toEqual([]);
  });

  it('JSON by paths', async () => {
    const scalar = (path: string) => `CASE WHEN json_type(doc, '${path}') NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN json_extract_string(doc, '${path}') END`;
    const paths = ['$.name', '$.flag', '$.list[0].deep', '$.list[1].deep', '$.list', '$.nothing.there', '$', '$."odd \\"key\\""', '$.name[0]'];
    expect(await differences([
      ...all('VARCHAR', paths.slice(0, 7).map((path): readonly [string, string] => [`json_value(doc, '${path}')`, scalar(path)])),
      ...all('BIGINT', [[`cast(json_value(doc, '${paths[7]}') as int)`, "(doc ->> 'odd \"key\"')::INT"], [`cast(json_value(doc, '$["odd \\"key\\""]') as int) + 1`, "(doc ->> 'odd \"key\"')::INT + 1"], [`length(json_value(doc, '${paths[8]}'))`, 'NULL']]),
      ...all('DECIMAL(9,2)', [["cast(json_value(doc, '$.price') as decimal(9,2)) * 2", "(doc ->> '$.price')::DECIMAL(9,2) * 2"]]),
      ...all('BOOLEAN', ['doc IS NULL', 'doc IS NOT NULL', ["json_value(doc, '$.name') LIKE 'S%'", "doc ->> '$.name' LIKE 'S%'"]]),
    ])).toEqual([]);
  });
});

describe('LIKE', () => {
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_', 'ß', '✓', '🎉'), maxLength: 6 });
  const escapable = fc.array(fc.oneof(fc.constantFrom('a', 'b', '%', '_', 'ß'), fc.constantFrom('!%', '!_', '!!', '!a')), { maxLength: 5 }).map((parts) => parts.join(''));
  const subject = fc.constantFrom('mark', 'grade', 'city', 'email', "mark || grade || mark", "coalesce(mark, '')");
  const word = fc.constantFrom('LIKE', 'NOT LIKE', 'ILIKE', 'NOT ILIKE');

  it('is what DuckDB makes of it', async () => {
    const plain = fc.sample(fc.tuple(subject, word, fc.oneof(pattern.map(quoted), fc.constantFrom('mark', 'grade', "'%' || mark || '%'", 'NULL', "'%E_G%'"))), { numRuns: 120, seed: 3 }).map(([text, like, form]) => `${text} ${like} ${form}`);
    const escaped = fc.sample(fc.tuple(subject, word, escapable.map(quoted)), { numRuns: 60, seed: 5 }).map(([text, like, form]) => `${text} ${like} ${form} ESCAPE '!'`);
    expect(await differences(all('BOOLEAN', [...plain, ...escaped, "NOT grade LIKE 'g%' AND city LIKE '% %' OR active"]))).toEqual([]);
  });
});

describe('membership and ranges of any type', () => {
  const values: Readonly<Record<string, readonly string[]>> = {
    quantity: ['1', '-3', 'NULL', 'id - 2500', '19'], price: ['10', '99.5', 'quantity', 'NULL'], grade: ["'gold'", "''", 'NULL', 'city'], city: ['grade', "'M'", 'email'],
    born: ["'2000-01-01'", 'joined', 'NULL', "DATE '1950-06-15'"], moment: ["'2000-01-01 12:00'", 'born', 'NULL'], clock: ["'08:00'", 'opens', 'NULL', "TIME '20:15:30'"],
  };
  const predicate = fc.constantFrom(...Object.keys(values)).chain((column) => {
    const value = fc.constantFrom(...values[column]);
    return fc.oneof(
      fc.tuple(fc.constantFrom('IN', 'NOT IN'), fc.array(value, { minLength: 1, maxLength: 4 })).map(([word, items]) => `${column} ${word} (${items.join(', ')})`),
      fc.tuple(fc.constantFrom('BETWEEN', 'NOT BETWEEN'), value, value).map(([word, low, high]) => `${column} ${word} ${low} AND ${high}`),
      fc.constantFrom('IS NULL', 'IS NOT NULL').map((word) => `${column} ${word}`),
    );
  });

  it('are what DuckDB makes of them', async () => {
    const cases = fc.sample(fc.tuple(predicate, fc.constantFrom('AND', 'OR', 'AND NOT'), predicate).map(([a, word, b]) => `${a} ${word} ${b}`), { numRuns: 120, seed: 11 });
    expect(await differences(all('BOOLEAN', cases))).toEqual([]);
  });
});
