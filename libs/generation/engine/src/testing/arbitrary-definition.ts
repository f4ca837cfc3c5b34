import type { ColumnDefinition, ExperimentDefinition, TableDefinition } from '@dw-sim/contracts';
import * as fc from 'fast-check';

type Column = Omit<ColumnDefinition, 'name'>;

/** Names that a careless look-up in a plain object would find there, among ordinary ones. */
const NAMES = ['a', 'B2', '_x', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'x'.repeat(63), 'Total_Amount', 'c1', 'c2'];

const FAKER_RULES = ['email', 'first_name', 'last_name', 'name', 'city', 'phone_number', 'company', 'uuid4', 'ipv4', 'user_name', 'word', 'sentence', 'job', 'country_code', 'internet.url', 'location.zipCode', 'finance.iban', 'commerce.price', 'country', 'sex', 'street_address', 'user_agent', 'text', 'credit_card_number', 'isbn13', 'file_name'];
const LOCALES = ['en', 'de', 'es', 'fr', 'ja', 'ar', 'ru', 'en_AU_ocker', 'pt_BR', 'zh_CN'];

/** Numeric types with the largest number that a range may hold. */
const numericType = fc.oneof(
  fc.constantFrom({ data_type: 'INT', limit: 2147483647 }, { data_type: 'bigint', limit: Number.MAX_SAFE_INTEGER }, { data_type: 'FLOAT', limit: 8e307 }, { data_type: 'double precision', limit: 1e6 }),
  fc.integer({ min: 1, max: 38 }).chain((precision) => fc.integer({ min: 0, max: precision }).map((scale) => ({ data_type: `DECIMAL(${precision},${scale})`, limit: (Math.min(10 ** precision, 1e15) - 1) / 10 ** scale }))),
);
type NumericType = { readonly data_type: string; readonly limit: number };

/** A number up to a limit: near it, small, whole, with a few or with all digits. */
const numberUpTo = (limit: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(limit, -limit, 0, limit / 3, Math.floor(limit / 2), Math.min(limit, 0.5), -Math.min(limit, 1e-9)),
    fc.integer({ min: -1000, max: 1000 }).map((x) => Math.sign(x) * Math.min(limit, Math.abs(x))),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((x) => Math.sign(x) * Math.min(limit, Math.abs(x / 1000))),
    fc.double({ min: -limit, max: limit, noNaN: true }),
  );

/** Lower and upper end of a range, either of them perhaps left out: wide, narrow or a single number. */
const rangeOf = (limit: number): fc.Arbitrary<{ min_value?: number; max_value?: number }> =>
  fc
    .record({ low: numberUpTo(limit), high: numberUpTo(limit), width: fc.constantFrom(0, 0.01, 0.4, 1, 10, 6000, undefined, undefined, undefined), ends: fc.constantFrom('both', 'both', 'both', 'min', 'max', 'none') })
    .map(({ low, high, width, ends }) => {
      const [min, max] = width === undefined ? [Math.min(low, high), Math.max(low, high)] : [low, Math.min(limit, low + width)];
      return { ...(ends === 'both' || ends === 'min' ? { min_value: min } : {}), ...(ends === 'both' || ends === 'max' ? { max_value: max } : {}) };
    });

const shape = fc.oneof(fc.double({ min: 0.01, max: 9999, noNaN: true }), fc.constantFrom(0.01, 1, 2, 9999));
const positive = (limit: number): fc.Arbitrary<number> => fc.oneof(fc.constantFrom(limit, limit / 1000, 1e-300, 1), fc.double({ min: limit / 1e6, max: limit, noNaN: true }));

