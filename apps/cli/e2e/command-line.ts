import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const LAUNCHER = join(ROOT, 'apps/cli/bin/dw-sim.js');
const SERVER = join(ROOT, 'dist/apps/api/main.js');

export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A data root of its own, and the built command line on it. */
export class CommandLine {
  readonly folder = mkdtempSync(join(tmpdir(), 'dw-sim-e2e-'));
  readonly dataRoot = join(this.folder, 'data');

  /** Runs `dw-sim` to its end. */
  async run(...args: readonly string[]): Promise<Outcome> {
    const { outcome } = this.start(args);
    return outcome;
  }

  /** Runs `dw-sim`, which has to succeed, and answers what it printed. */
  async expectOk(...args: readonly string[]): Promise<string> {
    const { status, out, err } = await this.run(...args);
    if (status !== 0) throw new Error(`dw-sim ${args.join(' ')} ended with ${status}: ${err}${out}`);
    return out;
  }

  /** Runs `dw-sim` in a folder and leaves it to the caller. `printed` waits for a text on standard output. */
  start(args: readonly string[], input?: string): { readonly child: ChildProcess; readonly outcome: Promise<Outcome>; printed(text: string): Promise<void> } {
    const child = spawn(process.execPath, [LAUNCHER, ...args], { cwd: this.folder, env: this.environment });
    child.stdin.end(input);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const outcome = new Promise<Outcome>((resolve) => child.once('close', (status) => resolve({ status, out, err })));
    const printed = async (text: string) => {
      while (!out.includes(text)) {
        if (child.exitCode !== null) throw new Error(`dw-sim ended without printing "${text}": ${out}${err}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    return { child, outcome, printed };
  }

  /** Starts a server on the data root. `printed` is what it wrote until it was ready. */
  async serve(...flags: readonly string[]): Promise<ChildProcess & { readonly printed: string }> {
    let printed = '';
    const server = spawn(process.execPath, [SERVER, '--port', '0', '--data-root', this.dataRoot, ...flags], { env: this.environment, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('is ready on')) resolve();
      });
      server.once('exit', (status) => reject(new Error(`the server ended with ${status}`)));
    });
    return Object.assign(server, { printed });
  }

  write(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text);
    return name;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, maxRetries: 10, retryDelay: 200 });
  }

  private get environment(): NodeJS.ProcessEnv {
    const { FORCE_COLOR: _force, DW_SIMULATOR_URL: _url, ...environment } = process.env;
    return { ...environment, NO_COLOR: '1', DW_SIMULATOR_DATA_ROOT: this.dataRoot };
  }
}

/** Ends a process and waits for it. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

/** A small shop, as users write it. */
export const SHOP = `name: shop
description: Two tables
seed: 7
tables:
  - name: users
    target_rows: 50
    columns:
      - {name: id, data_type: INT, is_unique: true, required: true}
      - {name: name, data_type: VARCHAR, varchar_length: 40, faker_rule: first_name}
  - name: orders
    target_rows: 200
    columns:
      - {name: id, data_type: BIGINT, is_unique: true, required: true}
      - {name: user_id, data_type: INT, required: true, foreign_key: {references_table: users, references_column: id}}
      - {name: amount, data_type: "DECIMAL(10,2)", min_value: 1, max_value: 100}
`;
