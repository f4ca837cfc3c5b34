import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { expectedProblem, problemOf, type Access } from '@dw-sim/api-platform';
import { AppError, scopeIncludes, type ProblemDetails, type QueryRequest, type QueryStatus } from '@dw-sim/contracts';
import { redactSecrets } from '@dw-sim/sql';

/** Queries that have ended and are still told about. */
const KEPT = 200;
const SHOWN_CHARACTERS = 500;

interface Entry {
  readonly id: string;
  readonly sql: string;
  readonly experiment: string | null;
  /** Name of the key that asked; null where none was needed. */
  readonly askedBy: string | null;
  readonly startedAt: Date;
  readonly controller: AbortController;
  status: QueryStatus['status'];
  endedAt?: Date;
  error: ProblemDetails | null;
}

/** A query under way. */
export interface RegisteredQuery {
  readonly id: string;
  readonly signal: AbortSignal;
  /** The client has gone. */
  abandon(): void;
  /** Ends it, with what it failed of where it did. Only the first call counts. */
  end(error?: unknown): void;
}

/** The queries that run in this server, and the last that did: what tells and cancels them by their ids. */
@Injectable()
export class RunningQueries implements OnModuleDestroy {
  /** In the order of their start. */
  private readonly entries = new Map<string, Entry>();

  /** @throws AppError `conflict` where a query of this id runs */
  begin({ query_id: id = randomUUID(), sql, experiment }: QueryRequest, access: Access | undefined): RegisteredQuery {
    if (this.entries.get(id)?.status === 'running') throw new AppError('conflict', `A query with the id "${id}" is running.`, { hint: 'Leave query_id out, or give each query its own.' });
    const controller = new AbortController();
    const shown = redactSecrets(sql.slice(0, SHOWN_CHARACTERS)) + (sql.length > SHOWN_CHARACTERS ? '…' : '');
    const entry: Entry = { id, sql: shown, experiment: experiment ?? null, askedBy: access?.name ?? null, startedAt: new Date(), controller, status: 'running', error: null };
    this.entries.delete(id);
    this.entries.set(id, entry);
    return { id, signal: controller.signal, abandon: () => stop(entry), end: (error) => this.end(entry, error) };
  }

  running(): readonly QueryStatus[] {
    return [...this.entries.values()].filter(({ status }) => status === 'running').map(statusOf);
  }

  /** @throws AppError `not_found` */
  status(id: string): QueryStatus {
    return statusOf(this.require(id));
  }

  /** Stops a query in its engine. False where it has ended. @throws AppError `not_found`; `forbidden` where a key that only reads has not asked it */
  cancel(id: string, access: Access | undefined): boolean {
    const entry = this.require(id);
    const mayCancel = access !== undefined && (access.name === entry.askedBy || scopeIncludes(access.scope, 'write'));
    if (!mayCancel) throw new AppError('forbidden', `The query "${id}" was asked with another key.`, { hint: 'Cancel it with that key, or with one of scope write.' });
    return stop(entry);
  }

  /** Ends queries under way, before the engines are closed. */
  onModuleDestroy(): void {
    for (const { controller } of this.entries.values()) controller.abort();
  }

  private end(entry: Entry, error: unknown): void {
    if (entry.status !== 'running') return;
    entry.endedAt = new Date();
    entry.status = error === undefined ? 'completed' : error instanceof AppError && error.code === 'aborted' ? 'cancelled' : 'failed';
    if (error !== undefined) entry.error = expectedProblem(error) ?? problemOf('internal', 'Something went wrong in the server.');
    for (const [id, { status }] of this.entries) {
      if (this.entries.size <= KEPT) return;
      if (status !== 'running') this.entries.delete(id);
    }
  }

  private require(id: string): Entry {
    const entry = this.entries.get(id);
    if (!entry) throw new AppError('not_found', `There is no query with the id "${id}".`, { hint: `The ids of the last ${KEPT} queries are known, since the server's start.` });
    return entry;
  }
}

function stop({ status, controller }: Entry): boolean {
  if (status !== 'running') return false;
  controller.abort();
  return true;
}

function statusOf({ id, sql, experiment, startedAt, endedAt, status, error }: Entry): QueryStatus {
  return { query_id: id, status, sql, experiment, started_at: startedAt.toISOString(), elapsed_ms: (endedAt ?? new Date()).getTime() - startedAt.getTime(), error };
}
