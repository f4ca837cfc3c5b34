import { parseArgs } from 'node:util';
import { PostgresServer } from '@dw-sim/warehouse-testing';
import { crash } from './crash/crash';
import { lookAtDuckDb, lookAtPostgres, lookAtSqlite } from './crash/warehouse-look';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '200' },
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

const COMMANDS: Readonly<Record<string, () => Promise<{ readonly broken: readonly string[] }>>> = {
  crash: () =>
    withPostgres((url) =>
      crash({
        kills: Number(values.kills),
        seed: Number(values.seed),
        items: Number(values.items),
        warehouses: { duckdb: lookAtDuckDb, sqlite: lookAtSqlite, ...(url && { postgres: () => lookAtPostgres(url) }) },
        environment: url ? { DW_SIMULATOR_POSTGRES_URL: url } : {},
        onKill: (kill, faults) => process.stderr.write(`kill ${kill}${faults.map((fault) => `\n  ${fault}`).join('')}\n`),
      }),
    ),
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