function distributionOf(limit: number): fc.Arbitrary<NonNullable<Column['distribution']>> {
  const rounding = fc.record({ bounds: fc.constantFrom('clamp', 'truncate'), decimals: fc.nat(6) }, { requiredKeys: [] });
  return fc.oneof(
    fc.record({ type: fc.constant('normal'), mean: numberUpTo(limit), stddev: positive(limit), rounding }).map(({ rounding: more, ...rest }) => ({ ...rest, ...more })),
    fc.record({ type: fc.constant('exponential'), scale: positive(limit), rounding }).map(({ rounding: more, ...rest }) => ({ ...rest, ...more })),
    fc.record({ type: fc.constant('exponential'), lambda: positive(limit) }),
    fc.record({ type: fc.constant('beta'), alpha: shape, beta: shape }),
    fc.record({ type: fc.constant('lognormal'), mean: fc.double({ min: -700, max: 700, noNaN: true }), sigma: fc.constantFrom(1e-3, 0.8, 5, 100), rounding }).map(({ rounding: more, ...rest }) => ({ ...rest, ...more })),
    fc.record({ type: fc.constantFrom('gamma', 'weibull'), shape, scale: positive(limit), rounding }).map(({ rounding: more, ...rest }) => ({ ...rest, ...more })),
    fc.record({ type: fc.constant('pareto'), alpha: shape, minimum: positive(limit), rounding }).map(({ rounding: more, ...rest }) => ({ ...rest, ...more })),
    fc.record({ type: fc.constant('triangular'), mode: numberUpTo(limit) }),
    fc.record({ type: fc.constant('mixture'), components: fc.array(fc.record({ weight: positive(1e300), mean: numberUpTo(limit), stddev: positive(limit) }), { minLength: 1, maxLength: 3 }), rounding }).map(({ rounding: more, ...rest }) => ({ ...rest, ...more })),
    fc.uniqueArray(numberUpTo(limit), { minLength: 2, maxLength: 6 }).chain((edges) => histogramOf(edges.sort((a, b) => a - b)).chain((head) => rounding.map((more) => ({ ...head, ...more })))),
    fc.record({ type: fc.constant('poisson'), lambda: fc.oneof(shape, fc.constantFrom(1e-9, 1e6)), bounds: whole }),
    fc.record({ type: fc.constant('binomial'), n: fc.constantFrom(1, 20, 1000, 1e9), p: fc.constantFrom(1e-9, 0.3, 0.5, 0.999), bounds: whole }),
    fc.record({ type: fc.constant('zipf'), n: fc.constantFrom(1, 50, 1e6, 9007199254740991), alpha: fc.constantFrom(0.1, 1, 1.1, 20), bounds: whole }),
  );
}

const whole = fc.constantFrom('clamp', 'truncate');

function histogramOf(edges: readonly number[]) {
  return fc.array(fc.constantFrom(0, 1, 5, 1e300), { minLength: edges.length - 1, maxLength: edges.length - 1 }).map((weights) => ({ type: 'histogram', edges, weights }));
}

/** How popular the parents of a foreign key or the values of a choice are. */
const popularity = fc.constantFrom({ type: 'uniform' }, { type: 'zipf', alpha: 0.5 }, { type: 'zipf', alpha: 1.3 });

/** A Markov chain over some states; those without a row are final. */
function chainOf(states: readonly (number | string)[]): fc.Arbitrary<Record<string, unknown>> {
  const shares = fc.array(fc.constantFrom(1, 5, 1e300), { minLength: states.length, maxLength: states.length });
  return fc.oneof(
    fc.array(shares, { minLength: states.length, maxLength: states.length }).map((transitions) => ({ states, transitions })),
    shares.map((initial) => ({ states, transitions: { [String(states[0])]: initial }, initial: { [String(states[0])]: 1 } })),
  );
}

function numericColumnOf({ data_type, limit }: NumericType): fc.Arbitrary<Column> {
  const named = (type: string, params: Record<string, unknown>): Column => ({ data_type, generator: { type, params } });
  const ranged = fc.record({ range: rangeOf(limit), is_unique: fc.boolean() });
  return fc.oneof(
    { weight: 3, arbitrary: ranged.map(({ range, is_unique }) => ({ data_type, is_unique, ...range })) },
    { weight: 3, arbitrary: fc.record({ range: rangeOf(limit), distribution: distributionOf(limit) }).map(({ range, distribution }) => ({ data_type, distribution, ...range })) },
    ranged.chain(({ range, is_unique }) => fc.constantFrom('uniform_int', 'uniform_float').map((type) => ({ ...named(type, { min: range.min_value, max: range.max_value }), is_unique }))),
    fc.record({ start: numberUpTo(limit).map(Math.trunc), step: fc.integer({ min: -1000, max: 1000 }) }).map((params) => named('sequence', params)),
    fc.uniqueArray(numberUpTo(limit), { minLength: 1, maxLength: 4 }).map((values) => named('choice', { values })),
    fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 6 }).map((values) => named('choice', { values })),
    fc.record({ values: fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 6 }), weights: fc.constantFrom('uniform', 'zipf@1.2', 'head_tail@{0.8,1.1}') }).map((params) => named('choice', params)),
    fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 4 }).chain(chainOf).map((params) => named('markov', params)),
    fc.record({ start: numberUpTo(limit), slope: numberUpTo(limit), noise: fc.constantFrom(0, 5) }).map((params) => named('trend', params)),
    fc.record({ start: positive(limit), type: fc.constantFrom('linear', 'exponential'), growth_rate: fc.constantFrom(-0.5, 0, 0.01, 9) }).map((params) => named('trend', params)),
    fc.record({ values: fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 6 }), distribution: fc.oneof(popularity, fc.constant({ type: 'head_tail', share: 0.7, alpha: 1 })) }).map((params) => named('choice', params)),
  );
}

