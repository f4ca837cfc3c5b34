import type { RunDetail, RunDiff, RunFile, RunTable, RunTableChange, SettingChange, DefinitionChange } from '@dw-sim/contracts';
import { canonicalJson } from '@dw-sim/generation-plan';

/** Names of differing files that are told. */
const MOST_NAMES = 20;

/** A run with its files. */
export interface ComparedRun {
  readonly detail: RunDetail;
  readonly files: readonly RunFile[];
}

/** What differs between two runs. `definition`: what differs between their versions. */
export function runDiff(before: ComparedRun, after: ComparedRun, definition: readonly DefinitionChange[]): RunDiff {
  const tables = tableChanges(before, after);
  const hasFiles = [before, after].every(({ detail }) => detail.tables.some(({ checksum }) => checksum !== null));
  return {
    before: referenceOf(before.detail),
    after: referenceOf(after.detail),
    settings: settingChanges(before.detail, after.detail),
    definition,
    tables,
    same_bytes: hasFiles ? sameBytes(before.detail, after.detail) : null,
  };
}

function referenceOf({ id, experiment, experiment_version }: RunDetail): RunDiff['before'] {
  return { id, experiment, experiment_version };
}

function settingChanges(before: RunDetail, after: RunDetail): readonly SettingChange[] {
  const [left, right] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((setting) => ({ setting, before: left.get(setting) ?? null, after: right.get(setting) ?? null }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after));
}

/** Everything that was chosen for a run, by name. */
function settingsOf(run: RunDetail): ReadonlyMap<string, unknown> {
  const byName = (prefix: string, values: Readonly<Record<string, unknown>>) => Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value] as const);
  return new Map<string, unknown>([
    ['experiment', run.experiment], ['experiment_version', run.experiment_version], ['kind', run.kind], ['status', run.status],
    ['seed', run.seed], ['seed_origin', run.seed_origin], ['clock', run.clock], ['target', run.target?.id ?? run.target?.dsn ?? run.warehouse], ['mode', run.mode],
    ...byName('rows', run.overrides.rows ?? {}),
    ['product_version', run.product_version],
    ...byName('generators', run.generators ?? {}),
  ]);
}

function tableChanges(before: ComparedRun, after: ComparedRun): readonly RunTableChange[] {
  const names = [...new Set([...after.detail.tables, ...before.detail.tables].map(({ table }) => table))];
  return names.flatMap((table) => {
    const [left, right] = [outcomeOf(before.detail, table), outcomeOf(after.detail, table)];
    if (canonicalJson(left) === canonicalJson(right)) return [];
    return [{ table, before: left, after: right, differing_files: left?.checksum && right?.checksum ? differingFiles(before.files, after.files, table) : [] }];
  });
}

function outcomeOf({ tables }: RunDetail, name: string): RunTableChange['before'] {
  const found = tables.find(({ table }) => table === name);
  if (!found) return null;
  const { generated_rows, loaded_rows, byte_length, checksum }: RunTable = found;
  return { generated_rows, loaded_rows, byte_length, checksum };
}

function differingFiles(before: readonly RunFile[], after: readonly RunFile[], table: string): readonly string[] {
  const digests = (files: readonly RunFile[]) => new Map(files.filter((file) => file.table === table).map(({ name, sha256 }) => [name, sha256]));
  const [left, right] = [digests(before), digests(after)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((name) => left.get(name) !== right.get(name)).sort().slice(0, MOST_NAMES);
}

function sameBytes(before: RunDetail, after: RunDetail): boolean {
  const digests = ({ tables }: RunDetail) => canonicalJson(Object.fromEntries(tables.map(({ table, checksum }) => [table, checksum])));
  return digests(before) === digests(after);
}
