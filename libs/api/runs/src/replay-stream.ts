import { Observable } from 'rxjs';

/** A log that is stored and goes on: every entry has a number, and later ones have higher numbers. */
export interface ReplaySource<T> {
  /** The stored entries above a number, in order: all of them, or the first `batchSize`. */
  read(after: number): Promise<readonly T[]>;
  readonly batchSize?: number;
  readonly live: Observable<T>;
  numberOf(entry: T): number;
  /** True for the entry that ends the stream. */
  isLast?(entry: T): boolean;
}

/**
 * Every entry after a number, stored ones first, each once and in order. What happens while the stored ones are read is held
 * back until they are out.
 */
export function replayStream<T>({ read, batchSize = Infinity, live, numberOf, isLast }: ReplaySource<T>, after: number): Observable<T> {
  return new Observable((subscriber) => {
    let last = after;
    let held: T[] | undefined = [];
    const emit = (entry: T): void => {
      if (numberOf(entry) <= last) return;
      last = numberOf(entry);
      subscriber.next(entry);
      if (isLast?.(entry)) subscriber.complete();
    };
    const catchUp = async (): Promise<void> => {
      for (let size = batchSize; size >= batchSize && !subscriber.closed;) {
        const stored = await read(last);
        stored.forEach(emit);
        size = stored.length;
      }
      held?.forEach(emit);
      held = undefined;
    };
    const subscription = live.subscribe((entry) => (held ? held.push(entry) : emit(entry)));
    catchUp().catch((error: unknown) => subscriber.error(error));
    return subscription;
  });
}
