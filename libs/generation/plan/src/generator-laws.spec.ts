import type { ColumnType, ColumnTypeKind } from '@dw-sim/contracts';
import { type ColumnContext, type ColumnRelations, FanOutRows, fitOf, GENERATOR_KINDS, type GeneratorKind, type Kernel, type KernelContext, MODIFIER_KINDS, modifiedKernel, type ModifiedColumn, modifierKind, parentRowDraw, rowMap, type SiblingColumn, sumFanOut, TextBatch } from '@dw-sim/generation-generators';
import { streamKey } from '@dw-sim/generation-rng';
import * as fc from 'fast-check';
import { textSource } from './column-context';

const TYPES: Readonly<Record<ColumnTypeKind, ColumnType>> = {
  INT: { kind: 'INT' },
  BIGINT: { kind: 'BIGINT' },
  FLOAT: { kind: 'FLOAT' },
  DECIMAL: { kind: 'DECIMAL', precision: 12, scale: 2 },
  VARCHAR: { kind: 'VARCHAR', length: 60 },
  DATE: { kind: 'DATE' },
  TIME: { kind: 'TIME' },
  TIMESTAMP: { kind: 'TIMESTAMP' },
  TIMESTAMPTZ: { kind: 'TIMESTAMPTZ' },
  BOOLEAN: { kind: 'BOOLEAN' },
  UUID: { kind: 'UUID' },
  JSON: { kind: 'JSON' },
};

const ROWS = 20_000;
const CLOCK = Date.UTC(2025, 5, 15, 12);
const KEY = streamKey(42, 't', 'c', 'fan out');
const THREE_EACH = sumFanOut({ type: 'poisson', mean: 3, dispersion: 1, alpha: 1, min: 0, max: 9 }, KEY, ROWS);

/** A table `customers` with a column of the same type, to look values up. */
const relationsOf = (type: ColumnType): ColumnRelations => ({
  reach: () => undefined,
  pathsTo: () => [],
  source: (table, name) => ({ path: name, table, name, type, unique: true, mayBeNull: false, kind: 'sequence', params: {}, possibleValues: () => undefined }),
  tables: [{ name: 'customers', columns: ['customer_id'] }],
  foreignKeys: [],
});

function columnOf(type: ColumnType, unique: boolean): ColumnContext {
  return { name: 'c', type, unique, nullable: false, rowCount: ROWS, locale: 'en', clock: CLOCK, fansOut: true, relations: relationsOf(type), text: textSource, parseType: () => undefined, siblings: [siblingOf('n', type), siblingOf('key', TYPES.INT, true)] };
}

/** Another column of the row, for generators of derived columns. */
function siblingOf(name: string, type: ColumnType, unique = false): SiblingColumn {
  return { name, type, unique, mayBeNull: false, kind: 'sequence', params: {}, locale: 'en', possibleValues: () => undefined };
}

function contextOf(type: ColumnType, unique: boolean, rowCount = ROWS): KernelContext {
  const names = Array.from({ length: 50 }, (_, i) => `name ${i}`);
  const parent: Kernel = type.kind === 'VARCHAR' ? {
    lane: 'code',
    values: names,
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = rows[i] % 50;
    },
  } : {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = rows[i] * 7 + 1;
    },
  };
  const keys: Kernel = {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = rows[i] + 1;
    },
  };
  return {
    type,
    unique,
    nullable: false,
    table: 't',
    column: 'c',
    rowCount,
    key: (purpose) => streamKey(42, 't', 'c', purpose),
    siblingKernel: (name) => (name === 'n' ? parent : keys),
    kernelOf: (_table, name) => (name === 'n' ? parent : keys),
    nullsOf: () => undefined,
    rowCountOf: () => ROWS,
    parentRows: () => rowMap(parentRowDraw({ parentCount: ROWS, isUnique: unique, isOwnTable: false, popularity: undefined, key: (purpose) => streamKey(42, 't', 'c', purpose) })),
    fanOut: () => new FanOutRows(THREE_EACH, KEY),
  };
}

/** The column with another that says when its row was made, for modifiers. */
function modifiedColumnOf(type: ColumnType): ModifiedColumn {
  const column = columnOf(type, false);
  return { ...column, siblings: [...column.siblings, siblingOf('ordered_at', TYPES.TIMESTAMP)], tables: [] };
}

