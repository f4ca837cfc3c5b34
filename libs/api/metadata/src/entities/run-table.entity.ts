import type { RunFile } from '@dw-sim/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from './safe-integer';

/** What happened to one table in a run. */
@Entity('run_table')
export class RunTableEntity {
  @PrimaryColumn('integer', { name: 'run_id' })
  runId!: number;

  @PrimaryColumn('varchar', { name: 'table_name' })
  table!: string;

  /** Order of the work: parents before children. */
  @Column('integer')
  position!: number;

  @Column('bigint', { name: 'requested_rows', transformer: safeInteger })
  requestedRows!: number;

  @Column('bigint', { name: 'generated_rows', transformer: safeInteger })
  generatedRows!: number;

  @Column('bigint', { name: 'loaded_rows', transformer: safeInteger })
  loadedRows!: number;

  @Column('bigint', { name: 'byte_length', transformer: safeInteger })
  byteLength!: number;

  @Column('integer', { name: 'generate_ms', nullable: true })
  generateMs!: number | null;

  @Column('integer', { name: 'load_ms', nullable: true })
  loadMs!: number | null;

  /** Digest of the files' digests; null before all are in place. */
  @Column('varchar', { nullable: true })
  checksum!: string | null;

  /** The files that were made, in row order. They are read by those who compare alone: a long table has thousands. */
  @Column('simple-json', { nullable: true, select: false })
  files?: readonly Omit<RunFile, 'table'>[] | null;
}
