export { DuckDbStrategy } from './duckdb-strategy';
