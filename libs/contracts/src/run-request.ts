import type { RequestedTarget, RunKind, RunStatus, TableMode } from './run';
import type { RunEvent } from './run-event';

/** Answer of `GET /api/runs/{id}/log`: the events so far; of past progress the latest alone. */
export interface RunEventList {
  readonly items: readonly RunEvent[];
  readonly total: number;
}

/** Query of `GET /api/runs`. */
export interface RunFilter {
  readonly status?: readonly RunStatus[];
  readonly kind?: readonly RunKind[];
  /** Name of an experiment. */
  readonly experiment?: string;
  readonly limit?: number;
  readonly offset?: number;
}

/**
 * Body of `POST /api/runs`: exactly one of `scenario_id` and `scenario`, and at most one of `target_id` and `target`. A scenario that is
 * given with the run becomes an experiment; where one of its name exists, its definition must be the same.
 */
export interface StartRunRequest {
  /** Name of an experiment. */
  readonly scenario_id?: string;
  /** A definition. */
  readonly scenario?: unknown;
  /** Id of a target. */
  readonly target_id?: string;
  /** Id of a target, or a definition that lives as long as the run; the experiment's own target otherwise. */
  readonly target?: RequestedTarget;
  readonly seed?: number;
  /** Rows by table, over the definition's. */
  readonly rows?: Readonly<Record<string, number>>;
  readonly clock?: string | number;
  readonly mode?: TableMode;
  /** Waits for the experiment's active run, where it is refused otherwise. */
  readonly queue?: boolean;
}
