import { PostgresServer } from '@dw-sim/warehouse-testing';

/** Runs a PostgreSQL, prints its connection string, and ends it when standard input ends. */
void PostgresServer.start().then((server) => {
  console.log(server.url);
  process.stdin.resume().on('end', () => void server.stop().then(() => process.exit()));
});
