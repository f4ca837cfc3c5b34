import { faker } from '@faker-js/faker/locale/en';
import { readFileSync } from 'node:fs';
import { measure } from './scenario';

/** Arguments: rows. The same eight strings by a call of faker-js for each value, which are not even kept. */
const [rows] = process.argv.slice(2);
const { tables } = JSON.parse(readFileSync('tools/bench/eight-strings.json', 'utf8')) as { tables: { columns: { faker_rule: string }[] }[] };
const calls = tables[0].columns.map(({ faker_rule }) => {
  const [module, method] = faker_rule.split('.');
  const owner = (faker as unknown as Record<string, Record<string, () => string>>)[module];
  return () => owner[method]();
});

void measure(() => {
  let characters = 0;
  for (let row = 0; row < Number(rows); row++) for (const call of calls) characters += call().length;
  return Promise.resolve({ rows: Number(rows), characters });
});
