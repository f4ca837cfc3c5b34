import { textOfBytes } from './text-bytes';

const TEXT = 'CREATE TABLE straße (id INT); -- größer';

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['big-endian UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ['UTF-16 without one', Buffer.from(TEXT, 'utf16le')],
  ['big-endian UTF-16 without one', Buffer.from(TEXT, 'utf16le').swap16()],
  ['Windows-1252', Buffer.from(TEXT, 'latin1')],
])('%s is read', (_what, bytes) => expect(textOfBytes(bytes)).toBe(TEXT));

test('what has other scripts is UTF-8', () => expect(textOfBytes(Buffer.from('日本 𝒳'))).toBe('日本 𝒳'));

test('nothing is a text', () => expect(textOfBytes(new Uint8Array())).toBe(''));
