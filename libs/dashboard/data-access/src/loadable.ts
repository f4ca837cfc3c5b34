import { signal } from '@angular/core';
import type { AppError } from '@dw-sim/contracts';
import { type Observable, type Subscription, tap } from 'rxjs';

/**
 * A value that is fetched, and fetched again: the last value stays while a newer one is on its way or has failed.
 * A new fetch cancels the one before it.
 */
export class Loadable<T> {
  private readonly valueState = signal<T | undefined>(undefined);
  private readonly errorState = signal<AppError | undefined>(undefined);
  private readonly loadingState = signal(false);
  private subscription?: Subscription;

  readonly value = this.valueState.asReadonly();
  readonly error = this.errorState.asReadonly();
  readonly isLoading = this.loadingState.asReadonly();

  /** Fetches; `onValue` runs after the value is in place. */
  load(source: Observable<T>, onValue: (value: T) => void = () => undefined): void {
    this.cancel();
    this.loadingState.set(true);
    this.subscription = source.pipe(tap((value) => this.set(value))).subscribe({
      next: onValue,
      error: (error: AppError) => this.fail(error),
      complete: () => this.loadingState.set(false),
    });
  }

  /** Puts a value in place without fetching. */
  set(value: T): void {
    this.valueState.set(value);
    this.errorState.set(undefined);
  }

  /** Forgets the value and the error, and cancels what is on its way. */
  clear(): void {
    this.cancel();
    this.valueState.set(undefined);
    this.errorState.set(undefined);
  }

  /** Cancels what is on its way; value and error stay. */
  cancel(): void {
    this.subscription?.unsubscribe();
    this.loadingState.set(false);
  }

  private fail(error: AppError): void {
    this.errorState.set(error);
    this.loadingState.set(false);
  }
}
