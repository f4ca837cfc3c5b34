import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { StagedTable, WarehouseConfig } from '@dw-sim/warehouse-core';
import { buildSync } from 'esbuild';
import type { ContractSubject } from './contract-subject';
import { LARGE, largeRows, NUMBERS, numbersUpTo } from './sample-tables';
import { useWorkbench } from './workbench';

const WORKSPACE = join(__dirname, '../../../..');

/** What is on disk outlives the session, and a process that is killed. */
export function describeDurability({ makeStrategy, makeConnection, source, manyRows }: ContractSubject): void {
  describe('on disk', () => {
    const bench = useWorkbench(makeStrategy, makeConnection);

    it('keeps its rows when it is closed and opened again', async () => {
      await bench().fill(NUMBERS, numbersUpTo(3), 3);
      await bench().reopen();
      expect((await bench().query('SELECT id FROM shop__numbers')).rows).toEqual([[0], [1], [2]]);
    });

    it('closes twice, and with a query open', async () => {
      await bench().fill(NUMBERS, numbersUpTo(3), 3);
      await bench().session.query('SELECT a.id FROM shop__numbers a, shop__numbers b');
      await bench().session.close();
      await bench().session.close();
    });

    it('reports its version', async () => {
      const { version, latencyMs } = await bench().session.status();
      expect(version).toMatch(/\d+\.\d+/);
      expect(latencyMs).toBeGreaterThan(0);
    });

    it('has the old rows after a process was killed in the middle of a load', async () => {
      const { session, config } = bench();
      // A start takes its time, too.
      const rowCount = 2 * manyRows;
      await bench().fill(LARGE, largeRows(10), 10);
      const files = [await bench().stage('many.parquet', largeRows(rowCount))];
      await session.close();
      await killWhileLoading(bench().root, source, config, { table: LARGE, files, rowCount });
      await bench().reopen();
      expect(await bench().session.countRows(LARGE.name)).toBe(10);
      expect(await bench().session.existingTables([`${LARGE.name}__loading`])).toEqual([]);
      await bench().session.loadTable({ table: LARGE, files, rowCount });
      expect(await bench().session.countRows(LARGE.name)).toBe(rowCount);
    });
  });
}

async function killWhileLoading(root: string, source: ContractSubject['source'], config: WarehouseConfig, staged: StagedTable): Promise<void> {
  const loader = spawn(process.execPath, [await bundleLoader(root, source, config, staged)], {
    env: { ...process.env, NODE_PATH: join(WORKSPACE, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(loader.stdout, 'data');
  await setTimeout(150);
  const exited = once(loader, 'exit');
  loader.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
}

/** A script that opens the engine, says so, and loads. */
async function bundleLoader(root: string, source: ContractSubject['source'], config: WarehouseConfig, staged: StagedTable): Promise<string> {
  const contents = `
    ${source.imports}
    (${source.expression}).open(${JSON.stringify(config)}).then(async (session) => {
      console.log('loading');
      await session.loadTable(${JSON.stringify(staged)});
      await session.close();
    });`;
  const outfile = join(root, 'loader.cjs');
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: WORKSPACE, loader: 'ts' },
    tsconfig: join(WORKSPACE, 'tsconfig.base.json'),
    bundle: true,
    platform: 'node',
    packages: 'external',
    write: false,
  });
  await writeFile(outfile, outputFiles[0]?.text ?? '');
  return outfile;
}
