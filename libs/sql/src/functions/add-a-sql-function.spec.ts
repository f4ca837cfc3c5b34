import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';
import { parseQuery } from '../parse/parse-query';
import { tokenize } from '../tokenize';
import { Translator } from '../translate/translator';
import { Scope } from '../types/scope';
import { REDSHIFT_FUNCTIONS } from './redshift';
import type { Engine, FunctionEntry } from './function-entry';

const ROOT = join(__dirname, '../../../..');
const page = readFileSync(join(ROOT, 'docs/how-to/add-a-sql-function.md'), 'utf8');

/** The entries of the page. */
function entriesOfPage(): readonly FunctionEntry[] {
  const [, block] = /```ts\n([^]*?)```/.exec(page) ?? [];
  const { outputText } = transpileModule(block!, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: Record<string, readonly FunctionEntry[]> = {};
  new Function('exports', outputText)(exported);
  return Object.values(exported)[0]!;
}

function translated(sql: string, engine: Engine): string {
  const translator = new Translator(sql, { dialect: 'redshift', engine });
  const catalogue = new Map(entriesOfPage().flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => [name, entry])));
  Object.defineProperty(translator, 'catalogue', { value: catalogue });
  return translator.plain(translator.query(parseQuery(sql, tokenize(sql)), new Scope()).text);
}

test('the function of the page is none that the catalogue has', () => {
  expect(REDSHIFT_FUNCTIONS.map(({ name }) => name)).not.toContain(entriesOfPage()[0]!.name);
});

test('it answers on DuckDB, and has its words for PostgreSQL', async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(translated('SELECT F_CENTS(1.50), f_to_cents(0.5 + 0.25, 1000), F_CENTS(NULL)', 'duckdb'))).getRows();
  expect(rows).toEqual([[150n, 750n, null]]);
  connection.closeSync();
  instance.closeSync();
  expect(translated('SELECT F_CENTS(a + b) FROM t', 'postgres')).toContain('CAST(round((a + b) * 100) AS bigint)');
});

test('the page names files that exist', () => {
  const files = [...page.matchAll(/`((?:libs|docs)\/[\w./-]+)`/g)].map(([, file]) => file!);
  expect(files.length).toBeGreaterThan(7);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});
