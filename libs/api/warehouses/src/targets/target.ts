import type { TargetOptionValue, TargetOrigin } from '@dw-sim/contracts';

/** A checked target. Its DSN is at hand only where a connection is opened. */
export interface Target {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** The DSN without its secrets; null where the engine has a place of its own in the data root. */
  readonly dsn: string | null;
  /** Null for the engine's default. */
  readonly schema: string | null;
  readonly options: Readonly<Record<string, TargetOptionValue>>;
  readonly origin: TargetOrigin;
  /** File or environment variable that it stands in. */
  readonly source: string | null;
  /**
   * The DSN as it was written, with its password; references to the environment are still to be resolved.
   * @throws AppError `warehouse_unavailable` where it was encrypted with another key
   */
  readonly revealDsn: () => string | null;
}

/** What a document says of a target, checked. */
export type CheckedTarget = Pick<Target, 'id' | 'name' | 'kind' | 'schema' | 'options'> & {
  /** With its secrets, references unresolved. */
  readonly dsn: string | null;
};

/** How ids are compared. */
export function targetKey(id: string): string {
  return id.toLowerCase();
}
