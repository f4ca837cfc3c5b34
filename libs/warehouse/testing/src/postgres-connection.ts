import { randomBytes } from 'node:crypto';
import type { WarehouseConnection } from '@dw-sim/warehouse-core';

/** Connection string of the server that Jest's global set-up started. */
export function testPostgresUrl(): string {
  const url = process.env['DW_SIM_TEST_POSTGRES_URL'];
  if (url === undefined) throw new Error('This project lacks `globalSetup: postgres-setup` in its Jest configuration.');
  return url;
}

/** A connection to that server with a schema that nobody else has. */
export function testConnection(): WarehouseConnection {
  return { dsn: testPostgresUrl(), schema: `test_${randomBytes(8).toString('hex')}` };
}
