import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const FOLDER = 'libs/generation/generators/src/text-memory';

/** Assembles `write-texts.wat` into the constant that the library loads. A test fails while the two differ. */
const { parseWat } = await wabt();
const module = parseWat('write-texts.wat', readFileSync(`${FOLDER}/write-texts.wat`));
const { buffer } = module.toBinary({});
const lines = Buffer.from(buffer).toString('base64').match(/.{1,160}/g).map((line) => `  '${line}'`);
writeFileSync(`${FOLDER}/write-texts-binary.ts`, `/** \`write-texts.wat\`, assembled by \`node libs/generation/generators/assemble-texts.mjs\`. */\nexport const WRITE_TEXTS = Buffer.from(\n${lines.join(' +\n')},\n  'base64',\n);\n`);
