import { rowLock, RunEntity } from '@dw-sim/api-metadata';
import type { RunStatus } from '@dw-sim/contracts';
import { In, type EntityManager } from 'typeorm';

/** A run is no longer in a status that a change begins from: somebody else was faster. */
export class RunHasMoved extends Error {
  constructor(id: number, from: readonly RunStatus[]) {
    super(`Run ${id} is not ${from.join(' or ')} any more`);
  }
}

/**
 * Changes a run that is in one of some statuses, inside a transaction.
 * @throws RunHasMoved where it is in another; the transaction, with the event that tells of the change, is to be undone then
 */
export async function changeRun(manager: EntityManager, id: number, from: readonly RunStatus[], change: Partial<Pick<RunEntity, 'status' | 'startedAt' | 'endedAt' | 'error'>>): Promise<void> {
  const run = await manager.findOne(RunEntity, { where: { id, status: In(from) }, ...rowLock(manager) });
  if (!run) throw new RunHasMoved(id, from);
  await manager.save(Object.assign(run, change));
}
