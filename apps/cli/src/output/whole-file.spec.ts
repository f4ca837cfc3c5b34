import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileWhole } from './whole-file';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dw-file-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('replaces an earlier file', async () => {
  writeFileSync(join(folder, 'a.csv'), 'old');
  await writeFileWhole(join(folder, 'a.csv'), ['new']);
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.csv']);
});

test('leaves the earlier file and nothing else where the source breaks off', async () => {
  writeFileSync(join(folder, 'a.csv'), 'old');
  const broken = (async function* () {
    yield Buffer.from('half');
    throw new Error('cut');
  })();
  await expect(writeFileWhole(join(folder, 'a.csv'), broken)).rejects.toThrow('cut');
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.csv']);
});

test.each([
  ['missing/a.csv', 'its folder does not exist'],
  ['.', 'it is a folder'],
])('says why %s cannot be written', async (path, reason) => {
  await expect(writeFileWhole(join(folder, path), ['x'])).rejects.toThrow(reason);
});
