import { makePermutation, type StreamKey } from '@dw-sim/generation-rng';
import { array, assert, boolean, constant, constantFrom, integer, oneof, option, property, record, string, tuple, uniqueArray } from 'fast-check';
import { composedForms, type ComposedForm, type ComposedPart, type FormChooser } from './composed-text';
import { indexDraw, indexFill } from './index-draw';
import { TextBatch } from './text-batch';
import { CALL_ROWS } from './text-memory/text-memory';

/** `PROPERTY_RUNS=5000` looks further than every test run does. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 60);

const SIZE = 2 ** 16;

const key = tuple(integer(), integer());
const values = uniqueArray(oneof(string({ unit: 'grapheme', maxLength: 6 }), string({ maxLength: 40 }), integer({ min: 1, max: 300 }).map((length) => '漢'.repeat(length))), { minLength: 1, maxLength: 40 });
const part = record({ values, key, weighted: boolean(), bound: option(key, { freq: 3 }), digit: boolean(), rule: constantFrom(undefined, 'person.firstName') });

/** Weights and bound kernels as a rule's recipe and a column of the row would give them. */
function composedPart({ values: texts, key: own, weighted, bound, digit, rule }: { values: string[]; key: [number, number]; weighted: boolean; bound: [number, number] | null; digit: boolean; rule: string | undefined }): ComposedPart {
  const weights = weighted ? texts.map((_text, i) => (i % 3) + 1) : undefined;
  return { values: texts, weights, key: own, digit, rule, ...(bound && { bound: { lane: 'code', values: texts, fill: indexFill(texts.length, undefined, bound) } }) };
}

const forms = array(array(part.map(composedPart), { minLength: 1, maxLength: 6 }).map((parts): ComposedForm => ({ parts })), { minLength: 1, maxLength: 5 });
const counts = oneof({ arbitrary: integer({ min: 0, max: 40 }), weight: 5 }, { arbitrary: constantFrom(CALL_ROWS, CALL_ROWS + 1, 2 * CALL_ROWS + 5), weight: 1 });

/** The text of a row, one part after another. */
function textOf({ parts }: ComposedForm, unique: StreamKey | undefined, row: number): string {
  const codes = parts.map(({ values: texts, weights, key: own, bound }) => {
    const code = new Uint32Array(1);
    bound?.fill(code, Uint32Array.of(row), 1);
    return bound ? code[0] : indexDraw(texts.length, weights, own)(row);
  });
  if (unique) {
    // Constants are digits with one value, and so count for nothing.
    const digits = parts.flatMap(({ bound, digit }, i) => (bound || digit === false ? [] : i));
    let rest = makePermutation(digits.reduce((product, i) => product * parts[i].values.length, 1), unique)(row);
    for (const i of digits) {
      codes[i] = rest % parts[i].values.length;
      rest = Math.floor(rest / parts[i].values.length);
    }
  }
  return parts.map(({ values: texts }, i) => texts[codes[i]]).join('');
}

function filled(all: readonly ComposedForm[], choose: FormChooser | undefined, unique: StreamKey | undefined, rows: Uint32Array): readonly string[] {
  const kernel = composedForms(all, choose, unique);
  const out = new TextBatch(rows.length, kernel.maxByteLength);
  kernel.fill(out, rows, rows.length);
  return Array.from(rows, (_row, i) => out.text(i));
}

const rowsOf = (count: number, first: number, step: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => first + i * step);
const someRows = tuple(counts, integer({ min: 0, max: SIZE }), constantFrom(1, 7, 65_537)).map(([count, first, step]) => rowsOf(count, first, step));

it('is the parts that each row draws, end to end, whatever chooses the form', () => {
  assert(
    property(forms, key, someRows, (all, formKey, rows) => {
      const formOf = indexDraw(all.length, undefined, formKey);
      const expected = Array.from(rows, (row) => textOf(all[formOf(row)], undefined, row));
      expect(filled(all, indexFill(all.length, undefined, formKey), undefined, rows)).toEqual(expected);
    }),
    { numRuns },
  );
});

it('is the digits of a permutation where texts must be unique', () => {
  const digits = forms.map(([form]) => form).filter(({ parts }) => parts.reduce((product, { values: texts }) => product * texts.length, 1) < 2 ** 31);
  assert(
    property(digits, key, counts, (form, unique, count) => {
      const size = form.parts.reduce((product, { values: texts, bound, digit }) => (bound || digit === false ? product : product * texts.length), 1);
      const rows = rowsOf(Math.min(count, size), 0, 1);
      expect(filled([form], undefined, unique, rows)).toEqual(Array.from(rows, (row) => textOf(form, unique, row)));
    }),
    { numRuns },
  );
});

it('keeps what one kernel wrote when others need more memory', () => {
  assert(
    property(forms, constant(new Uint32Array([3, 1, 4, 1, 5])), (all, rows) => {
      const before = composedForms(all.slice(0, 1), undefined);
      const out = new TextBatch(rows.length, before.maxByteLength);
      composedForms([{ parts: [{ values: ['x'.repeat(3_000_000), 'y'], key: [1, 2] }] }], undefined);
      before.fill(out, rows, rows.length);
      expect(Array.from(rows, (_row, i) => out.text(i))).toEqual(Array.from(rows, (row) => textOf(all[0], undefined, row)));
    }),
    { numRuns: 30 },
  );
});

it('writes a text that is longer than a call has room for', () => {
  const long = ['é'.repeat(200_000), 'short', ''];
  const form: ComposedForm = { parts: [{ values: long, key: [5, 6] }, { values: ['end', 'fin'], key: [7, 8] }] };
  const rows = rowsOf(10, 0, 1);
  expect(filled([form], undefined, undefined, rows)).toEqual(Array.from(rows, (row) => textOf(form, undefined, row)));
});