/** The kernel with modifiers, which find a row an hour after the one before. */
function modifiedBy(modifiers: readonly Modifier[], kernel: Kernel, type: ColumnType, params: Record<string, unknown>): Kernel {
  const column = modifiedColumnOf(type);
  const context = contextOf(type, false);
  const hourly: Kernel = {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = CLOCK + rows[i] * 3_600_000;
    },
  };
  const steps = modifiers.map(({ kind, params: given }) => ({ kind, prepared: structuredClone(modifierKind(kind)?.prepare(given, column)) }));
  return modifiedKernel(kernel, { steps, fit: fitOf(type, params, {}, CLOCK) }, { ...context, kernelOf: (table, name) => (name === 'ordered_at' ? hourly : context.kernelOf(table, name)) });
}

/** Values of given rows as strings or numbers. */
function valuesOf(kernel: Kernel, rows: Uint32Array): (number | string)[] {
  switch (kernel.lane) {
    case 'number': {
      const out = new Float64Array(rows.length);
      kernel.fill(out, rows, rows.length);
      return [...out];
    }
    case 'code': {
      const out = new Uint32Array(rows.length);
      kernel.fill(out, rows, rows.length);
      return [...out].map((code) => kernel.values[code]);
    }
    case 'words': {
      const out = new Uint32Array(4 * rows.length);
      kernel.fill(out, rows, rows.length);
      return Array.from(rows, (_, i) => out.subarray(4 * i, 4 * i + 4).join(' '));
    }
    case 'text': {
      const out = new TextBatch(rows.length, kernel.maxByteLength);
      kernel.fill(out, rows, rows.length);
      return Array.from(rows, (_, i) => out.text(i));
    }
  }
}

const range = (start: number, end: number) => Uint32Array.from({ length: end - start }, (_, i) => start + i);

/** Largest difference of the distribution functions of two sorted samples of one size. */
function ksDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let distance = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const value = Math.min(a[i], b[j]);
    while (a[i] === value) i++;
    while (b[j] === value) j++;
    distance = Math.max(distance, Math.abs(i - j) / a.length);
  }
  return distance;
}

const CASES = GENERATOR_KINDS.flatMap((generator) => generator.types.map((type) => [generator.kind, type, generator] as const));

/** The example's parameters, with values that fit the column's type. */
function exampleFor(generator: GeneratorKind, type: ColumnTypeKind): Record<string, unknown> {
  const numeric = ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'].includes(type);
  if (generator.kind === 'choice' && type !== 'VARCHAR') return numeric ? { values: [1, 2, 5], weights: [1, 0, 3] } : { values: [true, false] };
  if (generator.kind === 'markov' && type !== 'VARCHAR') return numeric ? { states: [1, 2, 5], transitions: [[0, 1, 1], [3, 0, 1], [1, 1, 1]], initial: [1, 1, 0] } : { states: [true, false], transitions: [[9, 1], [2, 8]] };
  if (generator.kind === 'const' && type !== 'VARCHAR') return { value: numeric ? 3 : true };
  if (generator.kind === 'faker' && type !== 'VARCHAR') return { rule: RULES[type] };
  if (generator.kind === 'template') return { template: '{n} <{key:05d}> {{x}}' };
  if (generator.kind === 'after') return { column: 'n', min: 1, max: 'PT240H' };
  if (generator.kind === 'time_series' && type === 'DATE') return { ...generator.example, step: '1d' };
  if (generator.kind === 'expression') return { code: EXPRESSIONS[type] };
  return { ...generator.example };
}

/** A rule of faker for each type that is no text. */
const RULES: Readonly<Partial<Record<ColumnTypeKind, string>>> = {
  INT: 'random_int', BIGINT: 'number.int', FLOAT: 'latitude', DECIMAL: 'amount', BOOLEAN: 'pybool', DATE: 'date_of_birth', TIME: 'time', TIMESTAMP: 'date_time', TIMESTAMPTZ: 'date.past', UUID: 'uuid4',
};

/** An expression of each type over the columns `n` (of the type itself) and `key`. */
const EXPRESSIONS: Readonly<Partial<Record<ColumnTypeKind, string>>> = {
  INT: 'n * 2 % 17', BIGINT: 'n * key', FLOAT: 'coalesce(sqrt(key), 0) + n', DECIMAL: 'round(n / 3, 1)', VARCHAR: "upper(n) || '-' || key",
  DATE: 'n + key', TIME: "date_add(n, key, 'minute')", TIMESTAMP: "date_add(n, key, 'hour')", TIMESTAMPTZ: "date_trunc('week', n)", BOOLEAN: 'n or key % 3 = 0',
};