const numericColumn = numericType.chain(numericColumnOf);

const textLength = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 200 }));
const textType = fc.oneof(fc.constantFrom('VARCHAR', 'TEXT'), textLength.map((length) => `VARCHAR(${length})`), textLength.map((length) => `char(${length})`));
const word = fc.oneof(fc.string({ maxLength: 14 }), fc.string({ unit: 'grapheme', maxLength: 14 }));

const weighted = fc
  .uniqueArray(word, { minLength: 1, maxLength: 6 })
  .chain((values) => fc.array(fc.oneof(fc.constantFrom(0, 1e-9, 1e308), fc.double({ min: 0, max: 100, noNaN: true })), { minLength: values.length, maxLength: values.length }).map((weights) => ({ values, weights })));

const textColumn: fc.Arbitrary<Column> = fc.oneof(
  fc.record({ data_type: textType, is_unique: fc.boolean() }),
  fc.record({ data_type: textType, is_unique: fc.boolean(), faker_rule: fc.constantFrom(...FAKER_RULES) }),
  fc.record({ data_type: textType, is_unique: fc.boolean(), faker_rule: fc.constantFrom(...FAKER_RULES), locale: fc.constantFrom(...LOCALES) }),
  fc.record({ data_type: textType, faker_rule: fc.constantFrom('city', 'name', 'email', 'postcode'), locale_from: fc.constantFrom('a', 'B2') }),
  fc.record({ data_type: textType, faker_rule: fc.constantFrom('country', 'country_code', 'sex') }),
  fc.record({ data_type: textType }).map(({ data_type }) => ({ data_type, generator: { type: 'choice', params: { values: ['DE', 'Japan', 'fr', 'en_GB', 'Peru'] } } })),
  fc.record({ data_type: textType, params: fc.oneof(weighted, weighted.map(({ values }) => ({ values }))) }).map(({ data_type, params }) => ({ data_type, generator: { type: 'choice', params } })),
  fc.record({ data_type: textType, params: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }).chain(chainOf) }).map(({ data_type, params }) => ({ data_type, generator: { type: 'markov', params } })),
  fc.record({ data_type: textType, value: word }).map(({ data_type, value }) => ({ data_type, generator: { type: 'const', params: { value } } })),
  fc.record({ data_type: textType, is_unique: fc.boolean(), length: fc.integer({ min: 1, max: 20 }) }).map(({ length, ...column }) => ({ ...column, generator: { type: 'code', params: { length } } })),
);

