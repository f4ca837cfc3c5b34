import fc from 'fast-check';
import { rangeOfJsonPath, stepsOf } from './json-path-range';

const TEXT = `{
  "name": "shop",
  "tables": [
    { "name": "a", "target_rows": 10 },
    { "name": "b", "columns": [{ "min_value": -5, "odd key.": true }] }
  ]
}`;

const marked = (path: string, target?: 'value' | 'name') => {
  const range = rangeOfJsonPath(TEXT, path, target);
  return range && TEXT.slice(range.from, range.to);
};

describe('rangeOfJsonPath', () => {
  it('finds scalars', () => {
    expect(marked('$.name')).toBe('"shop"');
    expect(marked('$.tables[0].target_rows')).toBe('10');
    expect(marked('$.tables[1].columns[0].min_value')).toBe('-5');
    expect(marked('$.tables[1].columns[0]["odd key."]')).toBe('true');
  });

  it('marks the name of a container, or its bracket where it has none', () => {
    expect(marked('$.tables')).toBe('"tables"');
    expect(rangeOfJsonPath(TEXT, '$.tables[1]')).toEqual({ from: TEXT.indexOf('{ "name": "b"'), to: TEXT.indexOf('{ "name": "b"') + 1 });
    expect(rangeOfJsonPath(TEXT, '$')).toEqual({ from: 0, to: 1 });
  });

  it('marks the name where it is asked to', () => expect(marked('$.tables[0].target_rows', 'name')).toBe('"target_rows"'));

  it('falls back to the deepest part that exists', () => {
    expect(marked('$.tables[1].columns[7].name')).toBe('"columns"');
    expect(marked('$.name.first')).toBe('"shop"');
  });

  it('takes the last of equal keys, as JSON does', () => {
    const text = '{"a": 1, "a": 2}';
    expect(rangeOfJsonPath(text, '$.a')).toEqual({ from: 14, to: 15 });
  });

  it('works on a text that is still being written', () => {
    const text = '{"tables": [{"name": "a", "rows": 5';
    expect(rangeOfJsonPath(text, '$.tables[0].rows')).toEqual({ from: 34, to: 35 });
  });

  it('knows when there is nothing to mark', () => {
    expect(rangeOfJsonPath('', '$.a')).toBeUndefined();
    expect(rangeOfJsonPath(TEXT, 'tables')).toBeUndefined();
  });

  it('finds every scalar of any document', () => {
    const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/);
    const scalar = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
    const step = fc.oneof(key, fc.nat({ max: 3 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), scalar, fc.constantFrom(0, 2), (steps, value, indent) => {
        const text = JSON.stringify(steps.reduceRight<unknown>(wrap, value), null, indent);
        const path = steps.reduce<string>((all, part) => all + (typeof part === 'number' ? `[${part}]` : `.${part}`), '$');
        const range = rangeOfJsonPath(text, path);
        expect(range && JSON.parse(text.slice(range.from, range.to))).toEqual(value);
      }),
    );
  });
});

function wrap(inner: unknown, step: string | number): unknown {
  return typeof step === 'number' ? [...Array<number>(step).fill(0), inner] : { before: [{}], [step]: inner };
}

describe('stepsOf', () => {
  it('reads dots, indexes and quoted keys', () => {
    expect(stepsOf(`$.a[0]['b.c']["d\\"e"]`)).toEqual(['a', 0, 'b.c', 'd"e']);
    expect(stepsOf('$')).toEqual([]);
    expect(stepsOf('$.a[x]')).toBeUndefined();
  });
});
