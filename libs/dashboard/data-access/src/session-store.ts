import { HttpClient } from '@angular/common/http';
import { DOCUMENT, Injectable, InjectionToken, inject, signal } from '@angular/core';
import type { AppError, SessionInfo } from '@dw-sim/contracts';

/** Loads the page anew; a test provides another. */
export const RELOAD = new InjectionToken<() => void>('RELOAD', {
  providedIn: 'root',
  factory: () => {
    const { location } = inject(DOCUMENT);
    return () => location.reload();
  },
});

/** The key of this browser, where the server needs one. The server keeps it in a cookie that scripts can't read. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly http = inject(HttpClient);
  private readonly reload = inject(RELOAD);
  private readonly problem = signal<AppError | undefined>(undefined);
  private readonly asked = signal(false);

  /** The server has refused a request for want of a key. */
  readonly keyNeeded = this.asked.asReadonly();
  /** Why the last key was not taken. */
  readonly error = this.problem.asReadonly();

  askForKey(): void {
    this.asked.set(true);
  }

  /** Gives the server a key for this session. Everything is loaded anew then: every request before it has failed. */
  begin(key: string): void {
    this.problem.set(undefined);
    this.http.post<SessionInfo>('/api/session', { key }).subscribe({ next: () => this.reload(), error: (error: AppError) => this.problem.set(error) });
  }
}
