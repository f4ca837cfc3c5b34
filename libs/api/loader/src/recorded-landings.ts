import { Injectable } from '@nestjs/common';
import { ExperimentRecords } from '@dw-sim/api-experiments';
import type { ExperimentEntity, RunEntity } from '@dw-sim/api-metadata';
import { AppError } from '@dw-sim/contracts';
import { Landings, type Landing } from './landing';

/** What a run belongs to, and where it goes. */
export interface RecordedLanding {
  readonly experiment: ExperimentEntity;
  readonly landing: Landing;
}

/** Finds again, by a run's record, where it was to go. */
@Injectable()
export class RecordedLandings {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly landings: Landings,
  ) {}

  /** @throws AppError `interrupted` where the run can't be carried out as it was asked for; as `Landings.of` */
  async of({ id, experimentId, definitionHash, experimentVersion, target, mode }: RunEntity): Promise<RecordedLanding> {
    const experiment = await this.experiments.byId(experimentId);
    if (!experiment || experiment.state === 'deleted') throw new AppError('interrupted', `The experiment of run ${id} was deleted.`);
    if (experiment.definitionHash !== definitionHash) {
      throw new AppError('interrupted', `Run ${id} was made for version ${experimentVersion} of experiment "${experiment.name}", which is ${experiment.version} now.`, { hint: 'Generate anew.' });
    }
    if (target?.id === null) {
      throw new AppError('interrupted', `The target of run ${id} was given with it, and its password is not kept.`, { hint: 'Generate or load anew, with the target.' });
    }
    return { experiment, landing: await this.landings.of(experiment, { target: target?.id ?? undefined, mode }) };
  }
}
