import { fork, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ExperimentDefinition, QueryResult, RunDetail, RunEvent } from '@dw-sim/contracts';

/** The built server; `build-before-tests.cjs` sees to it that it is there. */
const MAIN = join(__dirname, '../../../dist/apps/api/main.js');

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built server in a process of its own. */
export class ServerProcess {
  readonly ended: Promise<Ended>;
  private stdout = '';
  private stderr = '';

  /** `close` does not come to a parent that has disconnected; `exit` may come before the last output. */
  private constructor(readonly child: ChildProcess, endEvent: 'exit' | 'close') {
    child.stdout?.on('data', (chunk) => (this.stdout += chunk));
    child.stderr?.on('data', (chunk) => (this.stderr += chunk));
    this.ended = once(child, endEvent).then(([status]) => ({ status, stdout: this.stdout, stderr: this.stderr }));
  }

  /** As from a shell. */
  static launch(cwd: string, environment: Readonly<Record<string, string>>, ...flags: string[]): ServerProcess {
    const env = { ...process.env, DW_SIMULATOR_WORKERS: '1', DW_SIMULATOR_LOG_LEVEL: 'warn', ...environment };
    return new ServerProcess(spawn(process.execPath, [MAIN, ...flags], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }), 'close');
  }

  /** On a disk of its own at a folder, of that many bytes: a file system in memory that other processes see below `/proc/<pid>/root`. */
  static launchOnDisk(cwd: string, disk: string, bytes: number, ...flags: string[]): ServerProcess {
    const env = { ...process.env, DW_SIMULATOR_WORKERS: '1', DW_SIMULATOR_LOG_LEVEL: 'fatal' };
    return new ServerProcess(spawn('unshare', onDisk(disk, bytes, process.execPath, MAIN, ...flags), { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }), 'close');
  }

  /** Whether this machine lets us make a disk. */
  static canHaveDisk(folder: string): boolean {
    return spawnSync('unshare', onDisk(folder, 2 ** 20, 'true')).status === 0;
  }

  /** With files that may not grow beyond a number of blocks (of 512 or 1,024 bytes, as the shell has it). */
  static launchWithSmallFiles(cwd: string, blocks: number, ...flags: string[]): ServerProcess {
    const env = { ...process.env, DW_SIMULATOR_WORKERS: '1', DW_SIMULATOR_LOG_LEVEL: 'fatal' };
    return new ServerProcess(spawn('sh', ['-c', `ulimit -f ${blocks} && exec "$0" "$@"`, process.execPath, MAIN, ...flags], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }), 'close');
  }

  /** As the CLI does it. */
  static fork(cwd: string, dataRoot: string): ServerProcess {
    return new ServerProcess(fork(MAIN, ['--embedded', '--data-root', dataRoot], { cwd, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }), 'exit');
  }

  /** The URL of the line that it writes when it is ready. @throws where it ends instead */
  async ready(): Promise<Client> {
    let line: RegExpExecArray | null = null;
    while (!(line = /^DW Simulator is ready on (http:\S+)$/m.exec(this.stdout))) {
      const end = await Promise.race([once(this.child.stdout!, 'data').then(() => undefined), this.ended]);
      if (end) throw new Error(`The server ended: ${end.stderr}`);
    }
    return new Client(line[1]!);
  }

  kill(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Arguments of unshare(1): a command in a name space of its own, where a folder is a disk. */
function onDisk(disk: string, bytes: number, ...command: string[]): string[] {
  const rights = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return ['--mount', ...rights, 'sh', '-c', 'mount -t tmpfs -o size="$1" tmpfs "$0" && shift && exec "$@"', disk, String(bytes), ...command];
}

/** A client of a server's API that takes success for granted. */
export class Client {
  constructor(readonly url: string) {}

  async get<T>(path: string): Promise<T> {
    return (await fetch(`${this.url}/api${path}`)).json() as Promise<T>;
  }

  /** Whatever the answer is. */
  request(path: string, body: object): Promise<Response> {
    return fetch(`${this.url}/api${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  }

  async post<T>(path: string, body: object = {}): Promise<T> {
    const response = await this.request(path, body);
    const answer = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer as T;
  }

  async delete(path: string): Promise<void> {
    await fetch(`${this.url}/api${path}`, { method: 'DELETE' });
  }

  async create(definition: ExperimentDefinition): Promise<void> {
    await this.post('/experiments', definition);
  }

  generate(experiment: string, rows?: Record<string, number>): Promise<RunDetail> {
    return this.post(`/experiments/${experiment}/generate`, { rows });
  }

  /** Follows a run until an event that is looked for, or the end of its events. */
  async follow(experiment: string, runId: number, until: (event: RunEvent) => boolean = () => false): Promise<RunEvent | undefined> {
    const response = await fetch(`${this.url}/api/experiments/${experiment}/runs/${runId}/events`);
    const decoder = new TextDecoder();
    let text = '';
    let last: RunEvent | undefined;
    for await (const chunk of response.body!) {
      const messages = (text + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
      text = messages.pop()!;
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1];
        if (data === undefined) continue;
        last = JSON.parse(data) as RunEvent;
        if (until(last)) return last;
      }
    }
    return last;
  }

  async count(experiment: string, table: string): Promise<unknown> {
    const result = await this.post<QueryResult>('/query/execute', { sql: `SELECT COUNT(*) FROM ${table}`, experiment });
    return result.rows[0]?.[0];
  }
}
