import type { TargetOptionValue } from '@dw-sim/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A target that was added at run time. */
@Entity('target')
export class TargetEntity {
  /** The id in lower case: ids are unique without regard to case. */
  @PrimaryColumn('varchar', { name: 'target_key' })
  key!: string;

  @Column('varchar', { name: 'target_id' })
  id!: string;

  @Column('varchar')
  name!: string;

  @Column('varchar')
  kind!: string;

  /** The DSN without its secrets. */
  @Column('varchar', { nullable: true })
  dsn!: string | null;

  /** The whole DSN, encrypted; null where it holds no secret. */
  @Column('varchar', { name: 'sealed_dsn', nullable: true })
  sealedDsn!: string | null;

  @Column('varchar', { name: 'schema_name', nullable: true })
  schema!: string | null;

  @Column('simple-json')
  options!: Readonly<Record<string, TargetOptionValue>>;

  @Column('varchar', { name: 'created_at' })
  createdAt!: string;

  @Column('varchar', { name: 'updated_at' })
  updatedAt!: string;
}
