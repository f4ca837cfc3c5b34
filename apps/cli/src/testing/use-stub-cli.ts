import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../run-cli';
import { MemoryTerminal } from './memory-terminal';
import { StubServer, type Route } from './stub-server';

/** What a call of the CLI came to. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The CLI against a server that answers what a test says, and a folder: both are new for each test. */
export class StubCli {
  /** Answers by `METHOD /path`. */
  readonly routes: Record<string, Route> = {};
  folder = '';
  url = '';
  private server = new StubServer(this.routes);

  /** What the server was asked. */
  get requests(): StubServer['requests'] {
    return this.server.requests;
  }

  async begin(): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), 'dw-cli-'));
    for (const route of Object.keys(this.routes)) delete this.routes[route];
    this.server = new StubServer(this.routes);
    this.url = await this.server.start();
  }

  async end(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true });
  }

  readonly run = async (args: readonly string[], options: ConstructorParameters<typeof MemoryTerminal>[0] = {}): Promise<Outcome> => {
    const terminal = new MemoryTerminal(options);
    const status = await runCli(args, terminal, { DW_SIMULATOR_URL: this.url, NO_COLOR: '1' });
    await new Promise(setImmediate);
    return { status, out: terminal.outText, err: terminal.errText };
  };

  /** Writes a file into the folder. Answers its path. */
  readonly file = (name: string, text: string): string => {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  };
}

export function useStubCli(): StubCli {
  const stub = new StubCli();
  beforeEach(() => stub.begin());
  afterEach(() => stub.end());
  return stub;
}

/** A problem, as the server tells of it. */
export function problem(status: number, body: object): Route {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
  };
}
