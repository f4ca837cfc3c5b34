import type { ExperimentDefinition, VersionChange } from '@dw-sim/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of an experiment's definition. Rows are added and never changed. */
@Entity('experiment_version')
export class ExperimentVersionEntity {
  @PrimaryColumn('integer', { name: 'experiment_id' })
  experimentId!: number;

  /** Order of the versions, from 1. */
  @PrimaryColumn('integer')
  number!: number;

  /** Semantic version, of which an experiment has each once. */
  @Column('varchar')
  version!: string;

  @Column('varchar')
  change!: VersionChange;

  /** Version whose definition was restored; null for others. */
  @Column('varchar', { name: 'restored_from', nullable: true })
  restoredFrom!: string | null;

  /** The definition as the user wrote it. */
  @Column('simple-json')
  definition!: ExperimentDefinition;

  @Column('varchar', { name: 'definition_hash' })
  definitionHash!: string;

  @Column('varchar', { name: 'created_at' })
  createdAt!: string;
}
