import type { SystemTable } from './system-tables';

const texts = (names: string): SystemTable['columns'] => Object.fromEntries(names.split(' ').map((name) => [name, 'text'] as const));
const empty = (names: string): SystemTable => ({ columns: texts(names) });
const one = (columns: SystemTable['columns'], ...row: NonNullable<ReturnType<NonNullable<SystemTable['rows']>>[number]>[number][]): SystemTable => ({ columns, rows: () => [row] });

/** What a cluster tells of itself: one user, one database, one schema, and nothing outside (https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html). */
export const CLUSTER_TABLES: Readonly<Record<string, SystemTable>> = {
  pg_user: one({ usename: 'text', usesysid: 'integer', usecreatedb: 'boolean', usesuper: 'boolean', usecatupd: 'boolean', passwd: 'text', valuntil: 'timestamp' }, 'awsuser', 100, true, true, false, '********', null),
  svv_user_info: one({ user_name: 'text', user_id: 'integer', createdb: 'boolean', superuser: 'boolean', catalog_update: 'boolean' }, 'awsuser', 100, true, true, false),
  pg_database: one({ datname: 'text', datdba: 'integer', encoding: 'integer', datistemplate: 'boolean', datallowconn: 'boolean' }, 'dev', 100, 6, false, true),
  svv_redshift_databases: one({ database_name: 'text', database_owner: 'integer', database_type: 'text' }, 'dev', 100, 'local'),
  svv_all_schemas: one({ database_name: 'text', schema_name: 'text', schema_owner: 'integer', schema_type: 'text', schema_acl: 'text', source_database: 'text', schema_option: 'text' }, 'dev', 'public', 100, 'local', null, null, null),
  svv_redshift_schemas: one({ database_name: 'text', schema_name: 'text', schema_owner: 'integer', schema_type: 'text', schema_acl: 'text', schema_option: 'text' }, 'dev', 'public', 100, 'local', null, null),
  pg_views: empty('schemaname viewname viewowner definition'),
  svv_mv_info: empty('database_name schema_name user_name name is_stale state'),
  svv_external_schemas: empty('esoid eskind schemaname esowner databasename esoptions'),
  svv_external_databases: empty('eskind esoptions databasename location parameters'),
  svv_external_tables: empty('redshift_database_name schemaname tablename tabletype location input_format output_format serialization_lib serde_parameters compressed parameters'),
  svv_external_columns: empty('redshift_database_name schemaname tablename columnname external_type columnnum part_key is_nullable'),
  svv_external_partitions: empty('schemaname tablename values location input_format output_format serialization_lib serde_parameters compressed parameters'),
  svv_datashares: empty('share_name share_id share_owner source_database consumer_database share_type createdate is_publicaccessible share_acl producer_account producer_namespace'),
};
