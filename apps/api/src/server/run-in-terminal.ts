import { warmUpPreviews } from '@dw-sim/api-generator';
import { stopSignal } from '@dw-sim/contracts';
import { endProcess, leaveThreads } from './end-process';
import { startFailureText } from './start-failure';
import { startServer, type RunningServer, type ServerOptions } from './start-server';

/** Runs the server until SIGINT or SIGTERM; a second one, later, ends it at once. A server that can't start says why in one line. */
export async function runInTerminal(prepare: () => ServerOptions): Promise<void> {
  try {
    const starting = startServer(prepare());
    // From the first moment: what a signal meets half started is started, then ended in order.
    const onSignal = stopSignal(() => void starting.then(stop, () => undefined), leaveThreads);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
    const server = await starting;
    const key = await server.firstKey();
    if (key !== undefined) process.stdout.write(`API key with all rights, shown this once: ${key}\n`);
    process.stdout.write(`DW Simulator is ready on ${server.url.replace('//127.0.0.1:', '//localhost:')}\n`);
    // Whatever hinders it is told by the first preview that a user asks for.
    void warmUpPreviews().catch(() => undefined);
  } catch (error) {
    process.stderr.write(`${startFailureText(error)}\n`);
    process.exit(1);
  }
}

async function stop(server: RunningServer): Promise<void> {
  await server.close();
  endProcess(server);
}
