import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { AppError } from '@dw-sim/contracts';
import type { ChildCalls, ChildConfig, ChildMessage, ChildRequest } from './protocol';

/** Where the child's script is and what each child is told. */
export interface ChildSettings extends ChildConfig {
  readonly childPath: string;
}

/** What is told of a call while it runs. */
export interface CallEvents {
  readonly onProgress?: (rows: number) => void;
  /** The last moment in which killing the process undoes the call. */
  readonly beforeCommit?: () => void;
}

interface Question {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly events?: CallEvents;
}

/** The parent's side of one child process: asks one thing at a time, kills it to stop it. */
export class SqliteChild {
  private question?: Question;
  private alive = true;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: ChildMessage) => this.receive(message));
    child.once('exit', (code, signal) => this.end(signal ?? `exit status ${code}`));
    child.once('error', (error) => this.end(error.message));
  }

  /** @throws AppError `warehouse_unavailable` where the script is missing or the file can't be opened, `storage_full` */
  static async start({ childPath, ...config }: ChildSettings): Promise<SqliteChild> {
    if (!existsSync(childPath)) {
      throw new AppError('warehouse_unavailable', `The SQLite engine's script is missing: ${childPath}.`, { hint: 'Build the project first.' });
    }
    const process = fork(childPath, [JSON.stringify(config)], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const child = new SqliteChild(process);
    try {
      await new Promise<unknown>((resolve, reject) => (child.question = { resolve, reject }));
      return child;
    } catch (error) {
      // Expected: the child's failure to open the file.
      const { code, message, details } = error as AppError;
      throw new AppError(code === 'storage_full' ? code : 'warehouse_unavailable', `The warehouse file ${config.path} can't be opened: ${message}`, details);
    }
  }

  /** False once it was killed or has died. */
  get isAlive(): boolean {
    return this.alive;
  }

  /** @throws AppError of the call, or `warehouse_failed` where the process ends first */
  async call<C extends keyof ChildCalls>(
    call: C,
    args: Parameters<ChildCalls[C]>,
    events?: CallEvents,
  ): Promise<Awaited<ReturnType<ChildCalls[C]>>> {
    const answer = new Promise<unknown>((resolve, reject) => (this.question = { resolve, reject, events }));
    if (this.alive) this.send({ type: 'call', call, args });
    else this.end('it was stopped');
    return (await answer) as Awaited<ReturnType<ChildCalls[C]>>;
  }

  /** Ends it at once, whatever it does; what it has not committed is undone. */
  kill(): void {
    this.alive = false;
    this.child.kill('SIGKILL');
  }

  /** Kills it and waits until it is gone, and with it its locks. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.kill();
    await gone;
  }

  private receive(message: ChildMessage): void {
    if (message.type === 'progress') this.question?.events?.onProgress?.(message.rows);
    else if (message.type === 'commit-ready') this.allowCommit();
    else this.settle(message);
  }

  private allowCommit(): void {
    if (!this.alive) return;
    this.question?.events?.beforeCommit?.();
    this.send({ type: 'commit' });
  }

  private settle(message: ChildMessage): void {
    const { question } = this;
    this.question = undefined;
    if (message.type === 'failure') {
      const { code, message: text, details } = message.failure;
      question?.reject(new AppError(code, text, details));
    } else {
      question?.resolve(message.type === 'answer' ? message.value : undefined);
    }
  }

  private send(request: ChildRequest): void {
    // A process that has ended reports that by itself.
    this.child.send(request, () => undefined);
  }

  private end(reason: string): void {
    this.alive = false;
    this.question?.reject(new AppError('warehouse_failed', `The SQLite process ended: ${reason}.`));
    this.question = undefined;
  }
}
