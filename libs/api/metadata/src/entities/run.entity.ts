import type { Reproduction, RunError, RunKind, RunOverrides, RunStatus, RunTarget, SeedOrigin, TableMode } from '@dw-sim/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { safeInteger } from './safe-integer';

@Entity('run')
export class RunEntity {
  @PrimaryGeneratedColumn('increment')
  id!: number;

  @Column('integer', { name: 'experiment_id' })
  experimentId!: number;

  @Column('varchar')
  kind!: RunKind;

  @Column('varchar')
  status!: RunStatus;

  @Column('bigint', { transformer: safeInteger })
  seed!: number;

  /** What `now` was in relative times, ISO 8601; null for runs of earlier versions. */
  @Column('varchar', { nullable: true })
  clock!: string | null;

  /** Id of the target; `inline` for one that was given with the run. */
  @Column('varchar')
  warehouse!: string;

  /** The target without its secrets; null for runs of earlier versions. */
  @Column('simple-json', { nullable: true })
  target!: RunTarget | null;

  @Column('varchar', { name: 'table_mode', default: 'create_if_missing' })
  mode!: TableMode;

  @Column('varchar', { name: 'definition_hash' })
  definitionHash!: string;

  /** Semantic version of the experiment. */
  @Column('varchar', { name: 'experiment_version', default: '1.0.0' })
  experimentVersion!: string;

  /** Null for runs of earlier versions, as `generators` and `productVersion` are. */
  @Column('varchar', { name: 'seed_origin', nullable: true })
  seedOrigin!: SeedOrigin | null;

  /** Version of every generator that was used. */
  @Column('simple-json', { nullable: true })
  generators!: Readonly<Record<string, number>> | null;

  @Column('varchar', { name: 'product_version', nullable: true })
  productVersion!: string | null;

  @Column('simple-json', { default: '{}' })
  overrides!: RunOverrides;

  /** Run whose files are loaded, or made again. */
  @Column('integer', { name: 'source_run_id', nullable: true })
  sourceRunId!: number | null;

  /** First of the runs whose work this one does the rest of; null where it resumes none. */
  @Column('integer', { name: 'resumed_run_id', nullable: true })
  resumedRunId!: number | null;

  /** What a run of kind `reproduce` found. */
  @Column('simple-json', { nullable: true })
  reproduction!: Reproduction | null;

  @Column('varchar', { name: 'created_at' })
  createdAt!: string;

  @Column('varchar', { name: 'started_at', nullable: true })
  startedAt!: string | null;

  @Column('varchar', { name: 'ended_at', nullable: true })
  endedAt!: string | null;

  /** When all of the run's files were in place; null before that and after they were removed. */
  @Column('varchar', { name: 'staged_at', nullable: true })
  stagedAt!: string | null;

  /** Where the run's files are: `folder` for that of the data root, or `s3://bucket/prefix`; null as `stagedAt` is. */
  @Column('varchar', { name: 'staged_to', nullable: true })
  stagedTo!: string | null;

  @Column('simple-json', { nullable: true })
  error!: RunError | null;
}
