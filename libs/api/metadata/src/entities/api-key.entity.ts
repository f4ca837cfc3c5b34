import type { ApiKeyScope } from '@dw-sim/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key of the API. Its secret is known to its holder alone. */
@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('varchar')
  id!: string;

  @Column('varchar')
  name!: string;

  @Column('varchar')
  scope!: ApiKeyScope;

  /** SHA-256 of the secret, in hexadecimal. */
  @Column('varchar')
  hash!: string;

  @Column('varchar', { name: 'created_at' })
  createdAt!: string;

  @Column('varchar', { name: 'expires_at', nullable: true })
  expiresAt!: string | null;

  @Column('varchar', { name: 'last_used_at', nullable: true })
  lastUsedAt!: string | null;

  @Column('varchar', { name: 'revoked_at', nullable: true })
  revokedAt!: string | null;
}
