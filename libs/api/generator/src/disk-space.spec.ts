import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataRoot } from '@dw-sim/api-platform';
import type { GenerationPlan } from '@dw-sim/generation-plan';
import { DiskSpace } from './disk-space';

const planOf = (rowCount: number): GenerationPlan => {
  const columns = Array.from({ length: 500 }, (_, i) => ({ name: `c${i}`, type: { kind: 'FLOAT' as const }, nullable: false, nullRate: 0, unique: false, valueCount: 1, kind: 'uniform_float', prepared: {} }));
  return { seed: 1, clock: 0, tables: [{ name: 't', rowCount, columns, compositeKeys: [], correlations: [], relations: [], rowGroupRows: 2048, partRows: 8192 }] };
};

describe('DiskSpace', () => {
  const path = mkdtempSync(join(tmpdir(), 'dw-sim-space-'));
  const space = new DiskSpace(new DataRoot(path));
  afterAll(() => rmSync(path, { recursive: true }));

  it('lets a run pass that fits', async () => {
    await expect(space.check(planOf(1))).resolves.toBeUndefined();
  });

  it('refuses rows that no disk of this machine holds, with both sizes', async () => {
    // 500 columns of 8 bytes, twice: 34 TB.
    await expect(space.check(planOf(4_294_967_296))).rejects.toMatchObject({
      code: 'storage_full',
      message: expect.stringMatching(/^4,294,967,296 rows need about 34,360 GB, and .+ has [\d,.]+ GB free$/),
    });
  });
});
