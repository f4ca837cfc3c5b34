import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataRoot } from '@dw-sim/api-platform';
import { StagedFiles } from './staged-files';

describe('StagedFiles', () => {
  let root: DataRoot;
  let files: StagedFiles;

  beforeEach(() => {
    root = new DataRoot(mkdtempSync(join(tmpdir(), 'dw-staging-')));
    files = new StagedFiles(root);
  });
  afterEach(() => rmSync(root.path, { recursive: true }));

  function generate(runId: number, ...tables: string[]): void {
    for (const table of tables) {
      const directory = join(files.temporaryDirectory(runId), table);
      mkdirSync(directory, { recursive: true });
      for (const part of ['part-00001', 'part-00000']) writeFileSync(join(directory, `${part}.parquet`), part);
    }
  }

  it('appear under their run in one step, in row order', async () => {
    generate(7, 'a', 'b');
    await files.publish('shop', 7, ['a', 'b']);
    const directory = join(root.generatedDirectory, 'shop/a/run_7');
    expect(await files.files('shop', 'a', 7)).toEqual([join(directory, 'part-00000.parquet'), join(directory, 'part-00001.parquet')]);
    expect(existsSync(files.temporaryDirectory(7))).toBe(false);
    expect(await files.files('shop', 'a', 8)).toEqual([]);
  });

  it('appear for all tables or for none', async () => {
    generate(7, 'a');
    await expect(files.publish('shop', 7, ['a', 'missing'])).rejects.toThrow('ENOENT');
    expect(await files.files('shop', 'a', 7)).toEqual([]);
    expect(existsSync(files.temporaryDirectory(7))).toBe(false);
  });

  it('of one run go without those of another', async () => {
    for (const run of [7, 8]) {
      generate(run, 'a');
      await files.publish('shop', run, ['a']);
    }
    await files.removeRun('shop', 7);
    expect([await files.files('shop', 'a', 7), (await files.files('shop', 'a', 8)).length]).toEqual([[], 2]);
  });

  it('of an experiment can be put aside and back', async () => {
    generate(7, 'a', 'b');
    await files.publish('shop', 7, ['a', 'b']);
    const aside = await files.trash('shop');
    expect([aside.fileCount, await files.files('shop', 'a', 7)]).toEqual([4, []]);
    await aside.restore();
    expect(await files.files('shop', 'a', 7)).toHaveLength(2);
    await (await files.trash('shop')).remove();
    expect(readdirSync(root.trashDirectory)).toEqual([]);
  });

  it('of nothing are nothing', async () => {
    const aside = await files.trash('shop');
    await aside.restore();
    await aside.remove();
    expect(aside.fileCount).toBe(0);
    expect(await files.sweep(() => true)).toBe(0);
  });

  it('that no finished run has are swept away, and nothing else', async () => {
    for (const run of [7, 8]) {
      generate(run, 'a');
      await files.publish('shop', run, ['a']);
    }
    generate(9, 'a');
    mkdirSync(join(root.generatedDirectory, 'shop/a/mine'));
    expect(await files.sweep((experiment, runId) => experiment === 'shop' && runId === 7)).toBe(1);
    expect(readdirSync(join(root.generatedDirectory, 'shop/a')).sort()).toEqual(['mine', 'run_7']);
    expect(existsSync(root.temporaryDirectory)).toBe(false);
  });
});
