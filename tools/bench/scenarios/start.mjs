import { spawnSync } from 'node:child_process';
import { below, median } from '../bench.mjs';
import { withServer } from '../server.mjs';

/** From the command to its help, and to a server that answers. */
export default async function start(bench) {
  const [help, bare] = bench.inTurn(() => timed(['apps/cli/bin/dw-sim.js', '--help']), () => timed(['-e', '0']));
  bench.figure('start: dw-sim --help in ms', median(help), below(600), { bareNodeMs: median(bare) });
  const ready = [];
  for (let i = 0; i < bench.runs; i++) ready.push(await withServer(bench.path(`data-${i}`), (_address, readyMs) => readyMs));
  bench.figure('start: server ready in ms', median(ready), below(5000));
}

function timed(args) {
  const start = performance.now();
  spawnSync(process.execPath, args);
  return Math.round(performance.now() - start);
}
