import { startFailureLine } from './start-failure';
import { startServer, type RunningServer, type ServerOptions } from './start-server';

/** Runs the server until SIGINT or SIGTERM; a second signal ends it at once. A server that can't start says why in one line. */
export async function runInTerminal(prepare: () => ServerOptions): Promise<void> {
  try {
    const server = await startServer(prepare());
    process.stdout.write(`DW Simulator is ready on ${server.url.replace('//127.0.0.1:', '//localhost:')}\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server));
  } catch (error) {
    process.stderr.write(`${startFailureLine(error)}\n`);
    process.exit(1);
  }
}

async function stop(server: RunningServer): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
  await server.close();
  process.exit(0);
}
