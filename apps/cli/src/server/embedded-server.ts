import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type ErrorCode, type ProblemDetails } from '@dw-sim/contracts';
import type { ServerAddress } from '../client/api-client';

/** What the forked server says, once. */
type ServerMessage = { readonly type: 'ready'; readonly url: string; readonly key: string | null } | { readonly type: 'error'; readonly problem: ProblemDetails };

/** A server of our own in a child process. It ends by itself when it is released, after active runs. */
export interface EmbeddedServer {
  readonly server: ServerAddress;
  /** Lets go of it; waits a moment for its end, so that the next command finds the data root free. */
  release(options: { readonly wait: boolean }): Promise<void>;
}

/** What a server of our own is started on. */
export interface EmbeddedPlace {
  readonly installation: string;
  readonly dataRoot: string;
  readonly configFile: string | undefined;
}

const END_TIMEOUT_MS = 3000;

/**
 * Starts the API on a data root in a child process of its own group, so that Ctrl+C reaches this process only.
 * @throws AppError the server's own reason, such as `data_root_locked`
 */
export async function startEmbeddedServer({ installation, dataRoot, configFile }: EmbeddedPlace, note: (text: string) => void): Promise<EmbeddedServer> {
  const script = join(installation, 'dist/apps/api/main.js');
  if (!existsSync(script)) await buildServer(installation, note);
  const child = fork(script, ['--embedded', '--data-root', dataRoot, '--working-folder', process.cwd(), ...(configFile === undefined ? [] : ['--config-file', configFile])], {
    cwd: installation,
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const message = await firstMessage(child, dataRoot);
  if (message.type === 'ready') {
    const server = { url: message.url, ...(message.key !== null && { key: message.key }) };
    return { server, release: (options) => release(child, options.wait) };
  }
  if (child.connected) child.disconnect();
  const { code, detail, errors, hint } = message.problem;
  throw new AppError(code, detail, { ...(errors && { errors }), ...(hint && { hint }) });
}

function firstMessage(child: ChildProcess, dataRoot: string): Promise<ServerMessage> {
  const hint = `Its log is ${join(dataRoot, 'server.log')}.`;
  const failure = (what: string) => new AppError('server_unavailable' satisfies ErrorCode, `The embedded server ${what}.`, { hint });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as ServerMessage));
    child.once('error', (error) => reject(failure(`could not be started: ${error.message}`)));
    child.once('exit', (status, signal) => reject(failure(`ended with ${signal ?? `status ${status}`} before it was ready`)));
  });
}

async function release(child: ChildProcess, wait: boolean): Promise<void> {
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  if (child.connected) child.disconnect();
  if (wait && ended) {
    const timer = new AbortController();
    await Promise.race([ended, sleep(END_TIMEOUT_MS, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }
  child.unref();
}

async function buildServer(installation: string, note: (text: string) => void): Promise<void> {
  note('Building the server (first use only) …');
  const nx = join(installation, 'node_modules/nx');
  const { bin } = JSON.parse(readFileSync(join(nx, 'package.json'), 'utf8')) as { bin: { nx: string } };
  const build = spawn(process.execPath, [join(nx, bin.nx), 'build', 'api'], {
    cwd: installation,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [status] = (await once(build, 'close')) as [number | null];
  if (status !== 0) throw new AppError('server_unavailable', `The server could not be built:\n${output.trim()}`);
}
