import { readFileSync, writeFileSync } from 'node:fs';
import { definitionSchema } from './definition-schema';
import { withChecksums } from './determinism-page';
import { dialectsPage } from './dialects-page';
import { generatorsPage } from './generators-page';
import { kindChecksums } from './kind-checksums';
import { settingsPage } from './settings-page';

writeFileSync('docs/generators.md', generatorsPage());
writeFileSync('docs/dialects.md', dialectsPage());
writeFileSync('docs/settings.md', settingsPage());
writeFileSync('docs/definition.schema.json', `${JSON.stringify(definitionSchema(), null, 2)}\n`);
try {
  writeFileSync('docs/determinism.md', withChecksums(readFileSync('docs/determinism.md', 'utf8'), kindChecksums()));
} catch (error) {
  // Values that change without a new version, and nothing else.
  console.error((error as Error).message);
  process.exitCode = 1;
}
