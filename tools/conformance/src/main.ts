import { mkdirSync, writeFileSync } from 'node:fs';
import { PostgresServer } from '@dw-sim/warehouse-testing';
import { runCorpus } from './corpus';
import { runOwnCases } from './own-cases';
import { reportText } from './report';
import { openEngines } from './test-engine';

/** Runs a folder of cases, or the project's own, and prints and keeps what became of them. */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const [folder] = args.filter((arg) => !arg.startsWith('--'));
  const server = await PostgresServer.start();
  try {
    const engines = await openEngines(server.url);
    const files = folder === undefined ? await runOwnCases(engines) : await runCorpus(folder, engines);
    for (const { bench } of engines) await bench.close();
    console.log(reportText(files, args.includes('--verbose')));
    mkdirSync('tmp/conformance', { recursive: true });
    writeFileSync('tmp/conformance/latest.json', `${JSON.stringify(files, null, 2)}\n`);
    if (files.some(({ outcomes }) => outcomes.some(({ verdict }) => verdict === 'wrong'))) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

void main();
