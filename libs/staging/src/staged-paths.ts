/** A run, as the staging place names it. */
export interface RunKey {
  readonly experiment: string;
  readonly runId: number;
}

export const MANIFEST_FILE = 'manifest.json';

const RUN_FOLDER = /^run_(\d+)$/;

/** Folder of one table's files of a run, below the folder or prefix of all experiments. */
export function tablePath({ experiment, runId }: RunKey, table: string): string {
  return `${experiment}/${table}/run_${runId}`;
}

/** The manifest of a run, below the folder or prefix of all experiments. */
export function manifestPath({ experiment, runId }: RunKey): string {
  return `${experiment}/run_${runId}/${MANIFEST_FILE}`;
}

/** The run that a folder's name stands for; undefined where it is none of ours. */
export function runOfFolder(name: string): number | undefined {
  const digits = RUN_FOLDER.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
