import fc from 'fast-check';
import { canonicalJson, definitionHash } from './canonical-json';

/** Big-endian bits of a double, as appendix B of RFC 8785 lists them. */
function double(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE();
}

describe('canonicalJson', () => {
  // Section 3.2.2 and 3.2.3 of RFC 8785.
  it('writes the example of the RFC', () => {
    const document = JSON.parse('{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}');
    expect(canonicalJson(document)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  it('sorts keys as the RFC does, by code units', () => {
    const keys = JSON.parse('{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}');
    expect(Object.values(JSON.parse(canonicalJson(Object.entries(keys).map(([key, text]) => ({ [key]: text })).reduce((all, one) => ({ ...all, ...one }))))).length).toBe(7);
    const order = [...canonicalJson(keys).matchAll(/:"([^"]+)"/g)].map(([, text]) => text);
    expect(order).toEqual(['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']);
  });

  // Appendix B.
  it.each([
    ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['8000000000000001', '-5e-324'], ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'], ['4430000000000000', '295147905179352830000'], ['44b52d02c7e14af5', '9.999999999999997e+22'], ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'], ['444b1ae4d6e2ef4e', '999999999999999700000'], ['444b1ae4d6e2ef50', '1e+21'], ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'], ['41b3de4355555553', '333333333.3333332'], ['41b3de4355555557', '333333333.33333343'], ['becbf647612f3696', '-0.0000033333333333333333'], ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number %s as %s', (bits, text) => {
    expect(canonicalJson(double(bits))).toBe(text);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %p', (value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });

  it('has a text for half of a surrogate pair', () => {
    expect(canonicalJson('a\ud800')).toBe('"a\\ud800"');
  });

  it('does not depend on the order of keys, and says the same as the document', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' })), (document) => {
      const shuffled = Object.fromEntries(Object.entries(document).reverse());
      expect(definitionHash(shuffled)).toBe(definitionHash(document));
      expect(JSON.parse(canonicalJson(document))).toEqual(JSON.parse(JSON.stringify(document)));
    }));
  });
});
