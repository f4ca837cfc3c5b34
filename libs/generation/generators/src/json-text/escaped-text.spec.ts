import * as fc from 'fast-check';
import { LONGEST_ESCAPE, writeEscaped } from './escaped-text';

function written(text: string): string {
  const source = new TextEncoder().encode(text);
  const target = new Uint8Array(source.length * LONGEST_ESCAPE);
  return new TextDecoder().decode(target.subarray(0, writeEscaped(target, 0, source, 0, source.length)));
}

it('text is escaped as JSON asks for', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\u0000', '\u001f', '\u007f', '/', 'a', 'ü', '😀') }));
  fc.assert(fc.property(text, (value) => expect(`"${written(value)}"`).toBe(JSON.stringify(value))), { numRuns: 1000 });
});
