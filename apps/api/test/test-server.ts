import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataRoot, loadConfiguration } from '@dw-sim/api-platform';
import { terminalStatusOf, type ExperimentDefinition, type RunDetail, type RunEvent } from '@dw-sim/contracts';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import type { WarehouseStrategy } from '@dw-sim/warehouse-core';
import { PostgresStrategy } from '@dw-sim/warehouse-postgres';
import { RedshiftStrategy } from '@dw-sim/warehouse-redshift';
import { SqliteStrategy } from '@dw-sim/warehouse-sqlite';
import request from 'supertest';
import { fileStrategies } from '../src/server/file-strategies';
import { startServer, type RunningServer } from '../src/server/start-server';

/** What the build made; `build-before-tests.cjs` sees to it that it is there. */
const BUILT = join(__dirname, '../../../dist');

/** A server as in production, on a data root of its own and a free port. */
export class TestServer {
  private constructor(
    readonly dataRoot: string,
    private readonly running: RunningServer,
  ) {}

  /** @param more further engines, and whether to log to the data root's file */
  static async start(
    environment: Record<string, string> = {},
    dataRoot = mkdtempSync(join(tmpdir(), 'dw-api-')),
    more: { readonly strategies?: readonly WarehouseStrategy[]; readonly logToFile?: boolean } = {},
  ): Promise<TestServer> {
    const configuration = loadConfiguration({
      directory: dataRoot,
      environment: { DW_SIMULATOR_LOG_LEVEL: 'fatal', DW_SIMULATOR_WORKERS: '1', ...environment },
      flags: { 'data-root': dataRoot, port: '0' },
    });
    const running = await startServer({
      configuration,
      version: '0.0.0',
      strategies: [
        new DuckDbStrategy(), new SqliteStrategy({ childPath: join(BUILT, 'libs/warehouse/sqlite/child.cjs') }), new PostgresStrategy(), new RedshiftStrategy(), ...fileStrategies(configuration),
        ...(more.strategies ?? []),
      ],
      workerPath: join(BUILT, 'libs/generation/engine/worker.cjs'),
      logToFile: more.logToFile,
    });
    return new TestServer(dataRoot, running);
  }

  get url(): string {
    return this.running.url;
  }

  get app(): RunningServer['app'] {
    return this.running.app;
  }

  get root(): DataRoot {
    return new DataRoot(this.dataRoot);
  }

  get http() {
    return request(this.running.app.getHttpServer());
  }

  post(path: string, body: object = {}) {
    return this.http.post(path).send(body);
  }

  async create(definition: ExperimentDefinition): Promise<void> {
    await this.post('/api/experiments', definition).expect(201);
  }

  /** Starts a run and waits for its end. */
  async run(experiment: string, kind: 'generate' | 'load' = 'generate', body: object = {}): Promise<RunDetail> {
    const started = await this.post(`/api/experiments/${experiment}/${kind}`, body).expect(202);
    await this.events(experiment, started.body.id);
    return (await this.http.get(`/api/experiments/${experiment}/runs/${started.body.id}`).expect(200)).body;
  }

  /** The events of a run after the given one, until the server ends the stream. */
  async events(experiment: string, runId: number, after = 0): Promise<readonly RunEvent[]> {
    const response = await fetch(`${this.url}/api/experiments/${experiment}/runs/${runId}/events`, { headers: { 'Last-Event-ID': String(after) } });
    const text = await response.text();
    return text.split('\n\n').flatMap((message) => {
      const fields = new Map(message.trim().split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
      if (!fields.has('data')) return [];
      const event = JSON.parse(fields.get('data')!) as RunEvent;
      expect([fields.get('event'), fields.get('id')]).toEqual([event.type, String(event.seq)]);
      return [event];
    });
  }

  stop(): Promise<void> {
    return this.running.close();
  }

  async destroy(): Promise<void> {
    await this.stop();
    rmSync(this.dataRoot, { recursive: true });
  }
}

/** How a run ended. */
export function outcome(events: readonly RunEvent[]) {
  return terminalStatusOf(events.at(-1)!);
}
