import { AppError } from '@dw-sim/contracts';
import { In, type EntityManager } from 'typeorm';
import { ExperimentEntity, type ExperimentState } from './entities/experiment.entity';

/** States in which an experiment exists for its users. */
export const VISIBLE_STATES: readonly ExperimentState[] = ['ready', 'updating', 'aligning', 'resetting'];

const MOST_NAMES = 10;

/**
 * The experiment of a name, without regard to case.
 * @throws AppError `not_found` that names those which exist
 */
export async function requireExperiment(manager: EntityManager, name: string): Promise<ExperimentEntity> {
  const found = await manager.findOneBy(ExperimentEntity, { nameKey: name.toLowerCase(), state: In(VISIBLE_STATES) });
  if (found) return found;
  const others = await manager.find(ExperimentEntity, { select: { name: true }, where: { state: In(VISIBLE_STATES) }, order: { nameKey: 'ASC' }, take: MOST_NAMES });
  const existing = others.length === 0 ? 'there are none yet' : `existing: ${others.map((other) => other.name).join(', ')}`;
  throw new AppError('not_found', `There is no experiment "${name}"; ${existing}.`);
}
