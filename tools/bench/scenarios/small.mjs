import { below, median } from '../bench.mjs';
import { withServer } from '../server.mjs';

const REQUESTS = 9;

/** Ten rows: in a process that has generated before, and through a server's API until the run has ended. */
export default async function small(bench) {
  const { detail } = bench.run('generate-again', 'small', bench.path('small'));
  bench.figure('small: ten rows in ms, in a warm process', detail.medianMs, below(50), { firstMs: detail.firstMs });
  const elapsed = await withServer(bench.path('small-data'), (address) => runs(address));
  bench.figure('small: ten rows in ms, through the server until loaded', median(elapsed.slice(1)), below(500), { firstMs: elapsed[0] });
}

async function runs(address) {
  const definition = { name: 'small', tables: [{ name: 'few', target_rows: 10, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'email', data_type: 'VARCHAR', faker_rule: 'email' }] }] };
  await call(`${address}/experiments`, definition);
  const elapsed = [];
  for (let i = 0; i < REQUESTS; i++) elapsed.push(await timedRun(address));
  return elapsed;
}

async function timedRun(address) {
  const start = performance.now();
  const { id } = await call(`${address}/experiments/small/generate`, { seed: 1 });
  // The stream of the run's events ends with the run.
  await (await fetch(`${address}/experiments/small/runs/${id}/events`)).text();
  return Math.round(performance.now() - start);
}

async function call(url, body) {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
