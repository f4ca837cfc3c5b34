import { Worker } from 'node:worker_threads';

const WATCH_MS = 1000;

/** Runs beside the main thread, which a long query blocks. */
const WATCH = `
  const parent = process.ppid;
  setInterval(() => {
    try {
      process.kill(parent, 0);
      if (process.ppid === parent) return;
    } catch {
      // The parent is gone.
    }
    process.kill(process.pid, 'SIGKILL');
  }, ${WATCH_MS});`;

/** Ends this process when its parent has gone, even in the middle of a statement. */
export function dieWithParent(): void {
  process.on('disconnect', () => process.exit());
  new Worker(WATCH, { eval: true }).unref();
}