/** Rules of faker that make no text, on the types that they fill and on some that they don't. */
const fakerValueColumn: fc.Arbitrary<Column> = fc.oneof(
  fc.record({ data_type: fc.constantFrom('INT', 'BIGINT', 'DECIMAL(9,2)', 'FLOAT', 'VARCHAR(12)'), is_unique: fc.boolean(), faker_rule: fc.constantFrom('random_int', 'number.int', 'latitude', 'amount', 'unix_time', 'pyfloat') }),
  fc.record({ data_type: fc.constantFrom('INT', 'FLOAT'), faker_rule: fc.constantFrom('random_int', 'pyfloat'), min_value: fc.integer({ min: -50, max: 0 }), max_value: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ data_type: fc.constantFrom('DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'TIME', 'BOOLEAN', 'UUID', 'VARCHAR(30)'), faker_rule: fc.constantFrom('date_of_birth', 'date_time', 'date.past', 'time', 'boolean', 'uuid4') }),
);

const day = fc.oneof(
  fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
  fc.date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
).map((date) => date.toISOString());

const timeColumn: fc.Arbitrary<Column> = fc
  .record({ data_type: fc.constantFrom('DATE', 'TIMESTAMP', 'datetime', 'TIMESTAMPTZ', 'timestamp with time zone'), is_unique: fc.boolean(), ends: fc.tuple(day, day), precise: fc.boolean(), open: fc.constantFrom('none', 'none', 'start', 'end') })
  .map(({ data_type, is_unique, ends, precise, open }) => {
    const [start, end] = [...ends].sort().map((text) => (precise ? text : text.slice(0, 10)));
    return { data_type, is_unique, ...(open === 'start' ? {} : { date_start: start }), ...(open === 'end' ? {} : { date_end: end }) };
  });

/** How moments are spread over a span. */
const momentPattern = fc.constantFrom<unknown>(undefined, { dimension: 'dow', weights: [1, 1, 1, 1, 1, 0.2, 0] }, { dimension: 'month', weights: { dec: 5, jan: 0 } }, [{ dimension: 'day', weights: { 31: 0 } }, { dimension: 'dow', weights: { mon: 3 } }]);
const momentType = fc.constantFrom('DATE', 'TIMESTAMP', 'TIMESTAMPTZ');
const freq = fc.constantFrom(undefined, 's', '15min', 'H', 'D', '36h', 'W', 'M');
const order = fc.constantFrom(undefined, 'random', 'ascending');
const span = fc.tuple(day, day).map((ends) => [...ends].sort()).map(([start, end]) => ({ start, end }));

const momentColumn: fc.Arbitrary<Column> = fc.oneof(
  fc.record({ data_type: momentType, is_unique: fc.boolean(), params: fc.record({ start: fc.oneof(day, fc.constantFrom('now', '-7d', '-120d', '+2mo')), step: fc.constantFrom('150ms', '5s', '1m', '36h', '1d', '1mo', '1y'), jitter_seconds: fc.constantFrom(0, 0.5, 20, 1e5) }) })
    .map(({ params, ...column }) => ({ ...column, generator: { type: 'time_series', params } })),
  fc.record({ data_type: momentType, is_unique: fc.constantFrom(false, false, true), ends: fc.oneof(span, fc.constant({ start: '-90d', end: 'today' })), freq, pattern: momentPattern, order })
    .map(({ data_type, is_unique, ends, ...params }) => ({ data_type, is_unique, generator: { type: 'datetime_series', params: given({ ...ends, ...params }) } })),
  fc.record({ data_type: momentType, ends: span, freq, days: fc.constantFrom(undefined, 'mon-sat', ['tue', 'sun']), open: fc.constantFrom(undefined, '08:15', '21:00'), close: fc.constantFrom(undefined, '18:30', '03:00'), breaks: fc.constantFrom(undefined, ['12:00-12:45']), order })
    .map(({ data_type, ends, ...params }) => ({ data_type, generator: { type: 'business_hours', params: given({ ...ends, ...params }) } })),
);

/** An object without the keys that are left out. */
function given(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

/** Modifiers of any kind: those that don't fit the column, or what it reads, are refused. */
const modifier = fc.oneof(
  fc.constantFrom(1.2, -3, 0, 1e300).map((value) => ({ type: 'multiply', value })),
  fc.constantFrom(5, -0.25, '36 hours').map((value) => ({ type: 'add', params: { value } })),
  fc.constantFrom({ min: 0 }, { max: 10, min: -10 }, { max: '2024-02-29' }, { min: '09:00', max: '17:00' }).map((args) => ({ type: 'clamp', args })),
  fc.constantFrom('mul', 'add').map((mode) => ({ type: 'jitter', std: 0.5, mode })),
  fc.constantFrom(0, 90, 1e7).map((std_minutes) => ({ type: 'time_jitter', std_minutes })),
  fc.constantFrom({ mapping: { a: 'b', '': 'c' }, default: 'd' }, { mapping: { 1: 2 } }, { mapping: { true: false } }).map((params) => ({ type: 'map_values', params })),
  fc.constantFrom('key', 'a', 'c1').map((column) => ({ type: 'seasonality', dimension: 'dow', weights: [1, 2, 1, 1, 1, 0, 0], column })),
  fc.constantFrom('key', 'a', 'c1').map((time_reference) => ({ type: 'trend', growth: 'exponential', growth_rate: 0.3, time_reference, start: '2020-01-01' })),
  fc.constantFrom('spike', 'drop', 'burst').map((mode) => ({ type: 'outliers', rate: 0.1, mode })),
  fc.record({ effect_table: fc.constantFrom('a', 'B2', '_x'), on: fc.constantFrom({ key: 'key' }, { link_0: 'key' }), map: fc.record({ field: fc.constantFrom('key', 'a', 'B2', 'c2'), op: fc.constantFrom('mul', 'add') }) }).map((params) => ({ type: 'effect', params })),
);
const modifiers = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: fc.array(modifier, { minLength: 1, maxLength: 3 }) });

const booleanColumn: fc.Arbitrary<Column> = fc.record({ data_type: fc.constantFrom('BOOLEAN', 'bool') });

/** Columns made of others of the row: of its key, whatever that is, and of those with the first names. */
const derivedColumn: fc.Arbitrary<Column> = fc.oneof(
  fc.record({ data_type: numericType.map(({ data_type }) => data_type), code: fc.constantFrom('key * 3 - 1', 'a / B2', 'coalesce(B2, a, 7) * 1e300', '-a % 7', 'coalesce(length(_x), 0)', 'round(a + B2, 1)', 'power(B2, 9)', 'case when a > B2 then a else 0 end') }).map(({ data_type, code }) => ({ data_type, generator: { type: 'expression', params: { code } } })),
  fc.record({ data_type: fc.constantFrom('VARCHAR', 'VARCHAR(3)', 'VARCHAR(30)'), code: fc.constantFrom("key || '-' || key", "coalesce(a, '') || B2", "upper(_x)", "case when key is null then 'none' else 'some' end", "lpad(cast(key as varchar), 40, 'é🎉')", 'nullif(a, B2)') }).map(({ data_type, code }) => ({ data_type, generator: { type: 'expression', params: { code } } })),
  fc.record({ data_type: fc.constantFrom('DATE', 'TIMESTAMP', 'TIMESTAMPTZ'), code: fc.constantFrom("date_add(key, 100000, 'day')", "date_trunc('month', key)", "date_add(a, 99999999999, 'year')") }).map(({ data_type, code }) => ({ data_type, generator: { type: 'expression', params: { code } } })),
  fc.record({ data_type: fc.constantFrom('TIME', 'BOOLEAN', 'VARCHAR(8)'), code: fc.constantFrom("date_add(key, 90, 'minute')", "coalesce(a, TIME '23:59')", 'cast(key as time)', "_x like 'A_%' escape '!'", "key not between a and '12:00'", "json_value(a, '$.k')", "cast(key as varchar) ilike '%a%'") }).map(({ data_type, code }) => ({ data_type, generator: { type: 'expression', params: { code } } })),
  fc.record({ data_type: fc.constantFrom('VARCHAR', 'VARCHAR(60)', 'VARCHAR(2)'), is_unique: fc.boolean(), template: fc.constantFrom('{key}', 'n° {key}', '{a}/{B2}', '{{{_x}}}') }).map(({ template, ...column }) => ({ ...column, generator: { type: 'template', params: { template } } })),
  fc.record({ data_type: fc.constantFrom('DATE', 'TIMESTAMP', 'TIMESTAMPTZ'), column: fc.constantFrom('key', 'a', 'B2'), min: fc.constantFrom(undefined, 0, '36 hours', 'P1W'), max: fc.constantFrom(undefined, 7, 'P9999D') }).map(({ data_type, ...params }) => ({ data_type, generator: { type: 'after', params: { ...params } } })),
);

const patternColumn: fc.Arbitrary<Column> = fc
  .record({ data_type: textType, is_unique: fc.boolean(), pattern: fc.constantFrom('[A-Z]{2}-\\d{4}(-[a-f0-9]{2,4})?', '\\d{1,6}', '(a|ab)(c|bc)', '[A-Z]{30}', 'é{0,3}\\w{4}') })
  .map(({ pattern, ...column }) => ({ ...column, generator: { type: 'pattern', params: { pattern } } }));

const clock = fc.integer({ min: 0, max: 86_399_999 }).map((ms) => new Date(ms).toISOString().slice(11, 23));
const clockColumn: fc.Arbitrary<Column> = fc
  .record({ data_type: fc.constantFrom('TIME', 'time without time zone'), is_unique: fc.boolean(), params: fc.record({ start: clock, end: clock }, { requiredKeys: [] }) })
  .map(({ params, ...column }) => ({ ...column, generator: { type: 'time_of_day', params } }));

const uuidColumn: fc.Arbitrary<Column> = fc.oneof(
  fc.record({ data_type: fc.constant('UUID'), is_unique: fc.boolean() }),
  fc.record({ data_type: fc.constantFrom('VARCHAR(36)', 'TEXT', 'VARCHAR(35)'), is_unique: fc.boolean() }).map((column) => ({ ...column, generator: { type: 'uuid4' } })),
);

/** A value inside JSON: of the generators of columns, and of further objects and arrays. */
const { jsonValue } = fc.letrec<{ jsonValue: Record<string, unknown> }>((tie) => ({
  jsonValue: fc
    .tuple(
      fc.oneof(
        { depthSize: 'small' },
        fc.oneof(numericColumn, textColumn, timeColumn, clockColumn, uuidColumn).map(({ data_type, generator, faker_rule, date_start, date_end }) => {
          if (generator) return { data_type, ...generator };
          return faker_rule ? { type: 'faker', params: { rule: faker_rule } } : { type: 'time_range', params: { start: date_start, end: date_end } };
        }),
        fc.dictionary(word, tie('jsonValue'), { maxKeys: 4 }).map((object) => ({ type: 'json', params: { object } })),
        fc.record({ of: tie('jsonValue'), min: fc.nat(3), max: fc.integer({ min: 3, max: 8 }) }).map((array) => ({ type: 'json', params: { array } })),
      ),
      fc.constantFrom({}, {}, { null_rate: 0.4 }),
    )
    .map(([value, nulls]) => ({ ...value, ...nulls })),
}));

const jsonColumn: fc.Arbitrary<Column> = fc.oneof(
  fc.constantFrom('JSON', 'SUPER', 'variant').map((data_type) => ({ data_type })),
  fc.dictionary(word, jsonValue, { maxKeys: 5 }).map((object) => ({ data_type: 'JSON', generator: { type: 'json', params: { object } } })),
);

const nullability = fc.oneof(
  fc.constant({}),
  fc.constant({ required: true }),
  fc.constant({ required: false }),
  fc.constantFrom(0, 0.05, 0.5, 1).map((null_rate) => ({ null_rate })),
);

const valueColumn = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: numericColumn }, { weight: 3, arbitrary: textColumn }, { weight: 2, arbitrary: derivedColumn }, patternColumn, timeColumn, momentColumn, booleanColumn, clockColumn, uuidColumn, fakerValueColumn, jsonColumn), nullability, modifiers)
  .map(([column, nulls, changes]) => ({ ...column, ...nulls, ...(changes && { modifiers: changes }) }));

