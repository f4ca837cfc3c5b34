import { readFileSync } from 'node:fs';
import { below, median } from '../bench.mjs';
import { withServer } from '../server.mjs';

const REQUESTS = 15;
/** The server makes previews of its own right after its start, before anyone can type a command. */
const IDLE_MS = 1000;

const DEFINITIONS = { 'ecommerce example': 'libs/api/experiments/src/examples/ecommerce.json', 'nine columns': 'tools/bench/shop-nine.json' };

/** Ten rows of every table by the server's API, the first time and again. */
export default async function preview(bench) {
  for (const [name, file] of Object.entries(DEFINITIONS)) {
    const body = JSON.stringify({ definition: JSON.parse(readFileSync(file, 'utf8')), rows: 10 });
    const samples = [];
    for (let i = 0; i < bench.runs; i++) samples.push(await withServer(bench.path(`preview-${name.length}-${i}`), (address) => elapsed(`${address}/experiments/preview`, body)));
    const first = median(samples.map(([ms]) => ms));
    bench.figure(`preview: ${name}, first call a second after the start, in ms`, first, below(100));
    bench.figure(`preview: ${name}, later calls in ms`, median(samples.flatMap(([, ...later]) => later)), below(100));
  }
}

async function elapsed(url, body) {
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const all = [];
  for (let i = 0; i < REQUESTS; i++) {
    const start = performance.now();
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
    all.push(performance.now() - start);
  }
  return all;
}
