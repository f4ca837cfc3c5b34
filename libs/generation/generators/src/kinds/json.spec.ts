import { streamKey } from '@dw-sim/generation-rng';
import * as fc from 'fast-check';
import type { ColumnContext, GeneratorKind, KernelContext } from '../generator-kind';
import { generatorKind } from '../registry';
import { TextBatch } from '../text-batch';

const json = generatorKind('json') as GeneratorKind;
// No rule of faker is used here, so nothing is asked of the source.
const column = { name: 'c', type: { kind: 'JSON' }, unique: false, rowCount: 1000, locale: 'en', text: {}, parseType: (text: string) => ({ kind: text }), siblings: [] } as unknown as ColumnContext;
const context = { type: { kind: 'JSON' }, unique: false, nullable: false, table: 't', column: 'c', rowCount: 1000, key: (purpose: string) => streamKey(1, 't', 'c', purpose) } as unknown as KernelContext;

/** JSON text of given rows. */
function textsOf(params: Record<string, unknown>, rows: readonly number[] = Array.from({ length: 300 }, (_, i) => i)): readonly string[] {
  expect(json.check?.(params, column)).toEqual([]);
  const kernel = json.compile(structuredClone(json.prepare(params, column)), context);
  if (kernel.lane !== 'text') throw new Error(`the lane is ${kernel.lane}`);
  const out = new TextBatch(rows.length, kernel.maxByteLength);
  kernel.fill(out, Uint32Array.from(rows), rows.length);
  return rows.map((_, i) => out.text(i));
}

const nested = (params: Record<string, unknown>) => ({ type: 'json', params });
const digit = { type: 'uniform_int', params: { min: 0, max: 9 } };

