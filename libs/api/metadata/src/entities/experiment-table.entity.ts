import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer';

/** What a table of an experiment holds in the warehouse now. */
@Entity('experiment_table')
export class ExperimentTableEntity {
  @PrimaryColumn('integer', { name: 'experiment_id' })
  experimentId!: number;

  @PrimaryColumn('varchar')
  name!: string;

  /** Order in the definition, from 0. */
  @Column('integer')
  position!: number;

  @Column('bigint', { name: 'loaded_rows', transformer: safeInteger })
  loadedRows!: number;
}
