import type { ErrorCode, QueryOutcome, SqlDialect } from '@dw-sim/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { safeInteger } from './safe-integer';

/** One execution of a text by a user. */
@Entity('query_history')
export class QueryHistoryEntity {
  @PrimaryGeneratedColumn('increment')
  id!: number;

  /** As the user wrote it, without secrets; cut where it is very long. */
  @Column('text')
  sql!: string;

  @Column('boolean', { name: 'sql_truncated' })
  sqlTruncated!: boolean;

  /** By name: an entry outlives its experiment. */
  @Column('varchar', { nullable: true })
  experiment!: string | null;

  @Column('varchar', { nullable: true })
  warehouse!: string | null;

  @Column('varchar', { nullable: true })
  dialect!: SqlDialect | null;

  @Column('varchar', { name: 'started_at' })
  startedAt!: string;

  @Column('integer', { name: 'elapsed_ms' })
  elapsedMs!: number;

  @Column('bigint', { name: 'row_count', nullable: true, transformer: safeInteger })
  rowCount!: number | null;

  @Column('varchar')
  status!: QueryOutcome;

  @Column('varchar', { name: 'error_code', nullable: true })
  errorCode!: ErrorCode | null;

  @Column('text', { name: 'error_message', nullable: true })
  errorMessage!: string | null;
}