describe('JSON', () => {
  it('is valid whatever it is made of, and has the keys in their order', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((value) => !value.includes('\0'));
    const { value } = fc.letrec<{ value: Record<string, unknown> }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.uniqueArray(text, { minLength: 1, maxLength: 4 }).map((values) => ({ type: 'choice', params: { values } })),
        fc.constantFrom<Record<string, unknown>>(digit, { type: 'boolean', null_rate: 0.5 }, { type: 'uuid4' }, { type: 'uuid4', data_type: 'UUID' }, { type: 'time_range', data_type: 'DATE' }, { type: 'time_of_day' }, { type: 'code' }, { type: 'sequence' }, { type: 'normal', params: { mean: 0, stddev: 1e9 } }),
        fc.dictionary(text, tie('value'), { maxKeys: 4 }).map((object) => nested({ object })),
        fc.tuple(tie('value'), fc.nat(2), fc.nat(3)).map(([of, min, more]) => nested({ array: { of, min, max: min + more } })),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(text, value, { maxKeys: 4 }), (object) => {
        if (json.check?.({ object }, column).length) return;
        for (const written of textsOf({ object }, [0, 1, 2, 70000])) {
          const parsed = JSON.parse(written) as object;
          expect(Object.keys(parsed)).toEqual(Object.keys(JSON.parse(JSON.stringify(object)) as object));
          expect(JSON.stringify(parsed)).toBe(written);
        }
      }),
    );
  });

  it('writes each type as JSON has it', () => {
    const [written] = textsOf({
      object: {
        text: { type: 'const', params: { value: 'a "b"\n\u0001 ü😀' } },
        number: { type: 'const', params: { value: -0.125 } },
        yes: { type: 'const', params: { value: true } },
        day: { type: 'time_range', data_type: 'DATE', params: { start: '2024-02-29', end: '2024-02-29' } },
        moment: { type: 'time_range', data_type: 'TIMESTAMPTZ', params: { start: '2024-02-29T01:02:03Z', end: '2024-02-29T01:02:03Z' } },
        local: { type: 'time_range', params: { start: '2024-02-29T01:02:03.25', end: '2024-02-29T01:02:03.25' } },
        clock: { type: 'time_of_day', params: { start: '17:30', end: '17:30' } },
        nothing: { ...digit, null_rate: 1 },
        empty: nested({ object: {} }),
        none: nested({ array: { of: digit, max: 0 } }),
        'odd "key"': nested({ array: { of: { type: 'const', params: { value: 7 } }, min: 2, max: 2 } }),
      },
    });
    expect(written).toBe(
      '{"text":"a \\"b\\"\\n\\u0001 ü😀","number":-0.125,"yes":true,"day":"2024-02-29","moment":"2024-02-29T01:02:03Z","local":"2024-02-29T01:02:03.25","clock":"17:30:00","nothing":null,"empty":{},"none":[],"odd \\"key\\"":[7,7]}',
    );
  });

  it('keeps a value when another key is added, or its object moves', () => {
    const texts = textsOf({ object: { a: digit, b: nested({ object: { c: digit } }) } });
    const more = textsOf({ object: { z: digit, b: nested({ object: { y: digit, c: digit } }), a: digit } });
    type Row = { readonly a: number; readonly b: { readonly c: number } };
    const [rows, others] = [texts, more].map((list) => list.map((text) => JSON.parse(text) as Row));
    expect(others.map(({ a, b }) => [a, b.c])).toEqual(rows.map(({ a, b }) => [a, b.c]));
    // Keys have streams of their own.
    expect(rows.some(({ a, b }) => a !== b.c)).toBe(true);
  });

  it('has arrays of every length, with items of their own', () => {
    const arrays = textsOf({ array: { of: { type: 'uuid4', null_rate: 0.25 }, min: 1, max: 4 } }).map((text) => JSON.parse(text) as (string | null)[]);
    expect(new Set(arrays.map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4]));
    const items = arrays.flat().filter((item) => item !== null);
    expect(new Set(items).size).toBe(items.length);
    expect(Math.abs(items.length / arrays.flat().length - 0.75)).toBeLessThan(0.08);
  });

  it('grows with what it holds', () => {
    const rows = Array.from({ length: 40 }, (_, i) => i * 100_000_007);
    const texts = textsOf({ array: { of: nested({ array: { of: { type: 'code', params: { length: 60 } }, min: 1, max: 1 } }), min: 900, max: 1000 } }, rows.map((row) => row % 2 ** 32));
    texts.forEach((text) => expect((JSON.parse(text) as unknown[]).length).toBeGreaterThanOrEqual(900));
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['nothing at all', {}, '', 'missing'],
    ['two forms', { object: {}, array: { of: digit } }, 'array', 'ambiguous'],
    ['a value that is no generator', { object: { a: 5 } }, 'object.a', 'wrong_type'],
    ['a generator without a name', { object: { 'odd key': {} } }, 'object["odd key"].type', 'missing'],
    ['an unknown key', { object: { a: { ...digit, rate: 1 } } }, 'object.a.rate', 'unknown_key'],
    ['an unknown key of an array', { array: { of: digit, size: 3 } }, 'array.size', 'unknown_key'],
    ['an impossible null rate', { object: { a: { ...digit, null_rate: 2 } } }, 'object.a.null_rate', 'out_of_range'],
    ['parameters that are none', { object: { a: { type: 'boolean', params: 5 } } }, 'object.a.params', 'wrong_type'],
    ['an array of nothing', { array: {} }, 'array.of', 'missing'],
    ['a reversed length', { array: { of: digit, min: 5, max: 2 } }, 'array.min', 'range_reversed'],
    ['half an item', { array: { of: digit, max: 2.5 } }, 'array.max', 'out_of_range'],
    ['a count inside an array', { array: { of: { type: 'sequence' } } }, 'array.of', 'not_applicable'],
    ['keys of other tables', { object: { a: { type: 'foreign_key', params: {} } } }, 'object.a.type', 'not_applicable'],
    ['too many values', { array: { of: nested({ array: { of: digit, max: 50 } }), max: 50 } }, 'array.of', 'too_large'],
  ])('refuses %s', (_what, params, parameter, code) => {
    expect(json.check?.(params, column)).toContainEqual(expect.objectContaining({ parameter, code }));
  });

  it('refuses what is nested without end, and to be unique', () => {
    for (const wrap of [(of: unknown) => ({ object: { of } }), (of: unknown) => ({ array: { of, max: 1 } })]) {
      let params: Record<string, unknown> = wrap(digit);
      for (let depth = 0; depth < 5000; depth++) params = wrap(nested(params));
      expect(json.check?.(params, column)).toContainEqual(expect.objectContaining({ code: 'too_large' }));
      expect(json.nested?.(params, column)).toEqual([]);
    }
    expect(json.check?.({ object: {} }, { ...column, unique: true })).toContainEqual(expect.objectContaining({ code: 'not_unique' }));
  });
});
