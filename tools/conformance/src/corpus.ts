import { AppError } from '@dw-sim/contracts';
import { experimentResolver, importDdl, readChanges, rewriteTableNames, translateSql, type WarehouseDialect } from '@dw-sim/sql';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { casesOfJson } from './function-case';
import type { FileOutcomes, Outcome } from './outcome';
import { runCase } from './run-case';
import { runsOn, type TestEngine } from './test-engine';
import { loadTpch, runQueries } from './tpch';

interface JsonLine {
  readonly dialect?: WarehouseDialect;
  readonly name?: string;
  readonly sql: string;
  readonly expected?: unknown;
}

/**
 * Runs a folder of cases. Its layout: `sql/*-functions.jsonl` (SQL with the documented value), `sql/rewrite.jsonl` (logical to
 * physical table names), `sql/ddl-statements.jsonl` (to import), other `sql/*.jsonl` (to parse), `ddl/<dialect>_*.sql` (to import),
 * `queries/*.sql` (queries of TPC-H in Redshift's SQL, whose rows have to be the same on every engine).
 */
export async function runCorpus(folder: string, engines: readonly TestEngine[]): Promise<readonly FileOutcomes[]> {
  const results: FileOutcomes[] = [];
  for (const file of filesIn(folder, 'sql', '.jsonl')) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (file.endsWith('-functions.jsonl')) results.push({ file, outcomes: await runFunctions(text, engines) });
    else if (file.endsWith('/rewrite.jsonl')) results.push({ file, outcomes: linesOf(text).map(runRewrite) });
    else if (file.endsWith('/ddl-statements.jsonl')) results.push({ file, outcomes: linesOf(text).map(({ dialect, name, sql }) => runImport(name ?? sql, sql, dialect)) });
    else results.push({ file, outcomes: linesOf(text).map(runParse) });
  }
  for (const file of filesIn(folder, 'ddl', '.sql')) {
    results.push({ file, outcomes: [runImport(file, readFileSync(join(folder, file), 'utf8'), dialectOf(file))] });
  }
  const queries = filesIn(folder, 'queries', '.sql');
  const tables = queries.length > 0 ? await loadTpch(engines) : [];
  for (const file of queries) results.push({ file, outcomes: await runQueries(readFileSync(join(folder, file), 'utf8'), engines, tables) });
  return results;
}

/** Files of a sub-folder, from the folder on; none where there is no such folder. */
export function filesIn(folder: string, inner: string, ending: string): readonly string[] {
  if (!existsSync(join(folder, inner))) return [];
  return readdirSync(join(folder, inner)).filter((name) => name.endsWith(ending)).sort().map((name) => `${inner}/${name}`);
}

async function runFunctions(text: string, engines: readonly TestEngine[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  // One at a time: engines share the machine with each other.
  for (const example of casesOfJson(text)) for (const engine of engines) if (runsOn(example.dialect, engine)) outcomes.push(await runCase(example, engine));
  return outcomes;
}

function linesOf(text: string): readonly JsonLine[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as JsonLine);
}

function runRewrite({ name, sql, expected }: JsonLine): Outcome {
  const wanted = String(expected);
  const told = { name: name ?? sql, sql, expected: wanted };
  try {
    const tables = ['customers', 'orders', ...[...wanted.matchAll(/exp__(\w+)/g)].map(([, table]) => table as string)];
    const got = rewriteTableNames(sql, experimentResolver({ physical: (table) => `exp__${table}` }, tables)).sql;
    return withoutComments(got) === withoutComments(wanted) ? { ...told, verdict: 'right' } : { ...told, verdict: 'wrong', got };
  } catch (error) {
    return { ...told, ...faultOf(error) };
  }
}

/** Comments are not what a case is about. */
function withoutComments(sql: string): string {
  return sql.replaceAll(/--[^\n]*/g, '').trim();
}

function runParse({ dialect = 'redshift', sql }: JsonLine): Outcome {
  try {
    // What changes tables is taken apart first, as the server does.
    translateSql(readChanges(sql, 'rowid', { dialect }).sql, { dialect, engine: 'duckdb' });
    return { name: sql, sql, verdict: 'right' };
  } catch (error) {
    return { name: sql, sql, ...faultOf(error) };
  }
}

function runImport(name: string, sql: string, dialect: Parameters<typeof importDdl>[1]['dialect'] = 'redshift'): Outcome {
  try {
    const { faults } = importDdl(sql, { dialect });
    return { name, sql, ...(faults.length === 0 ? { verdict: 'right' as const } : { verdict: 'refused' as const, got: faults.map(({ message }) => message).join('; ') }) };
  } catch (error) {
    return { name, sql, ...faultOf(error) };
  }
}

function dialectOf(file: string): Parameters<typeof importDdl>[1]['dialect'] {
  const [, name] = /\/(redshift|snowflake)_/.exec(file) ?? [];
  return (name ?? 'ansi') as Parameters<typeof importDdl>[1]['dialect'];
}

/** A refusal says what is not possible; anything else is a fault of ours. */
function faultOf(error: unknown): Pick<Outcome, 'verdict' | 'got'> {
  return { verdict: error instanceof AppError ? 'refused' : 'failed', got: String((error as Error).message) };
}
