import { MOST_LEVELS } from '@dw-sim/contracts';
import fc from 'fast-check';
import { LineCounter, parseDocument, stringify } from 'yaml';
import { parseYaml, yamlReason } from './parse-yaml';

const nested = (levels: number, open: string, close: string) => `${open.repeat(levels)}1${close.repeat(levels)}`;

describe('parseYaml', () => {
  it('reads what the parser reads', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom('block', 'flow'), (value, collectionStyle) => {
        const document = parseYaml(stringify(value, { collectionStyle: collectionStyle as 'block' }));
        expect(document.errors).toEqual([]);
        expect(document.toJS()).toEqual(parseDocument(stringify(value)).toJS());
      }),
    );
  });

  it.each([['[', ']'], ['{a: ', '}'], ['- ', '']])('takes %j so often, and no deeper', (open, close) => {
    expect(parseYaml(nested(MOST_LEVELS, open, close)).errors).toEqual([]);
    const { errors } = parseYaml(nested(MOST_LEVELS + 1, open, close));
    expect(errors.map(yamlReason)).toEqual([`nested deeper than ${MOST_LEVELS} levels`]);
    expect(errors[0]?.pos[0]).toBe(MOST_LEVELS * open.length);
  });

  it.each([['['.repeat(20_000)], ['{a: '.repeat(20_000)], ['- '.repeat(20_000)], ['? '.repeat(20_000)], [`a: ${'[{'.repeat(10_000)}`]])('lives with any depth (%#)', (text) => {
    expect(parseYaml(text).errors).toMatchObject([{ code: 'RESOURCE_EXHAUSTION' }]);
  });

  it('tells of several documents, and learns the lines', () => {
    const lines = new LineCounter();
    const { errors } = parseYaml('a: 1\n---\nb: 2\n', lines);
    expect(errors.map(yamlReason)).toEqual(['multiple docs']);
    expect(lines.linePos(errors[0]!.pos[0]).line).toBe(2);
  });

  it.each([['a: &a\n  b: *a\n', 1], ['&a [*a]', 1], ['a: &a {b: &b {c: *a, d: *b}}', 2], ['a: &a [1]\nb: &a [*a]\nc: [*a, *a]\n', 1], ['a: &a [1]\nb: {c: *a, d: &b [*a]}\ne: *b\n', 0]])('finds aliases without end in %j', (text, count) => {
    expect(parseYaml(text).errors.map(yamlReason)).toEqual(Array(count).fill('bad alias'));
  });

  it('prints nothing of keys that are no texts', () => {
    const warned = jest.spyOn(process, 'emitWarning');
    expect(parseYaml('? {a: 1}\n: b\n').errors.map(yamlReason)).toEqual(['non string key']);
    expect(parseYaml('1: a\ntrue: b\n').toJS()).toEqual({ 1: 'a', true: 'b' });
    expect(warned).not.toHaveBeenCalled();
  });
});
