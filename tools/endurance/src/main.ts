import { parseArgs } from 'node:util';
import { PostgresServer } from '@dw-sim/warehouse-testing';
import { aborts } from './aborts';
import { crash } from './crash/crash';
import { lookAtDuckDb, lookAtPostgres, lookAtSqlite, runningInPostgres } from './crash/warehouse-look';
import { driftFaults, soak } from './soak';
import { streams } from './streams';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '200' },
    aborts: { type: 'string', default: '100' },
    queries: { type: 'string', default: '20000' },
    runs: { type: 'string', default: '500' },
    clients: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    /** Rows of the largest table. */
    items: { type: 'string', default: '600000' },
    /** Without PostgreSQL, which is started for the tests otherwise. */
    embedded: { type: 'boolean', default: false },
  },
});

async function withPostgres<T>(use: (url: string | undefined) => Promise<T>): Promise<T> {
  if (values.embedded) return use(undefined);
  const server = await PostgresServer.start();
  try {
    return await use(server.url);
  } finally {
    await server.stop();
  }
}

/** The warehouses that a series works in, and how its server finds the last. */
function placesWith(postgresUrl: string | undefined) {
  return {
    warehouses: { duckdb: lookAtDuckDb, sqlite: lookAtSqlite, ...(postgresUrl && { postgres: () => lookAtPostgres(postgresUrl) }) },
    environment: postgresUrl ? { DW_SIMULATOR_POSTGRES_URL: postgresUrl } : undefined,
  };
}

const COMMANDS: Readonly<Record<string, () => Promise<{ readonly broken: readonly string[] }>>> = {
  crash: () =>
    withPostgres((url) =>
      crash({
        kills: Number(values.kills),
        seed: Number(values.seed),
        items: Number(values.items),
        ...placesWith(url),
        onKill: (kill, faults) => process.stderr.write(`kill ${kill}${faults.map((fault) => `\n  ${fault}`).join('')}\n`),
      }),
    ),
  aborts: () =>
    withPostgres((url) =>
      aborts({
        aborts: Number(values.aborts),
        seed: Number(values.seed),
        items: Number(values.items),
        ...placesWith(url),
        ...(url && { statements: runningInPostgres(url) }),
        onAbort: (done, ms, what) => process.stderr.write(`abort ${done}: ${ms} ms during ${what}\n`),
      }),
    ),
  soak: async () => {
    const onRound = (done: number, rssMb: number) => void (done % 25 === 0 && process.stderr.write(`${done} runs, ${Math.round(rssMb)} MB\n`));
    const report = await soak({ queries: Number(values.queries), runs: Number(values.runs), seed: Number(values.seed), onRound });
    return { ...report, broken: [...report.broken, ...driftFaults(report)] };
  },
  streams: () => streams({ clients: Number(values.clients), items: Number(values.items) * 5, seed: Number(values.seed) }),
};

async function main(): Promise<void> {
  const command = COMMANDS[positionals[0] ?? ''];
  if (!command) {
    process.stderr.write(`Unknown command; there are ${Object.keys(COMMANDS).join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  const report = await command();
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.broken.length > 0 ? 1 : 0;
}

void main();
