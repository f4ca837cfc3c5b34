import type { ExperimentDefinition } from '@dw-sim/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/**
 * Where an experiment stands between the metadata and its warehouse. The states other than `ready` are written before
 * tables are touched, so that the next start can finish (`aligning`, `deleting`) or undo (`creating`) what a crash cut short.
 * `updating`: nothing has changed yet; `aligning`: the definition is the new one, and its tables may be those of the one before.
 * A `deleted` one is kept for its runs and versions alone: it has no tables, and its name is free.
 */
export type ExperimentState = 'creating' | 'ready' | 'updating' | 'aligning' | 'resetting' | 'deleting' | 'deleted';

@Entity('experiment')
export class ExperimentEntity {
  @PrimaryGeneratedColumn('increment')
  id!: number;

  @Column('varchar')
  name!: string;

  /** The name in lower case: names are unique without regard to case. A deleted one has a key that is no name. */
  @Column('varchar', { name: 'name_key' })
  nameKey!: string;

  @Column('varchar')
  state!: ExperimentState;

  /** Engine that was chosen when the experiment was created, even where the definition names none. */
  @Column('varchar', { name: 'target_warehouse' })
  targetWarehouse!: string;

  /** The definition as the user wrote it. */
  @Column('simple-json')
  definition!: ExperimentDefinition;

  @Column('varchar', { name: 'definition_hash' })
  definitionHash!: string;

  /** Semantic version of the definition. */
  @Column('varchar', { default: '1.0.0' })
  version!: string;

  /** Runs whose files are kept; null for what the configuration says. */
  @Column('integer', { name: 'keep_runs', nullable: true })
  keepRuns!: number | null;

  /** Its tables may hold other rows than is noted: a server stopped during a run, and they have not been counted since. */
  @Column('boolean', { name: 'needs_recount', default: false })
  needsRecount!: boolean;

  @Column('varchar', { name: 'created_at' })
  createdAt!: string;

  @Column('varchar', { name: 'updated_at' })
  updatedAt!: string;
}
