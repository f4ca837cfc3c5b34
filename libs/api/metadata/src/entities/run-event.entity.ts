import type { RunEvent } from '@dw-sim/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer';

/** One event of a run's log. */
@Entity('run_event')
export class RunEventEntity {
  @PrimaryColumn('integer', { name: 'run_id' })
  runId!: number;

  /** From 1, without gaps as events are appended. */
  @PrimaryColumn('integer')
  seq!: number;

  /** Place among the events of all runs: later ones have higher numbers, with gaps. */
  @Column('bigint', { name: 'log_position', nullable: true, transformer: safeInteger })
  position!: number;

  @Column('varchar')
  type!: RunEvent['type'];

  /** The whole event, as it is sent. */
  @Column('simple-json')
  payload!: RunEvent;
}
