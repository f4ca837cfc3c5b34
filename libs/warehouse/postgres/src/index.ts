export { PostgresStrategy, type PostgresFlavour } from './postgres-strategy';
export { postgresType } from './postgres-types';
