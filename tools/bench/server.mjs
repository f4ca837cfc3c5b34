import { spawn } from 'node:child_process';

/** Starts the built server, calls `use` with its address, the milliseconds until its first healthy answer and its process id, and ends it. */
export async function withServer(dataRoot, use) {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const start = performance.now();
  const server = spawn(process.execPath, ['dist/apps/api/main.js', '--port', String(port), '--data-root', dataRoot], { stdio: 'ignore' });
  const address = `http://localhost:${port}/api`;
  try {
    while (!(await isHealthy(address))) {
      if (performance.now() - start > 30_000) throw new Error('the server did not get ready within 30 seconds');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return await use(address, Math.round(performance.now() - start), server.pid);
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
  }
}

async function isHealthy(address) {
  const answer = await fetch(`${address}/health`).catch(() => undefined);
  return answer?.ok === true;
}
