export { SqliteStrategy, type SqliteOptions } from './sqlite-strategy';
