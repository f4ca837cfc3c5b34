import { textOfBytes } from '@dw-sim/contracts';
import { importDdl } from './import-ddl';

const SQL = 'CREATE TABLE "größe" (id INT PRIMARY KEY, "öl" TEXT)';
const utf16 = (text: string, isBig = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

test.each([
  ['UTF-8', Buffer.from(SQL)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${SQL}`)],
  ['UTF-16LE with a mark', utf16(`\uFEFF${SQL}`)],
  ['UTF-16BE with a mark', utf16(`\uFEFF${SQL}`, true)],
  ['UTF-16LE', utf16(SQL)],
  ['UTF-16BE', utf16(SQL, true)],
  ['Windows-1252', Buffer.from(SQL, 'latin1')],
])('a file in %s', (_, bytes) => {
  const { definition, faults } = importDdl(textOfBytes(bytes), { dialect: 'ansi' });
  expect(faults).toEqual([]);
  expect(definition.tables.map(({ name, columns }) => [name, ...columns.map((column) => column.name)])).toEqual([['grosse', 'id', 'ol']]);
});

test('an empty file', () => {
  expect(importDdl(textOfBytes(new Uint8Array()), { dialect: 'ansi' }).faults).toEqual([expect.objectContaining({ code: 'no_tables' })]);
});

test('UTF-16 that was read byte by byte is put right, with places as in an editor', () => {
  const text = [...'CREATE TABLE t (\n  id INTEGR\n);'].join('\0');
  const { faults, warnings } = importDdl(text, { dialect: 'ansi' });
  expect(warnings.map(({ code }) => code)).toEqual(['encoding']);
  expect(faults).toEqual([expect.objectContaining({ code: 'unknown_type', position: { line: 2, column: 6, length: 6 } })]);
});

test('single NUL characters are blanks, and are told', () => {
  const { definition, warnings } = importDdl('CREATE TABLE t (id\0INT)', { dialect: 'ansi' });
  expect(definition.tables[0].columns).toEqual([{ name: 'id', data_type: 'INT' }]);
  expect(warnings).toEqual([expect.objectContaining({ code: 'encoding', position: { line: 1, column: 19, length: 1 } })]);
});
