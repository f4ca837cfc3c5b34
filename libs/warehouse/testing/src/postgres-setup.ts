import { PostgresServer } from './postgres-server';

declare global {
  var postgresServer: PostgresServer | undefined;
}

/** Jest's global set-up of a project that needs PostgreSQL: one server for all its tests. */
export default async function startServer(): Promise<void> {
  globalThis.postgresServer ??= await PostgresServer.start();
  process.env['DW_SIM_TEST_POSTGRES_URL'] = globalThis.postgresServer.url;
}
