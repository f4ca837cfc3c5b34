import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SecretBox } from './secret-box';
import { secretKey } from './secret-key';

const box = new SecretBox(Buffer.alloc(32, 1));
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return [(error as { code: string }).code, (error as Error).message];
  }
  throw new Error('expected an error');
};

test('what is sealed can be opened again, by its owner alone', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    const sealed = box.seal(text, 'marketing');
    expect(box.open(sealed, 'marketing')).toBe(text);
    expect(codeOf(() => box.open(sealed, 'sales'))).toEqual(['warehouse_unavailable', 'The stored password of target "sales" is damaged.']);
  }));
});

test('the same text is never sealed alike, and is not in what is stored', () => {
  const sealed = [box.seal('postgres://me:secret@h/db', 'a'), box.seal('postgres://me:secret@h/db', 'a')];
  expect(sealed[0]).not.toBe(sealed[1]);
  expect(Buffer.from(sealed[0]!.split('.')[2]!, 'base64url').toString('latin1')).not.toContain('secret');
});

test('a changed text is not opened', () => {
  const [version, key, data] = box.seal('secret', 'a').split('.') as [string, string, string];
  const bytes = Buffer.from(data, 'base64url');
  bytes[14]! ^= 1;
  expect(codeOf(() => box.open([version, key, bytes.toString('base64url')].join('.'), 'a'))[1]).toContain('damaged');
  expect(codeOf(() => box.open(`${version}.${key}.AAAA`, 'a'))[1]).toContain('damaged');
});

test('another key is named as the reason', () => {
  const other = new SecretBox(Buffer.alloc(32, 2));
  expect(codeOf(() => other.open(box.seal('secret', 'a'), 'a'))).toEqual([
    'warehouse_unavailable', expect.stringMatching(/^The password of target "a" was encrypted with another key \([0-9a-f]{8}; this server has [0-9a-f]{8}\)\.$/),
  ]);
});

describe('the key', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dw-key-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is made once, for its owner alone', () => {
    const root = { secretKeyFile: join(folder, 'secret.key') };
    const key = secretKey(null, root);
    expect([key.length, statSync(root.secretKeyFile).mode & 0o777]).toEqual([32, 0o600]);
    expect(secretKey(null, root)).toEqual(key);
    expect(readFileSync(root.secretKeyFile, 'utf8').trim()).toBe(key.toString('base64'));
  });

  test('follows from the configuration, without a file', () => {
    const root = { secretKeyFile: join(folder, 'none/secret.key') };
    expect(secretKey('a text that nobody guesses', root)).toEqual(secretKey('a text that nobody guesses', root));
    expect(secretKey('a text that nobody guesses', root)).not.toEqual(secretKey('another text', root));
  });

  test('that is broken, or can not be made, is told', () => {
    writeFileSync(join(folder, 'secret.key'), 'short');
    expect(codeOf(() => secretKey(null, { secretKeyFile: join(folder, 'secret.key') }))).toEqual(['data_root_unusable', expect.stringContaining('it holds no key')]);
    expect(codeOf(() => secretKey(null, { secretKeyFile: join(folder, 'none/secret.key') }))[0]).toBe('data_root_unusable');
  });
});