/** Keys of every type that can be one; not all of them have enough values for every number of rows. */
const keyColumn: fc.Arbitrary<Column> = fc.oneof(
  fc.constant({ data_type: 'INT' }),
  fc.constant({ data_type: 'BIGINT', min_value: 9007199254000000 }),
  fc.constant({ data_type: 'INT', min_value: -3000, max_value: 3000 }),
  fc.constant({ data_type: 'DECIMAL(12,2)', min_value: -10, max_value: 9000 }),
  fc.constant({ data_type: 'FLOAT', min_value: 0, max_value: 1 }),
  fc.constant({ data_type: 'DATE', date_start: '1900-01-01', date_end: '2030-12-31' }),
  fc.constantFrom('TIMESTAMP', 'TIMESTAMPTZ', 'TIME', 'UUID').map((data_type) => ({ data_type })),
  fc.constantFrom(3, 8).map((length) => ({ data_type: `VARCHAR(${length})` })),
  fc.constantFrom('email', 'uuid4', 'name', 'phone_number').map((faker_rule) => ({ data_type: 'VARCHAR(60)', faker_rule })),
).map((column) => ({ ...column, is_unique: true, required: true }));

const rowCount = fc.oneof(fc.constantFrom(1, 2, 2048, 2049), fc.integer({ min: 1, max: 5000 }));