interface Modifier {
  readonly kind: string;
  readonly params: Record<string, unknown>;
}

const TIME_TYPES: readonly string[] = ['DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ'];
const CHANGED_TYPES: readonly string[] = ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', ...TIME_TYPES];

/** Every modifier of a type; `effect` reads another table and has laws of its own. */
function modifiersOf(type: ColumnTypeKind): readonly Modifier[] {
  const isTime = TIME_TYPES.includes(type);
  const params: Readonly<Record<string, Record<string, unknown>>> = {
    add: { value: isTime ? (type === 'DATE' ? 40 : '36 hours') : 5 },
    clamp: boundsFor(type, type === 'DATE' ? 9000 : 9e8, type === 'DATE' ? 90_000 : 9e12),
    map_values: { mapping: { 1: 2, 5: -1 }, default: 3 },
  };
  const given = MODIFIER_KINDS.filter(({ kind, types }) => kind !== 'effect' && types.includes(type)).map(({ kind, example }) => ({ kind, params: params[kind] ?? { ...example } }));
  // The numbers that are mapped are few: what comes after would change a constant.
  return [...given.filter(({ kind }) => kind !== 'map_values'), ...given.filter(({ kind }) => kind === 'map_values')];
}

/** Two values of a column as the bounds of a clamp: times of the day in whole milliseconds. */
function boundsFor(type: ColumnTypeKind, low: number, high: number): { readonly min: unknown; readonly max: unknown } {
  const text = (value: number): unknown => {
    if (!TIME_TYPES.includes(type)) return value;
    const iso = new Date(type === 'DATE' ? value * 86_400_000 : type === 'TIME' ? (value / 1000) % 86_400_000 : value).toISOString();
    return type === 'DATE' ? iso.slice(0, 10) : type === 'TIME' ? iso.slice(11, 23) : iso;
  };
  const [min, max] = type === 'TIME' ? [low, high].map((value) => value % 86_400_000_000).sort((a, b) => a - b) : [low, high];
  return { min: text(min), max: text(max) };
}

describe.each(CASES)('%s on %s', (_kind, typeName, generator) => {
  const type = TYPES[typeName];
  const column = columnOf(type, false);
  const params = exampleFor(generator, typeName);
  const make = (unique = false, rowCount = ROWS): Kernel =>
    generator.compile(structuredClone(generator.prepare(params, columnOf(type, unique))), contextOf(type, unique, rowCount));

  /** One kernel for all laws of modifiers: kernels hold no state. */
  let made: Kernel | undefined;
  const base = (): Kernel => (made ??= make());

  it('accepts its example and describes it', () => {
    expect(generator.check?.(params, column) ?? []).toEqual([]);
    expect(generator.summarize(params, column)).not.toBe('');
    expect(generator.distinctCount(params, column)).toBeGreaterThan(0);
  });

  it('gives the same values whole, in parts and in any order', () => {
    const whole = valuesOf(make(), range(0, 400));
    const other = make();
    fc.assert(
      fc.property(fc.array(fc.nat(399), { minLength: 1, maxLength: 60 }), (rows) => {
        const some = valuesOf(other, Uint32Array.from(rows));
        return some.every((value, i) => Object.is(value, whole[rows[i]]));
      }),
      { numRuns: 20 },
    );
  });

  it('the value at each probability rises, and has the distribution of the rows', () => {
    if (!generator.quantile || type.kind === 'VARCHAR') return;
    const quantile = generator.quantile(generator.prepare(params, column), type);
    const expected = Array.from({ length: ROWS }, (_, i) => quantile((i + 0.5) / ROWS));
    expect(expected.every((value, i) => i === 0 || value >= expected[i - 1])).toBe(true);
    const drawn = Float64Array.from(valuesOf(make(), range(0, ROWS)) as number[]).sort();
    // Kolmogorov and Smirnov's distance at 1e-6, which no shift by a class would pass.
    expect(ksDistance(drawn, expected)).toBeLessThan(2.7 / Math.sqrt(ROWS));
  });

  it('with every modifier of its type, gives the same values whole, in parts and in any order', () => {
    if (!CHANGED_TYPES.includes(type.kind)) return;
    const modifiers = modifiersOf(type.kind);
    expect(modifiers.flatMap(({ kind, params: given }) => modifierKind(kind)?.check?.(given, modifiedColumnOf(type)) ?? [])).toEqual([]);
    for (const chain of [modifiers, ...modifiers.map((modifier) => [modifier])]) {
      const [whole, other] = [valuesOf(modifiedBy(chain, base(), type, params), range(0, 400)), modifiedBy(chain, base(), type, params)];
      expect(whole.every((value) => typeof value === 'number' && Number.isFinite(value))).toBe(true);
      fc.assert(
        fc.property(fc.array(fc.nat(399), { minLength: 1, maxLength: 60 }), (rows) => valuesOf(other, Uint32Array.from(rows)).every((value, i) => Object.is(value, whole[rows[i]]))),
        { numRuns: 10 },
      );
    }
  });

  it('clamped, is itself between the bounds and on them elsewhere', () => {
    if (!CHANGED_TYPES.includes(type.kind)) return;
    const plain = valuesOf(base(), range(0, 400)) as number[];
    const sorted = plain.slice().sort((a, b) => a - b);
    // Bounds that are values: of times of the day the millisecond at or below.
    const [low, high] = [sorted[100], sorted[300]].map((value) => (type.kind === 'TIME' ? Math.floor(value / 1000) * 1000 : value));
    const clamped = valuesOf(modifiedBy([{ kind: 'clamp', params: boundsFor(type.kind, low, high) }], base(), type, params), range(0, 400));
    expect(clamped).toEqual(plain.map((value) => (value < low ? low : value > high ? high : value)));
  });

  it('does not depend on the number of rows of its own table', () => {
    expect(valuesOf(make(false, 100), range(0, 100))).toEqual(valuesOf(make(false, 90_000), range(0, 100)));
  });

  it('repeats no value where it must be unique', () => {
    const faults = generator.check?.(params, columnOf(type, true)) ?? [];
    if (faults.length > 0) {
      // Refused before a row is made.
      expect(faults).toMatchObject([{ code: 'not_unique' }]);
      return;
    }
    const count = Math.min(ROWS, generator.distinctCount(params, columnOf(type, true)));
    expect(new Set(valuesOf(make(true), range(0, count))).size).toBe(count);
  });
});

