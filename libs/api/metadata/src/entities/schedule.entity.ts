import type { TableMode } from '@dw-sim/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { safeInteger } from './safe-integer';

/** Runs of an experiment that are started at set times. */
@Entity('experiment_schedule')
export class ScheduleEntity {
  @PrimaryGeneratedColumn('increment')
  id!: number;

  @Column('integer', { name: 'experiment_id' })
  experimentId!: number;

  @Column('varchar')
  cron!: string;

  @Column('varchar', { name: 'time_zone' })
  timeZone!: string;

  @Column('boolean')
  paused!: boolean;

  @Column('simple-json', { name: 'row_counts', nullable: true })
  rows!: Readonly<Record<string, number>> | null;

  @Column('bigint', { nullable: true, transformer: safeInteger })
  seed!: number | null;

  @Column('varchar', { name: 'table_mode', nullable: true })
  mode!: TableMode | null;

  @Column('varchar', { name: 'last_at', nullable: true })
  lastAt!: string | null;

  @Column('integer', { name: 'last_run_id', nullable: true })
  lastRunId!: number | null;

  @Column('varchar', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Column('varchar', { name: 'created_at' })
  createdAt!: string;
}