interface Link {
  readonly to: number;
  readonly nullable: boolean;
  readonly is_unique: boolean;
  readonly null_rate?: number;
  readonly popularity?: { readonly type: string };
}

const link: fc.Arbitrary<Link> = fc.record(
  { to: fc.nat(3), nullable: fc.boolean(), is_unique: fc.constantFrom(false, false, false, true), null_rate: fc.constantFrom(0, 0.3), popularity },
  { requiredKeys: ['to', 'nullable', 'is_unique'] },
);

interface Draft {
  readonly key: Column;
  readonly links: readonly Link[];
}

/** The second reference of a table may go to a reference that is a key itself, so that keys come through a chain. */
function linkColumn({ to, nullable, is_unique, null_rate, popularity: how }: Link, at: number, tables: readonly Draft[], names: readonly string[], own: string): ColumnDefinition {
  const parent = to % tables.length;
  const inner = at === 1 ? tables[parent].links.at(0) : undefined;
  const chained = inner?.is_unique && !inner.nullable;
  const origin = chained ? inner.to % tables.length : parent;
  return {
    name: `link_${at}`,
    data_type: tables[origin].key.data_type,
    is_unique,
    ...(null_rate === undefined || !nullable ? {} : { null_rate }),
    foreign_key: { references_table: names[parent], references_column: chained ? 'link_0' : 'key', nullable, ...(how && !is_unique && names[parent] !== own ? { popularity: how } : {}) },
  };
}

