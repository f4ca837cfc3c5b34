import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generate } from '@dw-sim/generation-engine';
import { checkDefinition, compilePlan, type ExperimentModel } from '@dw-sim/generation-plan';
import { splitStatements, translateSql } from '@dw-sim/sql';
import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { lookupOf } from './fixture-tables';
import type { Outcome } from './outcome';
import type { TestEngine } from './test-engine';

const DEFINITION = 'tools/conformance/tpch/definition.json';
const SEED = 1;
const TIMEOUT_MS = 120_000;

/** Generates tables of the shape of TPC-H and loads them into every engine. @param root folder of the clone */
export async function loadTpch(engines: readonly TestEngine[], root = '.'): Promise<readonly PhysicalTable[]> {
  const { model, errors } = checkDefinition(JSON.parse(readFileSync(join(root, DEFINITION), 'utf8')), { warehouses: [] });
  if (!model) throw new Error(errors.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  const tables = model.tables.map(tableOf);
  const folder = mkdtempSync(join(tmpdir(), 'dw-sim-tpch-'));
  try {
    const files = await generate(compilePlan(model, { seed: SEED }), { outputDirectory: folder, workerPath: resolve(root, 'dist/libs/generation/engine/worker.cjs'), workerCount: 1 });
    for (const { bench } of engines) await load(bench, tables, files, folder);
    return tables;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Engines read staged files from their own folders alone. */
async function load({ config, session }: TestEngine['bench'], tables: readonly PhysicalTable[], files: Awaited<ReturnType<typeof generate>>, folder: string): Promise<void> {
  await session.createTables(tables);
  for (const table of tables) {
    const generated = files.find((file) => file.table === table.name);
    const staged = (generated?.files ?? []).map((path) => stage(path, folder, config.stagingDirectory));
    await session.loadTable({ table, files: staged, rowCount: generated?.rowCount ?? 0 });
  }
}

function stage(path: string, folder: string, staging: string): string {
  const target = join(staging, path.slice(folder.length + 1).replaceAll(/[\\/]/g, '_'));
  copyFileSync(path, target);
  return target;
}

function tableOf({ name, columns }: ExperimentModel['tables'][number]): PhysicalTable {
  return { name, columns: columns.map((column) => ({ name: column.name, type: column.type, nullable: column.nullable })), uniqueKeys: [], foreignKeys: [] };
}

/** Runs the queries of a text, in Redshift's SQL, on every engine. */
export async function runQueries(sql: string, engines: readonly TestEngine[], tables: readonly PhysicalTable[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { text } of splitStatements(sql)) outcomes.push(await runQuery(text, engines, tables));
  return outcomes;
}

/** Right where the engines give the same rows. */
async function runQuery(sql: string, engines: readonly TestEngine[], tables: readonly PhysicalTable[]): Promise<Outcome> {
  const told = { name: /\/\*\s*(.*?)\s*\*\//.exec(sql)?.[1] ?? sql.slice(0, 60).replaceAll(/\s+/g, ' '), sql };
  const answers: string[] = [];
  for (const { engine, bench } of engines) {
    try {
      const text = translateSql(sql, { dialect: 'redshift', engine, tables: lookupOf(tables) }).sql;
      answers.push((await bench.query(text, { timeoutMs: TIMEOUT_MS })).rows.map((row) => row.map(String).join('|')).join('\n'));
    } catch (error) {
      // Expected: a query that is not understood, or an engine's fault.
      return { ...told, engine, verdict: 'failed', got: String((error as Error).message) };
    }
  }
  const [first = '', ...others] = answers;
  if (others.every((answer) => answer === first)) return { ...told, verdict: 'right', got: `${first === '' ? 0 : first.split('\n').length} rows` };
  return { ...told, verdict: 'wrong', expected: first.slice(0, 400), got: others.find((answer) => answer !== first)?.slice(0, 400) };
}
