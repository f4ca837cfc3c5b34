import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiClient } from './api-client';

export interface ServerOptions {
  readonly dataRoot: string;
  /** Settings by their environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The built server in a process of its own. */
export class ServerProcess {
  readonly ended: Promise<Ended>;
  private output = '';
  private stdout = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk) => (this.stdout += chunk));
    child.stderr?.on('data', (chunk) => (this.output = `${this.output}${chunk}`.slice(-8000)));
    this.ended = once(child, 'exit').then(([status, signal]) => ({ status, signal }));
  }

  /** Starts what the build has made, on a free port. */
  static launch({ dataRoot, environment = {} }: ServerOptions): ServerProcess {
    const env = { ...process.env, DW_SIMULATOR_LOG_LEVEL: 'fatal', ...environment };
    return new ServerProcess(spawn(process.execPath, [builtServer(), '--port', '0', '--data-root', dataRoot], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Waits for the line that it writes when it is ready. @throws Error with what it wrote where it ends instead */
  async ready(): Promise<ApiClient> {
    for (;;) {
      const url = /is ready on (http:\S+)$/m.exec(this.stdout)?.[1];
      if (url) return new ApiClient(`${url.replace('localhost', '127.0.0.1')}/api`);
      const end = await Promise.race([once(this.child.stdout!, 'data').then(() => undefined), this.ended]);
      if (end) throw new Error(`The server ended with ${end.signal ?? end.status}: ${this.output}`);
    }
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** The built server of the nearest folder above that has one. */
function builtServer(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'dist/apps/api/main.js');
    if (existsSync(path)) return path;
  }
  throw new Error('The server is not built: npx nx build api');
}
