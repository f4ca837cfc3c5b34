import type { SqlDialect } from '@dw-sim/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A query that is kept by name. */
@Entity('saved_query')
export class SavedQueryEntity {
  /** The name in lower case: names are unique without regard to case. */
  @PrimaryColumn('varchar', { name: 'name_key' })
  key!: string;

  @Column('varchar')
  name!: string;

  @Column('text')
  sql!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  /** By name: a saved query outlives its experiment. */
  @Column('varchar', { nullable: true })
  experiment!: string | null;

  @Column('varchar', { nullable: true })
  warehouse!: string | null;

  @Column('varchar', { nullable: true })
  dialect!: SqlDialect | null;

  @Column('varchar', { name: 'created_at' })
  createdAt!: string;

  @Column('varchar', { name: 'updated_at' })
  updatedAt!: string;
}
