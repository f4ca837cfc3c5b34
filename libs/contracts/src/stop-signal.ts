/** What comes within this time of the first is the same signal. */
const TOGETHER_MS = 1_000;

/**
 * A listener for signals that tell a process to stop. A terminal sends Ctrl+C to every process of a command, and npm and npx hand it on
 * to their child, which so gets it twice.
 */
export function stopSignal(onFirst: () => void, onAgain: () => void): () => void {
  let first: number | undefined;
  return () => {
    if (first === undefined) {
      first = performance.now();
      onFirst();
    } else if (performance.now() - first > TOGETHER_MS) onAgain();
  };
}