/** A correlated group of the columns that are numbers or days by a range or a distribution, where there are two. */
function correlationsOf(columns: readonly ColumnDefinition[], rho: number, kind: string): Pick<TableDefinition, 'correlations'> {
  const members = columns.filter(({ name, generator, foreign_key, is_unique, data_type }) => name !== 'key' && !generator && !foreign_key && is_unique !== true && /^(int|bigint|float|double|decimal|date$|timestamp)/i.test(data_type)).slice(0, 5);
  const matrix = members.map((_, i) => members.map((_other, j) => (i === j ? 1 : rho)));
  return members.length < 2 ? {} : { correlations: [{ columns: members.map(({ name }) => name), matrix, kind }] };
}

/** How many rows a parent has; few, since chains of them multiply. */
const fanOut = fc.constantFrom(
  { type: 'poisson', mean: 1.5 }, { type: 'poisson', mean: 0.3, min: 0, max: 4 }, { min: 0, max: 3 }, { type: 'fixed', count: 2 }, { type: 'negative_binomial', mean: 1.2, dispersion: 0.2 },
  { type: 'geometric', mean: 1 }, { type: 'zipf', alpha: 2, max: 30 },
);

/** What stands between tables beside their links. */
const relations = fc.record({
  /** Rows that follow from an earlier table, and the parent's place. */
  fanOut: fc.option(fc.record({ to: fc.nat(3), how: fanOut }), { nil: undefined, freq: 2 }),
  hasPair: fc.boolean(),
  /** A foreign key of two columns to the pair of another table. */
  pairLink: fc.option(fc.record({ to: fc.nat(3), nullable: fc.boolean(), null_rate: fc.constantFrom(undefined, 0.4), popularity: fc.option(popularity, { nil: undefined }) }), { nil: undefined, freq: 1 }),
  lookUp: fc.constantFrom('link_0', 'parent_id', 'random', 'join'),
  surrogate_key: fc.boolean(),
});
type Relations = typeof relations extends fc.Arbitrary<infer T> ? T : never;

interface Sketch extends Draft {
  readonly target_rows: number;
  readonly columns: readonly Column[];
  readonly relations: Relations;
  readonly rho: number;
  readonly correlation: string;
}

const PAIR: readonly ColumnDefinition[] = [{ name: 'pair_a', data_type: 'INT', required: true, min_value: 1, max_value: 300 }, { name: 'pair_b', data_type: 'BIGINT', required: true, min_value: 1, max_value: 500 }];

