/** Runs tasks as they are added, a bounded number at a time. The first failure keeps those that have not begun from it. */
export class TaskQueue {
  private readonly waiting: (() => Promise<void>)[] = [];
  private readonly running = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly width: number) {}

  add(task: () => Promise<void>): void {
    this.waiting.push(task);
    this.start();
  }

  /** Waits until every task has ended. @throws what the first failing one threw */
  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
    if (this.failure) throw this.failure.error;
  }

  private start(): void {
    while (this.running.size < this.width) {
      const task = this.failure ? undefined : this.waiting.shift();
      if (!task) return;
      const run = task()
        .catch((error: unknown) => void (this.failure ??= { error }))
        .then(() => {
          this.running.delete(run);
          this.start();
        });
      this.running.add(run);
    }
  }
}

/** Does the work for every item, a bounded number at a time. @throws what the first failing one threw, once all have ended */
export async function inParallel<T>(items: Iterable<T>, width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = new TaskQueue(width);
  for (const item of items) queue.add(() => work(item));
  await queue.settle();
}
