import type { RunEntity } from '@dw-sim/api-metadata';
import { AppError, formatColumnType, type Fault } from '@dw-sim/contracts';
import type { ExperimentModel, TableModel } from '@dw-sim/generation-plan';
import type { ManifestTable, RunManifest } from '@dw-sim/staging';

/**
 * Checks that the files of a run, which an earlier version may have made, fit the tables of its experiment.
 * @throws AppError `conflict` with a fault for each table that differs
 */
export function requireFittingFiles({ id, experimentVersion }: Pick<RunEntity, 'id' | 'experimentVersion'>, { tables }: RunManifest, model: Pick<ExperimentModel, 'name' | 'tables'>): void {
  const errors = tables.flatMap((table) => faultOf(table, model.tables.findIndex(({ name }) => name === table.table), model.tables));
  if (errors.length === 0) return;
  throw new AppError('conflict', `The files of run ${id} are of version ${experimentVersion} of experiment "${model.name}", and its tables are others now: ${errors.map(({ message }) => message).join('; ')}.`, {
    errors,
    hint: `Generate anew, or restore version ${experimentVersion} first.`,
  });
}

function faultOf({ table, columns }: ManifestTable, at: number, tables: readonly TableModel[]): readonly Fault[] {
  const model = tables[at];
  if (!model) return [{ path: '$.tables', code: 'missing_table', message: `there is no table "${table}"`, value: table }];
  const then = columns.map(({ name, type, nullable }) => described(name, type, nullable));
  const now = model.columns.map(({ name, type, nullable }) => described(name, formatColumnType(type), nullable));
  if (then.join() === now.join()) return [];
  const differing = [...now.filter((column) => !then.includes(column)), ...then.filter((column) => !now.includes(column)).map((column) => `${column} then`)];
  return [{ path: `$.tables[${at}].columns`, code: 'column_mismatch', message: `"${table}" has ${differing.length > 0 ? differing.join(', ') : 'its columns in another order'}`, allowed: then }];
}

function described(name: string, type: string, nullable: boolean): string {
  return `${name} ${type}${nullable ? '' : ' NOT NULL'}`;
}
