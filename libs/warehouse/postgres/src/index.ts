export { POSTGRES, type PostgresFlavour } from './flavour';
export { PostgresStrategy } from './postgres-strategy';
export { postgresType } from './postgres-types';
