import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../..');
const READY_TIMEOUT_MS = 30_000;

/** The built server on a free port, with a data root of its own. */
export class Product {
  private constructor(
    private readonly server: ChildProcess,
    readonly url: string,
    readonly dataRoot: string,
  ) {}

  /** @param environment further settings */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<Product> {
    const port = await freePort();
    const dataRoot = mkdtempSync(join(tmpdir(), 'dw-sim-e2e-'));
    const server = spawn(process.execPath, [join(ROOT, 'dist/apps/api/main.js'), '--port', String(port), '--data-root', dataRoot], { env: { ...process.env, ...environment }, stdio: 'ignore' });
    const product = new Product(server, `http://localhost:${port}`, dataRoot);
    await product.ready();
    return product;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill();
    await ended;
    rmSync(this.dataRoot, { recursive: true, force: true });
  }

  /** Calls the API beside the browser; for what a test needs to find, not for what it tests. */
  async post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.url}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (Date.now() < deadline && this.server.exitCode === null) {
      // Refused until the server listens.
      const answer = await fetch(`${this.url}/api/health/live`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server at ${this.url} did not get ready`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
