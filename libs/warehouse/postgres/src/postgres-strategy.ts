import { join, resolve } from 'node:path';
import { AppError, type ColumnType } from '@dw-sim/contracts';
import { SCHEMA_OPTIONS, TLS_OPTIONS, type ConnectionSpec, type WarehouseCapabilities, type WarehouseConfig, type WarehouseSession, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import { addressOf, dsnFault } from './connection-settings';
import { Connections } from './connections';
import { MAX_IDENTIFIER_BYTES } from './constraint-names';
import { POSTGRES, type PostgresFlavour } from './flavour';
import { engineError } from './postgres-error';
import { PostgresSession } from './postgres-session';
import { postgresType } from './postgres-types';
import { prepareReaderRole } from './reader-role';
import { existingSchema, ownSchemaOf } from './schemas';

export interface PostgresOptions {
  /** How long work other than queries waits for locks of somebody else's; a minute by default. */
  readonly lockWaitMs?: number;
}

/** PostgreSQL behind a network: enforces every key, keeps every type. It is opened on a connection of the configuration. */
export class PostgresStrategy implements WarehouseStrategy {
  readonly id: string = 'postgres';
  readonly label: string = 'PostgreSQL';
  readonly capabilities: WarehouseCapabilities = {
    maxIdentifierBytes: MAX_IDENTIFIER_BYTES,
    enforcesUniqueKeys: true,
    enforcesForeignKeys: true,
    exactDecimals: true,
    temporalTypes: true,
    cancelsQueries: true,
  };

  readonly connection: ConnectionSpec = {
    place: 'server',
    protocols: ['postgres', 'postgresql'],
    dsnRequired: true,
    dsnExample: 'postgres://me:${DB_PASSWORD}@host:5432/db',
    schema: { default: null, choosable: true },
    check: dsnFault,
    options: { ...SCHEMA_OPTIONS, ...TLS_OPTIONS },
  };

  constructor(private readonly options: PostgresOptions = {}) {}

  physicalType(type: ColumnType): string {
    return postgresType(type);
  }

  async open({ connection, directory, stagingDirectory, memoryLimitBytes }: WarehouseConfig): Promise<WarehouseSession> {
    if (!connection) throw new AppError('warehouse_unavailable', `${this.label} has no connection string.`, { hint: 'Configure one.' });
    const address = addressOf(connection);
    const connections = new Connections(connection, this.options.lockWaitMs);
    const client = await connections.connect();
    try {
      const version = await versionOf(client);
      const flavour = this.flavourOf(version);
      const schema = await existingSchema(client, connection);
      const readerRole = flavour.isPostgres ? await prepareReaderRole(client, schema) : undefined;
      const hasFunctions = (await flavour.functions?.install(client, readerRole)) ?? false;
      const limits = { stagingDirectory: resolve(stagingDirectory), memoryLimitBytes };
      const ownSchema = ownSchemaOf(connection);
      return new PostgresSession(connections, {
        address, version: shortVersion(version), flavour, limits, hasFunctions, exportDirectory: join(directory, 'exports'), ...(readerRole !== undefined && { readerRole }), ...(ownSchema !== undefined && { ownSchema }),
      });
    } catch (error) {
      // Expected: a schema that can't be made, a server that goes away.
      throw engineError(error, address);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** What the server's `version()` says it is. */
  protected flavourOf(_version: string): PostgresFlavour {
    return POSTGRES;
  }
}

async function versionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>('SELECT version()');
  return rows[0]?.version ?? '';
}

/** `18.4` of PostgreSQL, `1.0.12345` of Redshift. */
function shortVersion(version: string): string {
  return /Redshift ([\d.]+)/.exec(version)?.[1] ?? /PostgreSQL ([\d.]+)/.exec(version)?.[1] ?? version;
}
