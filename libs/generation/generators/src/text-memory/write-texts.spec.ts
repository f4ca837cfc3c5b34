import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';
import { WRITE_TEXTS } from './write-texts-binary';

it('is assembled from its source: else run assemble-texts.mjs', async () => {
  const { parseWat } = await wabt();
  const source = readFileSync(join(__dirname, 'write-texts.wat'));
  expect(Buffer.from(parseWat('write-texts.wat', source).toBinary({}).buffer)).toEqual(WRITE_TEXTS);
});
