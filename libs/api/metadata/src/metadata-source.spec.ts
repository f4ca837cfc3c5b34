import { closeSync, copyFileSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { openMetadata } from './metadata-source';
import { temporaryMetadata, type TemporaryMetadata } from './testing/temporary-metadata';

describe('openMetadata', () => {
  let place: TemporaryMetadata;
  let file: string;
  beforeEach(async () => {
    place = await temporaryMetadata('SQLite');
    const { file: open } = place.location as { readonly file: string };
    const source = await openMetadata(place.location);
    await source.query('PRAGMA wal_checkpoint(TRUNCATE)');
    // A file that nobody has open, whose log can't mend it.
    file = `${open}-copy`;
    copyFileSync(open, file);
    await source.destroy();
  });
  afterEach(() => place.remove());

  it.each([
    ['something else', () => writeFileSync(file, 'no database '.repeat(1000))],
    ['a part', () => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
    ['changed in the middle', () => overwrite(file, 4096, Buffer.alloc(30_000, 0xaa))],
  ])('says in a sentence that the file is damaged where it is %s', async (_what, damage) => {
    damage();
    await expect(openMetadata({ file })).rejects.toMatchObject({ code: 'data_root_unusable', message: `The metadata ${file} is damaged: it is no whole SQLite database.`, details: { hint: expect.stringContaining('copy') } });
  });

  it('begins anew where there is no file, or an empty one', async () => {
    truncateSync(file, 0);
    await (await openMetadata({ file })).destroy();
  });
});

function overwrite(path: string, position: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}
