export { nameBeside } from './constraint-names';
export { POSTGRES, type BulkLoad, type PostgresFlavour } from './flavour';
export { dropKeySql, incomingKeys } from './foreign-keys';
export { PostgresStrategy } from './postgres-strategy';
export { existingColumns, runAll } from './postgres-tables';
export { postgresType } from './postgres-types';
