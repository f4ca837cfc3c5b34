import { userInfo } from 'node:os';
import { AppError } from '@dw-sim/contracts';
import type { DsnFault, WarehouseConnection } from '@dw-sim/warehouse-core';
import { Client, type ClientConfig } from 'pg';

const CONNECT_MS = 10_000;
/** Servers that take no connection without encryption. */
const ENCRYPTED_ONLY = /\.redshift(-serverless)?\.amazonaws\.com(\.cn)?$/i;
const FORM = 'postgres://user:password@host:port/database';
/** Parameters of a DSN that name files. */
const FILE_PARAMETERS = ['sslrootcert', 'sslcert', 'sslkey', 'sslcrl', 'sslcrldir', 'passfile', 'service', 'servicefile'];
/** Parameters of a DSN that the driver gets as they are. */
const PASSED_ON = ['application_name', 'fallback_application_name', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'query_timeout'];
/** Values of `sslmode` and `ssl`. */
const UNENCRYPTED = ['disable', 'false', '0'];

/** Where a connection leads, without a credential: what messages may say. */
export interface Address {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
}

/** @throws AppError `invalid_request` where the DSN is not one of PostgreSQL's, names no user, or names a file */
export function addressOf({ dsn }: WarehouseConnection): Address {
  const url = urlOf(dsn);
  const parameters = url.searchParams;
  const host = parameters.get('host') || decode(url.hostname) || 'localhost';
  const user = parameters.get('user') || decode(url.username) || (isSocket(host) ? userInfo().username : '');
  if (user === '') throw new AppError('invalid_request', `The connection string names no user; allowed: ${FORM}.`);
  const port = parameters.get('port') || url.port || '5432';
  if (!/^[1-9]\d{0,4}$/.test(port)) throw new AppError('invalid_request', `The connection string has no valid port; allowed: ${FORM}.`);
  return { host, port, database: decode(url.pathname.slice(1)) || user, user };
}

/** `host:port/database`, for messages. */
export function formatAddress({ host, port, database }: Address): string {
  return `${host}:${port}/${database}`;
}

/** What is wrong with a DSN beyond its form: it names files, which would be read as the server's user. */
export function dsnFault(dsn: string): DsnFault | undefined {
  const [, query = ''] = dsn.split(/\?(.*)/s);
  const name = [...new URLSearchParams(query).keys()].find((key) => FILE_PARAMETERS.includes(key.toLowerCase()));
  return name === undefined ? undefined : { message: `dsn names a file of the server by ${name}`, allowed: 'the option tls_ca with the text of the certificates to trust' };
}

/**
 * What the driver needs to connect, all of it said outright: what it lacks it would take from the server's environment and
 * files, and send to the host. A certificate is checked unless the connection says otherwise.
 */
export function clientConfig(connection: WarehouseConnection): ClientConfig & { readonly sslnegotiation: string } {
  const { host, port, database, user } = addressOf(connection);
  const url = urlOf(connection.dsn);
  const given = PASSED_ON.flatMap((name) => (url.searchParams.has(name) ? [[name, url.searchParams.get(name)]] : []));
  const password = url.searchParams.get('password') || decode(url.password);
  const sslnegotiation = url.searchParams.get('sslnegotiation') === 'direct' ? 'direct' : 'postgres';
  return {
    application_name: 'dw-simulator',
    ...Object.fromEntries(given),
    host: host.replace(/^\[(.+)\]$/, '$1'),
    port: Number(port),
    database,
    user,
    // A server that asks for none never calls it.
    password: password || (() => Promise.reject(new Error('The connection string has no password.'))),
    ssl: encryption(connection, host, url.searchParams),
    sslnegotiation,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
}

/**
 * A client that is still to connect. Of what the driver takes from the environment, its settings can't rule out two.
 * @throws AppError `invalid_request`
 */
export function makeClient(connection: WarehouseConnection): Client {
  const client = new Client(clientConfig(connection));
  const { connectionParameters } = client as Client & { readonly connectionParameters: { options?: string | undefined; replication?: string | undefined } };
  connectionParameters.options = urlOf(connection.dsn).searchParams.get('options') ?? undefined;
  connectionParameters.replication = undefined;
  return client;
}

/** How a connection is encrypted: by the target's options, else by the DSN. */
function encryption({ tls }: WarehouseConnection, host: string, parameters: URLSearchParams): ClientConfig['ssl'] {
  const mode = parameters.get('sslmode') ?? parameters.get('ssl') ?? undefined;
  if (tls) return { rejectUnauthorized: tls.verify ?? true, ...(tls.ca !== undefined && { ca: tls.ca }) };
  if (mode === undefined) return ENCRYPTED_ONLY.test(host) || parameters.get('sslnegotiation') === 'direct' ? { rejectUnauthorized: true } : false;
  return UNENCRYPTED.includes(mode) ? false : { rejectUnauthorized: mode !== 'no-verify' };
}

function urlOf(dsn: string): URL {
  const text = dsn.replace(/^redshift:/, 'postgres:');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) throw new AppError('invalid_request', `The connection string is not valid; allowed: ${FORM}.`);
  const fault = dsnFault(dsn);
  if (fault) throw new AppError('invalid_request', `The ${fault.message}; allowed: ${fault.allowed}.`);
  return url;
}

function isSocket(host: string): boolean {
  return host.startsWith('/');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: taken as it is.
    return text;
  }
}
