import type { RunningServer } from './start-server';

/** Ends the process of a server that is closed. */
export function endProcess(server: RunningServer): void {
  if (server.isBusy()) leaveThreads();
  else process.exit(0);
}

/** Ends the process at once: an exit would wait for threads that are inside an engine. */
export function leaveThreads(): void {
  process.removeAllListeners('SIGTERM');
  process.kill(process.pid, 'SIGTERM');
}
