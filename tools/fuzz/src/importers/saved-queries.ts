import { readSavedQueryFile, savedQueryFile, textOfBytes } from '@dw-sim/contracts';
import fc from 'fast-check';
import { damagedTexts, encoded } from './file-bytes';
import type { Importer } from './importer';

const TEXTS = [
  '-- name: Top customers\n-- experiment: shop\n-- dialect: redshift\n-- warehouse: duckdb\n-- description: The best\n--   of all\n\nSELECT * FROM users LIMIT 5;\n',
  'SELECT 1',
  '-- a comment\nSELECT 1 -- name: no\n',
  '--name:x\n--dialect:SNOWFLAKE\r\n\r\nselect 1\r\n',
  '-- description: a\n--   \n--   b\n-- name: c\nSELECT 2',
  '\uFEFF-- name: ü\n\n\n',
  '',
];
const PIECES = ['-- name: ', '-- dialect: ansi\n', '-- description: ', '--   ', '--', '\n', '\r\n', '\r', '\u2028', ': ', 'SELECT 1;', ' '.repeat(40_000), '-- name: a\n'.repeat(2_000), '--   x\n'.repeat(4_000), '\n'.repeat(20_000)];

/** Files of saved queries. What is read is written and read again as the same. */
export const savedQueryImporter: Importer = {
  name: 'saved query',
  inputs: encoded(damagedTexts(fc.constantFrom(...TEXTS), PIECES)),
  read: (bytes) => {
    const query = readSavedQueryFile('file.sql', textOfBytes(bytes));
    const again = readSavedQueryFile('file.sql', savedQueryFile(query));
    if (again.sql !== query.sql) throw new Error(`a query is another one after export and import: ${JSON.stringify(again.sql.slice(0, 80))}`);
    return [];
  },
};
