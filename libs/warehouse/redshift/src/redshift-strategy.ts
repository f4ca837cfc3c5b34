import { PostgresStrategy, POSTGRES, type PostgresFlavour } from '@dw-sim/warehouse-postgres';
import type { ConnectionSpec } from '@dw-sim/warehouse-core';
import { redshiftCreateTable, redshiftType } from './redshift-ddl';

/** A real cluster, which loads from S3 and enforces no key. */
const REDSHIFT: PostgresFlavour = { isPostgres: false, physicalType: redshiftType, createTable: redshiftCreateTable };

/**
 * Redshift, or a PostgreSQL that stands in for it: `version()` tells. Its capabilities are the stand-in's; a real
 * cluster keeps more bytes of a name and leaves keys unchecked.
 */
export class RedshiftStrategy extends PostgresStrategy {
  override readonly id = 'redshift';
  override readonly label = 'Redshift';
  override readonly connection: ConnectionSpec = {
    ...new PostgresStrategy().connection,
    protocols: ['redshift', 'postgres', 'postgresql'],
    dsnExample: 'redshift://me:${DB_PASSWORD}@host:5439/db',
  };

  protected override flavourOf(version: string): PostgresFlavour {
    return version.includes('Redshift') ? REDSHIFT : { ...POSTGRES, label: 'Redshift (PostgreSQL standing in)' };
  }
}
