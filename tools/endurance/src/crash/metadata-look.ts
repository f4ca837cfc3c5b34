import Database from 'libsql';

interface RunRow {
  readonly id: number;
  readonly status: string;
  readonly ended_at: string | null;
  readonly staged_at: string | null;
  readonly experiment_id: number;
  readonly state: string;
}

const ENDS: Readonly<Record<string, string>> = { COMPLETED: 'completed', FAILED: 'failed', ABORTED: 'aborted' };

/** What is wrong in the metadata of a server whose runs have ended, in a sentence each; `stagedRuns`: those whose files must be there. */
export function lookAtMetadata(file: string): { readonly faults: readonly string[]; readonly stagedRuns: ReadonlySet<number>; readonly keptRuns: ReadonlySet<number> } {
  const database = new Database(file, { readonly: true });
  const all = <T>(sql: string, ...values: unknown[]) => database.prepare(sql).all(...values) as T[];
  try {
    const faults: string[] = [];
    for (const { integrity_check: answer } of all<{ integrity_check: string }>('PRAGMA integrity_check')) {
      if (answer !== 'ok') faults.push(`metadata: integrity check says ${answer}`);
    }
    if (all('PRAGMA foreign_key_check').length > 0) faults.push('metadata: rows without a parent');
    for (const { name, state } of all<{ name: string; state: string }>("SELECT name, state FROM experiment WHERE state NOT IN ('ready', 'deleted')")) {
      faults.push(`metadata: experiment ${name} is ${state}`);
    }
    const runs = all<RunRow>("SELECT run.id, status, ended_at, staged_at, experiment_id, state FROM run JOIN experiment ON experiment.id = experiment_id ORDER BY run.id");
    for (const run of runs) faults.push(...faultsOfRun(run, all<{ seq: number; type: string }>('SELECT seq, type FROM run_event WHERE run_id = ? ORDER BY seq', run.id)));
    return {
      faults,
      stagedRuns: new Set(runs.filter(({ staged_at, state }) => staged_at !== null && state !== 'deleted').map(({ id }) => id)),
      keptRuns: new Set([...new Map(runs.map((run) => [run.experiment_id, run])).values()].filter(({ status, state }) => status === 'FAILED' && state === 'ready').map(({ id }) => id)),
    };
  } finally {
    database.close();
  }
}

function faultsOfRun({ id, status, ended_at: endedAt }: RunRow, events: readonly { readonly seq: number; readonly type: string }[]): readonly string[] {
  const faults: string[] = [];
  const ends = events.filter(({ type }) => Object.values(ENDS).includes(type));
  const end = ENDS[status];
  if (end === undefined) faults.push(`run ${id} is ${status} and not at work`);
  else if (ends.length !== 1 || ends[0]?.type !== end || events.at(-1)?.type !== end) faults.push(`run ${id} is ${status}, and its events end with ${ends.map(({ type }) => type).join(', ') || 'none'}`);
  if (end !== undefined && endedAt === null) faults.push(`run ${id} has ended at no time`);
  return faults;
}
