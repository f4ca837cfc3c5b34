import type { ProblemDetails } from '@dw-sim/contracts';
import { endProcess } from './end-process';
import { startProblem } from './start-failure';
import { startServer, type RunningServer, type ServerOptions } from './start-server';

/** What an embedded server tells the process that forked it. */
export type EmbeddedMessage = { readonly type: 'ready'; readonly url: string; readonly key: string | null } | { readonly type: 'error'; readonly problem: ProblemDetails };

/**
 * Runs the server for the process that forked it, logging to a file. It ends when it
 * is sent `{type: 'stop'}`, and when that process is gone, once active runs have ended.
 */
export async function runEmbedded(prepare: () => ServerOptions): Promise<void> {
  // Ctrl+C reaches the whole process group; what it means for a run is for the parent to say.
  process.on('SIGINT', () => undefined);
  try {
    const server = await startServer({ ...prepare(), logToFile: true, leavesWaitingRuns: true });
    obey(server);
    tell({ type: 'ready', url: server.url, key: server.localKey });
  } catch (error) {
    tell({ type: 'error', problem: startProblem(error) });
    process.exitCode = 1;
    process.disconnect?.();
  }
}

function obey(server: RunningServer): void {
  const stop = async () => {
    await server.close();
    endProcess(server);
  };
  process.once('SIGTERM', () => void stop());
  process.once('disconnect', () => void server.idle().then(stop));
  process.on('message', (message) => {
    if ((message as { type?: string }).type === 'stop') void stop();
  });
  // Gone before we listened for it.
  if (!process.connected) void server.idle().then(stop);
}

function tell(message: EmbeddedMessage): void {
  process.send?.(message);
}
