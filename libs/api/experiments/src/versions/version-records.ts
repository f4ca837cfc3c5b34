import { ExperimentVersionEntity, type ExperimentEntity } from '@dw-sim/api-metadata';
import type { EntityManager } from 'typeorm';

/** Keeps the definition of an experiment as a version, inside a transaction. */
export async function insertVersion(
  manager: EntityManager,
  { id: experimentId, version, definition, definitionHash }: Pick<ExperimentEntity, 'id' | 'version' | 'definition' | 'definitionHash'>,
  about: Pick<ExperimentVersionEntity, 'number' | 'change' | 'restoredFrom' | 'createdAt'>,
): Promise<void> {
  await manager.save(Object.assign(new ExperimentVersionEntity(), { experimentId, version, definition, definitionHash, ...about }));
}