describe('values stay inside what was asked', () => {
  const kind = (name: string) => GENERATOR_KINDS.find((generator) => generator.kind === name) as GeneratorKind;

  it('ranges of whole and decimal numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 100_000 }), fc.boolean(), (min, span, unique) => {
        const params = { min, max: min + span };
        const generator = kind('uniform_int');
        const kernel = generator.compile(generator.prepare(params, columnOf(TYPES.INT, unique)), contextOf(TYPES.INT, unique));
        const count = unique ? Math.min(500, span + 1) : 500;
        return valuesOf(kernel, range(0, count)).every((value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= min + span);
      }),
    );
  });

  it.each(['clamp', 'truncate'])('a distribution that is %sd', (bounds) => {
    const params = { mean: 100, stddev: 50, min: 80.5, max: 120.5, bounds, decimals: 2 };
    const generator = kind('normal');
    const kernel = generator.compile(generator.prepare(params, columnOf(TYPES.FLOAT, false)), contextOf(TYPES.FLOAT, false));
    const values = valuesOf(kernel, range(0, 20_000)) as number[];
    expect(Math.min(...values)).toBeGreaterThanOrEqual(80.5);
    expect(Math.max(...values)).toBeLessThanOrEqual(120.5);
    const onTheEdge = values.filter((value) => value === 80.5).length / values.length;
    // A third of this distribution lies below 80.5: clamped onto it, or not drawn at all.
    if (bounds === 'clamp') expect(onTheEdge).toBeCloseTo(0.348, 1);
    else expect(onTheEdge).toBeLessThan(0.001);
  });

  it('text fits its column', () => {
    fc.assert(
      fc.property(fc.constantFrom('email', 'first_name', 'city', 'phone_number', 'company', 'sentence', 'internet.username'), fc.integer({ min: 12, max: 120 }), (rule, length) => {
        const generator = kind('faker');
        const column = columnOf({ kind: 'VARCHAR', length }, false);
        if (generator.check?.({ rule }, column)?.length) return true;
        const kernel = generator.compile(generator.prepare({ rule }, column), contextOf(column.type, false));
        return valuesOf(kernel, range(0, 300)).every((value) => [...String(value)].length <= length && String(value).length > 0);
      }),
      { numRuns: 40 },
    );
  });
});
