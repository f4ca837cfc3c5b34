import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { MetadataLocation } from '../metadata-source';

/** A place for the metadata of one test. */
export interface TemporaryMetadata {
  readonly location: MetadataLocation;
  remove(): Promise<void>;
}

/** A fresh file, or a database of its own on the server that Jest's global set-up started. */
export async function temporaryMetadata(engine: 'SQLite' | 'PostgreSQL'): Promise<TemporaryMetadata> {
  if (engine === 'SQLite') {
    const folder = mkdtempSync(join(tmpdir(), 'dw-metadata-'));
    return { location: { file: join(folder, 'metadata.sqlite') }, remove: async () => rmSync(folder, { recursive: true }) };
  }
  const name = `metadata_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  return { location: { url: serverUrl().replace(/\/[^/]*$/, `/${name}`) }, remove: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

function serverUrl(): string {
  const url = process.env['DW_SIM_TEST_POSTGRES_URL'];
  if (url === undefined) throw new Error('This project lacks `nodeWithPostgres` in its Jest configuration.');
  return url;
}

async function onServer(statement: string): Promise<void> {
  const client = new Client(serverUrl());
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
