import fc from 'fast-check';
import { formatKey, hashOf, matches, newKey, parseKey } from './key-text';
import { isLoopback, keyRequired } from './key-policy';

describe('keys', () => {
  it('are different, of 256 bits, and read as they were written', () => {
    const keys = Array.from({ length: 1000 }, newKey);
    expect(new Set(keys.map(({ secret }) => secret)).size).toBe(1000);
    for (const key of keys) {
      expect(Buffer.from(key.secret, 'base64url')).toHaveLength(32);
      expect(parseKey(formatKey(key))).toEqual(key);
      expect(matches(key.secret, hashOf(key.secret))).toBe(true);
    }
  });

  it('match no other text', () => {
    const { secret } = newKey();
    fc.assert(fc.property(fc.string(), (text) => !matches(text, hashOf(secret)) && parseKey(text) === undefined));
  });
});

describe('whether a key is needed', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', 'LOCALHOST'])('not on %s', (host) => {
    expect([isLoopback(host), keyRequired({ authentication: 'auto', host })]).toEqual([true, false]);
    expect(keyRequired({ authentication: 'required', host })).toBe(true);
  });
  it.each(['0.0.0.0', '::', '192.168.1.5', 'localhost.evil.test', '127.0.0.1.evil.test', ''])('on %j', (host) => {
    expect([isLoopback(host), keyRequired({ authentication: 'auto', host })]).toEqual([false, true]);
    expect(keyRequired({ authentication: 'off', host })).toBe(false);
  });
});
