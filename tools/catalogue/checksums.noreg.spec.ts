import { GENERATOR_KINDS } from '@dw-sim/generation-generators';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedWithoutVersion, readChecksums, withChecksums } from './src/determinism-page';
import { kindChecksums, type KindChecksum } from './src/kind-checksums';

/**
 * Golden values: users' rows depend on them. A checksum changes only with the `version` of its generator; where this
 * fails and none was raised, the change is a bug. `npm run catalogue` adds new generators and versions to the page.
 */
const page = readFileSync(join(__dirname, '../../docs/determinism.md'), 'utf8');
const golden = readChecksums(page);
const now = kindChecksums();

it('covers every generator', () => {
  expect(new Set(now.map(({ kind }) => kind))).toEqual(new Set(GENERATOR_KINDS.map(({ kind }) => kind)));
});

it.each(now.map((checksum) => [checksum.kind, checksum.dataType, checksum] as const))('%s on %s', (kind, dataType, checksum) => {
  expect(golden.find((old) => old.kind === kind && old.dataType === dataType)).toEqual(checksum);
});

it('the page holds nothing else', () => expect(golden).toHaveLength(now.length));

describe('the page', () => {
  const row: KindChecksum = { kind: 'normal', dataType: 'INT', version: 1, checksum: '0'.repeat(64) };
  const old = withChecksums(page.replaceAll(/^\| `\w+` \| .*\n/gm, ''), [row]);

  it('takes new generators and new versions', () => {
    const next = [{ ...row, version: 2, checksum: '1'.repeat(64) }, { ...row, kind: 'zipf' }];
    expect(readChecksums(withChecksums(old, next))).toEqual(next);
  });

  it('refuses other values of the same version', () => {
    const other = [{ ...row, checksum: '1'.repeat(64) }];
    expect(changedWithoutVersion([row], other)).toEqual(['normal on INT']);
    expect(() => withChecksums(old, other)).toThrow(/normal on INT changed.*raise `version`/);
  });
});
