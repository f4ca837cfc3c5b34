import type { GenerateRequest } from './run';

/** Body of `POST /api/experiments/{name}/schedules`: when, and what each run is to make. */
export interface ScheduleRequest extends Pick<GenerateRequest, 'rows' | 'seed' | 'mode'> {
  /** Five fields (minute, hour, day of the month, month, weekday), or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. */
  readonly cron: string;
  /** IANA name of the zone that `cron` is told in; UTC by default. */
  readonly time_zone?: string;
}

/** Runs that are started at set times. */
export interface Schedule extends Omit<ScheduleRequest, 'time_zone'> {
  readonly id: number;
  readonly experiment: string;
  readonly time_zone: string;
  readonly paused: boolean;
  /** ISO 8601 in UTC; null while it is paused, and where there is none. */
  readonly next_at: string | null;
  /** When it last came up; null before. */
  readonly last_at: string | null;
  /** Run that was started then; null where none was. */
  readonly last_run_id: number | null;
  /** Why none was; null otherwise. */
  readonly last_error: string | null;
  readonly created_at: string;
}

export interface ScheduleList {
  readonly items: readonly Schedule[];
  readonly total: number;
}

/** Body and answer of `/api/experiments/{name}/retention`. */
export interface RunRetention {
  /** Runs whose files are kept; null for the setting `keep_runs`. */
  readonly keep_runs: number | null;
}
