import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { AppError, dsnProtocol, HIDDEN_SECRET } from '@dw-sim/contracts';
import { canonicalJson } from '@dw-sim/generation-plan';
import type { WarehouseConfig, WarehouseConnection, WarehouseStrategy } from '@dw-sim/warehouse-core';
import { absoluteFile, fileFault, filePathOf, realFile, type FileRules } from '../targets/file-place';
import { resolveReferences } from '../targets/references';
import type { Target } from '../targets/target';
import type { SessionPlace } from './session-pool';

/** How a target is opened. Holds credentials. */
export interface ConnectionPlan {
  readonly place: SessionPlace;
  readonly config: Pick<WarehouseConfig, 'file' | 'connection'>;
  /** Takes what is secret out of a text. */
  readonly redact: (text: string) => string;
}

/** A shorter word may stand in any text by chance, and what replaces it would give it away. */
const SHORTEST_SECRET = 4;

/**
 * Resolves a target's DSN and checks it where it could not be checked before.
 * @param ownSchema schema of an experiment, where the target gives each one its own
 * @throws AppError `warehouse_unavailable` where a variable is not set, the key is another one, or the DSN does not fit
 */
export function planConnection(target: Target, { connection: spec }: WarehouseStrategy, rules: FileRules, ownSchema?: string): ConnectionPlan {
  const written = target.revealDsn();
  if (written === null) return { place: { database: `own:${target.id.toLowerCase()}` }, config: {}, redact: (text) => text };
  // A driver, as SQLAlchemy writes it, says nothing to other programs.
  const dsn = resolveReferences(written, environmentOf(rules.configuration.directory)).replace(/^([a-z]+)\+[a-z0-9]+:/i, '$1:');
  const protocol = dsnProtocol(dsn);
  if (protocol === undefined || !spec.protocols.includes(protocol)) {
    throw unusable(target, `it has ${protocol === undefined ? 'no protocol' : `the protocol ${protocol}`}; allowed: ${spec.protocols.join(', ')}`);
  }
  if (spec.place === 'file') return filePlan(target, dsn, rules);
  const shared = target.schema ?? spec.schema.default;
  const schema = ownSchema ?? shared;
  const database = createHash('sha256').update(canonicalJson({ kind: target.kind, dsn, schema: shared, options: target.options })).digest('hex');
  return { place: { database, ...(ownSchema !== undefined && { schema: ownSchema }) }, config: { connection: { dsn, ...(schema !== null && { schema }), ...tlsOf(target), options: target.options } }, redact: redactor(dsn) };
}

function filePlan(target: Target, dsn: string, rules: FileRules): ConnectionPlan {
  const path = filePathOf(dsn);
  if (path === undefined) throw unusable(target, 'it names no file');
  const fault = fileFault(path, rules);
  if (fault) throw unusable(target, `${fault.message}; allowed: ${fault.allowed}`);
  const file = absoluteFile(path, rules);
  return { place: { database: `file:${target.kind}:${realFile(file) ?? file}` }, config: { file }, redact: (text) => text };
}

/** What the options say of encryption, if anything. */
function tlsOf({ options: { tls_verify: verify, tls_ca: ca } }: Target): Pick<WarehouseConnection, 'tls'> {
  const tls = { ...(typeof verify === 'boolean' && { verify }), ...(typeof ca === 'string' && { ca }) };
  return Object.keys(tls).length > 0 ? { tls } : {};
}

/** The environment of the server, over `.env.local`. */
function environmentOf(directory: string): Readonly<Record<string, string | undefined>> {
  const file = join(directory, '.env.local');
  return { ...(existsSync(file) && (parseEnv(readFileSync(file, 'utf8')) as Record<string, string>)), ...process.env };
}

function redactor(dsn: string): (text: string) => string {
  const url = URL.canParse(dsn) ? new URL(dsn) : undefined;
  const secrets = [dsn, url?.password ?? '', ...(url?.searchParams.values() ?? [])].flatMap((text) => [text, decoded(text)]);
  const known = [...new Set(secrets)].filter((text) => text.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);
  return (text) => known.reduce((result, secret) => result.replaceAll(secret, HIDDEN_SECRET), text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // URIError: it is not escaped.
    return text;
  }
}

function unusable({ id }: Target, reason: string): AppError {
  return new AppError('warehouse_unavailable', `The DSN of target "${id}" can't be used: ${reason}.`);
}