/** Columns and keys by which the rows of a table follow from those of an earlier one. */
function fannedOut({ fanOut: given }: Relations, index: number, tables: readonly Sketch[], names: readonly string[]): Partial<TableDefinition> {
  if (!given || index === 0) return {};
  const parent = given.to % index;
  return {
    columns: [
      { name: 'parent_id', data_type: tables[parent].key.data_type, required: true, foreign_key: { references_table: names[parent], references_column: 'key', fan_out: given.how } },
      { name: 'line', data_type: 'INT', required: true, generator: { type: 'position' } },
      { name: 'phase', data_type: 'INT', required: true, generator: { type: 'markov', params: { states: [1, 2, 3], transitions: { 1: [1, 1, 0], 2: [0, 1, 1] }, initial: [1, 0, 0], per: 'parent_id' } } },
    ],
    composite_keys: [['parent_id', 'line']],
  };
}

/** A foreign key of two columns, where its parent has such a pair. */
function pairLink({ pairLink: given }: Relations, tables: readonly Sketch[], names: readonly string[]): Pick<TableDefinition, 'columns' | 'foreign_keys'> {
  const parent = (given?.to ?? 0) % tables.length;
  if (!given || !tables[parent].relations.hasPair) return { columns: [] };
  const { nullable, null_rate, popularity: how } = given;
  const key = { columns: ['ref_b', 'ref_a'], references_table: names[parent], references_columns: ['pair_b', 'pair_a'], nullable, ...(nullable && null_rate !== undefined ? { null_rate } : {}), ...(how ? { popularity: how } : {}) };
  return { columns: [{ name: 'ref_a', data_type: 'INT' }, { name: 'ref_b', data_type: 'BIGINT' }], foreign_keys: [key] };
}

/** Values of the first ordinary column of another table. */
function lookedUp({ relations: { lookUp, fanOut: given }, links }: Sketch, index: number, tables: readonly Sketch[], names: readonly string[]): readonly ColumnDefinition[] {
  const parent = lookUp === 'parent_id' && given && index > 0 ? given.to % index : (links.at(0)?.to ?? index) % tables.length;
  const source = tables[parent].columns.at(0);
  if (!source) return [];
  const way = lookUp === 'random' ? {} : lookUp === 'join' ? { on: { link_0: 'key' } } : { via: lookUp };
  return [{ name: 'looked_up', data_type: source.data_type, ...(source.varchar_length ? { varchar_length: source.varchar_length } : {}), generator: { type: 'lookup', params: { from: `${names[parent]}.${names[0]}`, ...way } } }];
}

function tableOf(sketch: Sketch, index: number, tables: readonly Sketch[], names: readonly string[]): TableDefinition {
  const { target_rows, key, columns, links, relations: how } = sketch;
  const fan = fannedOut(how, index, tables, names);
  const pair = pairLink(how, tables, names);
  const drawn = columns.map((column, at) => ({ name: names[at], ...column }));
  const composite_keys = [...(fan.composite_keys ?? []), ...(how.hasPair ? [['pair_a', 'pair_b']] : [])];
  return {
    name: names[index],
    ...(fan.columns ? {} : { target_rows }),
    surrogate_key: how.surrogate_key,
    columns: [
      { name: 'key', ...key },
      ...drawn,
      ...links.map((given, at) => linkColumn(given, at, tables, names, names[index])),
      ...(fan.columns ?? []),
      ...(how.hasPair ? PAIR : []),
      ...pair.columns,
      ...lookedUp(sketch, index, tables, names),
    ],
    composite_keys,
    ...correlationsOf(drawn, sketch.rho, sketch.correlation),
    ...(pair.foreign_keys ? { foreign_keys: pair.foreign_keys } : {}),
  };
}

/** Definitions that the language allows: most of them are accepted, the others ask for what can't be. */
export const arbitraryDefinition: fc.Arbitrary<ExperimentDefinition> = fc
  .array(fc.record({ target_rows: rowCount, key: keyColumn, columns: fc.array(valueColumn, { maxLength: NAMES.length }), links: fc.array(link, { maxLength: 2 }), relations, rho: fc.constantFrom(0, 0.3, 0.9, 1), correlation: fc.constantFrom('normal', 'spearman', 'pearson') }), { minLength: 1, maxLength: 4 })
  .chain((tables) => fc.shuffledSubarray(NAMES, { minLength: NAMES.length }).map((names) => ({ names, tables })))
  .map(({ names, tables }) => ({ name: 'anything', tables: tables.map((sketch, index) => tableOf(sketch, index, tables, names)) }));
