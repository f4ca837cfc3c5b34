import { GENERATOR_KINDS } from '@dw-sim/generation-generators';
import { DOCUMENT_KEYS } from '@dw-sim/generation-plan';
import { functionsOf } from '@dw-sim/sql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionSchema } from './src/definition-schema';
import { dialectsPage } from './src/dialects-page';
import { generatorsPage } from './src/generators-page';
import { KEY_DESCRIPTIONS } from './src/key-descriptions';
import { settingsPage } from './src/settings-page';

const read = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');

describe('docs/generators.md', () => {
  it('is what the registry says; otherwise: npm run catalogue', () => expect(read('docs/generators.md')).toBe(generatorsPage()));

  it('has every generator with its parameters', () => {
    for (const { kind, parameters } of GENERATOR_KINDS) {
      const section = read('docs/generators.md').split(`\n## ${kind}\n`)[1]?.split('\n## ')[0];
      for (const { name, description } of parameters) {
        expect(section).toContain(`| \`${name}\` |`);
        expect(section).toContain(description);
      }
    }
  });
});

describe('docs/dialects.md', () => {
  it('is what the catalogues of functions say; otherwise: npm run catalogue', () => expect(read('docs/dialects.md')).toBe(dialectsPage()));

  it('has every function of both dialects, its limits, and why it is refused', () => {
    const page = read('docs/dialects.md');
    for (const { name, note, duckdb } of [...functionsOf('redshift'), ...functionsOf('snowflake')]) {
      expect(page).toContain(`\`${name}\``);
      if (note !== undefined) expect(page).toContain(note.replaceAll('|', '\\|'));
      if (typeof duckdb === 'object') expect(page).toContain(duckdb.refused.replaceAll('|', '\\|'));
    }
  });
});

describe('docs/settings.md', () => {
  it('is what the table of settings says; otherwise: npm run catalogue', () => expect(read('docs/settings.md')).toBe(settingsPage()));
});

describe('docs/definition.schema.json', () => {
  it('is what the registry and the document\'s keys say; otherwise: npm run catalogue', () => {
    expect(JSON.parse(read('docs/definition.schema.json'))).toEqual(JSON.parse(JSON.stringify(definitionSchema())));
  });

  it.each(Object.entries(DOCUMENT_KEYS))('describes every key of %s', (name, keys) => {
    expect(Object.keys(KEY_DESCRIPTIONS[name]).sort()).toEqual(Object.keys(keys).sort());
  });
});
