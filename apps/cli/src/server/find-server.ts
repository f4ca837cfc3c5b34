import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerAddress } from '../client/api-client';
import { exchange, readText } from '../client/http-exchange';
import type { HealthReport, ServerInfo } from '@dw-sim/contracts';

const HEALTH_TIMEOUT_MS = 3000;

/** The server that serves a data root, by what it wrote there; undefined where none answers for it. */
export async function findServer(dataRoot: string): Promise<ServerAddress | undefined> {
  const info = readServerInfo(dataRoot);
  if (info === undefined) return undefined;
  const server = { url: info.url, ...(info.key !== undefined && { key: info.key }) };
  const health = await askHealth(server);
  return health !== undefined && sameFolder(health.data_root, dataRoot) ? server : undefined;
}

function readServerInfo(dataRoot: string): ServerInfo | undefined {
  try {
    const info = JSON.parse(readFileSync(join(dataRoot, 'server.json'), 'utf8')) as Partial<ServerInfo>;
    return typeof info.url === 'string' ? (info as ServerInfo) : undefined;
  } catch {
    // ENOENT: no server. SyntaxError: not one of ours.
    return undefined;
  }
}

async function askHealth({ url: base, key }: ServerAddress): Promise<HealthReport | undefined> {
  try {
    const url = new URL('/api/health', base);
    const headers = { ...(key !== undefined && { authorization: `Bearer ${key}` }) };
    const response = await exchange({ method: 'GET', url, headers, timeoutMs: HEALTH_TIMEOUT_MS });
    return JSON.parse(await readText(response, url)) as HealthReport;
  } catch {
    // UnansweredError, or a SyntaxError from something else on that port: the file was left behind by a killed server.
    return undefined;
  }
}

function sameFolder(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    // ENOENT: a folder that is not there is not the same.
    return false;
  }
}
