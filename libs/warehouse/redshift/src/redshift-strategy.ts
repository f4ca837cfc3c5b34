import { PostgresStrategy, POSTGRES, type PostgresFlavour } from '@dw-sim/warehouse-postgres';
import { DIALECT_OPTION, SCHEMA_OPTIONS, TLS_OPTIONS, type ConnectionSpec, type OptionSpec } from '@dw-sim/warehouse-core';
import { redshiftCreateTable, redshiftType } from './redshift-ddl';
import { installShims, SHIM_SCHEMA } from './shims/install-shims';
import { REDSHIFT_LOAD } from './redshift-load';

/** A real cluster, which loads from S3 and enforces no key. */
const REDSHIFT: PostgresFlavour = { language: 'redshift', isPostgres: false, physicalType: redshiftType, createTable: redshiftCreateTable, bulkLoad: REDSHIFT_LOAD };

/** A PostgreSQL that stands in, with the functions of Redshift that it lacks. */
const STAND_IN: PostgresFlavour = { ...POSTGRES, label: 'Redshift (PostgreSQL standing in)', functions: { schema: SHIM_SCHEMA, install: installShims } };

/** One role, or roles that are assumed one after the other. */
const IAM_ROLE = /^(default|arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=.@/-]+(,arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=.@/-]+)*)$/;

const IAM_ROLE_OPTION: OptionSpec = {
  description: 'Role by which a real cluster reads the bucket that runs are staged to; a PostgreSQL that stands in needs none.',
  allowed: 'default, or an ARN such as arn:aws:iam::123456789012:role/load; several with commas between',
  accepts: (value: unknown): value is string => typeof value === 'string' && IAM_ROLE.test(value),
};

/**
 * Redshift, or a PostgreSQL that stands in for it: `version()` tells. Its capabilities are the stand-in's; a real
 * cluster keeps more bytes of a name and leaves keys unchecked.
 */
export class RedshiftStrategy extends PostgresStrategy {
  override readonly id = 'redshift';
  override readonly label = 'Redshift';
  readonly dialect = 'redshift';
  override readonly connection: ConnectionSpec = {
    ...new PostgresStrategy().connection,
    protocols: ['redshift', 'postgres', 'postgresql'],
    dsnExample: 'redshift://me:${DB_PASSWORD}@host:5439/db',
    options: { ...SCHEMA_OPTIONS, ...TLS_OPTIONS, ...DIALECT_OPTION, iam_role: IAM_ROLE_OPTION },
  };

  protected override flavourOf(version: string): PostgresFlavour {
    return version.includes('Redshift') ? REDSHIFT : STAND_IN;
  }
}
