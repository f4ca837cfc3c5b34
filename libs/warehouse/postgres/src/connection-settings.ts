import { AppError } from '@dw-sim/contracts';
import type { WarehouseConnection } from '@dw-sim/warehouse-core';
import type { ClientConfig } from 'pg';

const CONNECT_MS = 10_000;
/** Servers that take no connection without encryption. */
const ENCRYPTED_ONLY = /\.redshift(-serverless)?\.amazonaws\.com(\.cn)?$/i;

/** Where a connection leads, without a credential: what messages may say. */
export interface Address {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
}

/** @throws AppError `invalid_request` where the DSN is not one of PostgreSQL's */
export function addressOf({ dsn }: WarehouseConnection): Address {
  const url = URL.canParse(dsn) ? new URL(dsn) : undefined;
  if (!url || !['postgres:', 'postgresql:', 'redshift:'].includes(url.protocol)) {
    throw new AppError('invalid_request', 'The connection string is not valid; allowed: postgres://user:password@host:port/database.');
  }
  const user = decode(url.username);
  return {
    host: url.hostname || url.searchParams.get('host') || 'localhost',
    port: url.port || '5432',
    database: decode(url.pathname.slice(1)) || user,
    user,
  };
}

/** `host:port/database`, for messages. */
export function formatAddress({ host, port, database }: Address): string {
  return `${host}:${port}/${database}`;
}

/** What the driver needs to connect. A certificate is checked unless the connection says otherwise. */
export function clientConfig(connection: WarehouseConnection): ClientConfig {
  const { host } = addressOf(connection);
  const { dsn, tls } = connection;
  const encrypted = tls ?? (ENCRYPTED_ONLY.test(host) && !/[?&]ssl(mode)?=/.test(dsn) ? {} : undefined);
  const address = new URL(dsn.replace(/^redshift:/, 'postgres:'));
  // `require` checks the certificate today; said outright, the driver does not warn that this may change.
  if (/^(prefer|require|verify-ca)$/.test(address.searchParams.get('sslmode') ?? '')) address.searchParams.set('sslmode', 'verify-full');
  // Else what the address says of encryption would win.
  if (encrypted) ['ssl', 'sslmode'].forEach((name) => address.searchParams.delete(name));
  return {
    connectionString: address.href,
    application_name: 'dw-simulator',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    ...(encrypted && { ssl: { rejectUnauthorized: encrypted.verify ?? true, ...(encrypted.ca !== undefined && { ca: encrypted.ca }) } }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the driver takes it as it is.
    return text;
  }
}
