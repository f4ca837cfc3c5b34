import type { EntityManager } from 'typeorm';

/**
 * Option of a find inside a transaction that keeps other transactions from changing or locking the rows until its end, so
 * that what it decides by them stays true. SQLite has one transaction at a time and knows no such lock; outside a transaction
 * nothing is locked.
 */
export function rowLock({ connection, queryRunner }: EntityManager): { readonly lock?: { readonly mode: 'pessimistic_write' } } {
  return connection.options.type !== 'better-sqlite3' && queryRunner?.isTransactionActive ? { lock: { mode: 'pessimistic_write' } } : {};
}
