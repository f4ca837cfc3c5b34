import { textOfBytes } from './text-bytes';

const TEXT = 'CREATE TABLE straße (id INT); -- 日本 𝒳';

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['big-endian UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ['UTF-16 without one', Buffer.from(TEXT, 'utf16le')],
])('%s is read', (_what, bytes) => expect(textOfBytes(bytes)).toBe(TEXT));

test('another encoding is refused at its place', () => {
  expect(() => textOfBytes(Buffer.from('a\nstra\xdfe', 'latin1'))).toThrow('The text is not valid UTF-8, from line 2, column 5 on.');
});

test('nothing is a text', () => expect(textOfBytes(new Uint8Array())).toBe(''));
