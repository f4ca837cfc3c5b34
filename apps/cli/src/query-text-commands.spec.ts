import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SavedQuery } from '@dw-sim/contracts';
import { sendJson } from './testing/stub-server';
import { useStubCli } from './testing/use-stub-cli';

const TOP: SavedQuery = { name: 'top', sql: 'SELECT 1', description: 'Best\nof all', experiment: 'shop', warehouse: null, dialect: 'redshift', created_at: '', updated_at: '' };
const ITEM = {
  id: 3, sql: 'SELECT *\n  FROM orders', sql_truncated: false, experiment: 'shop', warehouse: 'duckdb', dialect: 'ansi', started_at: '2026-01-01T10:00:00.000Z', elapsed_ms: 12, row_count: 1200,
  status: 'completed', error_code: null, error_message: null,
};

const stub = useStubCli();
const { routes } = stub;
const cli = (...args: readonly string[]) => stub.run(args);
const { file } = stub;

test('query check marks every fault in its line', async () => {
  const path = file('a.sql', 'SELECT totl\nFROM ordrs');
  const fault = (message: string, line: number, column: number, length: number) => ({ severity: 'error', code: 'invalid_sql', message, position: { line, column, length }, offset: 0, length, statement: 1 });
  routes['POST /query/check'] = sendJson({ valid: false, statements: 1, diagnostics: [fault('Unknown column "totl".', 1, 8, 4), fault('Unknown table "ordrs".', 2, 6, 5)], dialect: 'ansi', warehouse: 'duckdb' });
  const { status, err } = await cli('query', 'check', path, '--experiment', 'shop', '--dialect', 'redshift');
  expect(status).toBe(2);
  expect(err).toContain(`${path}:1:8 Unknown column "totl".`);
  expect(err).toContain('FROM ordrs\n    |      ^^^^^');
  expect(stub.requests[0]!.body).toEqual({ sql: 'SELECT totl\nFROM ordrs', experiment: 'shop', dialect: 'redshift' });
  routes['POST /query/check'] = sendJson({ valid: true, statements: 2, diagnostics: [], dialect: 'ansi', warehouse: 'duckdb' });
  expect(await cli('query', 'check', path)).toEqual({ status: 0, out: `${path} is right: 2 statements of ansi for duckdb.\n`, err: '' });
  expect((await cli('query', 'check', path, '--allow-writes')).status).toBe(0);
  expect(stub.requests.at(-1)!.body).toEqual({ sql: 'SELECT totl\nFROM ordrs', allow_writes: true });
  expect(await cli('query', 'check', join(stub.folder, 'none.sql'))).toMatchObject({ status: 3 });
});

test('query format prints, writes in place, or only checks', async () => {
  const path = file('a.sql', 'select 1');
  const warning = { severity: 'warning', code: 'invalid_sql', message: 'Statement 1 was left as it is: why.', position: { line: 1, column: 1, length: 1 }, offset: 0, length: 1, statement: 1 };
  routes['POST /query/format'] = sendJson({ sql: 'select\n  1\n', changed: true, diagnostics: [warning], dialect: 'ansi' });
  expect(await cli('query', 'format', path)).toEqual({ status: 0, out: 'select\n  1\n', err: `warning: ${path}:1:1 Statement 1 was left as it is: why.\n` });
  expect((await cli('query', 'format', path, '--check')).status).toBe(2);
  expect(readFileSync(path, 'utf8')).toBe('select 1');
  expect((await cli('query', 'format', path, '--write', '--keywords', 'upper')).status).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe('select\n  1\n');
  expect(stub.requests.at(-1)!.body).toMatchObject({ keyword_case: 'upper' });
  expect((await cli('query', 'format', path, '--write', '--check')).status).toBe(2);
});

test('query history lists what ran, with filters in the address', async () => {
  routes['GET /query/history?experiment=shop&status=failed&limit=20&warehouse=duckdb'] = sendJson({ items: [], total: 0, limit: 20, offset: 0 });
  expect((await cli('query', 'history', '-e', 'shop', '--status', 'failed', '--target', 'duckdb')).err).toContain('No query ran that fits.');
  routes['GET /query/history?limit=1'] = sendJson({ items: [ITEM], total: 2, limit: 1, offset: 0 });
  const { out, err } = await cli('query', 'history', '--limit', '1');
  expect(out).toMatch(/3 .*completed +shop +duckdb +1,200 +12 ms +SELECT \* FROM orders/);
  expect(err).toContain('--offset 1 shows more');
  expect((await cli('query', 'history', '--limit', '1', '--full')).out).toContain('SELECT *\n  FROM orders');
  routes['DELETE /query/history'] = sendJson({ removed: 2 });
  expect((await cli('query', 'history', '--clear')).out).toBe('Forgot 2 queries.\n');
});

test('query save keeps a text or a file, and saved runs it in its own experiment and dialect', async () => {
  routes['POST /query/saved'] = sendJson(TOP, 201);
  expect((await cli('query', 'save', 'top', '--experiment', 'shop', '--file', file('top.sql', 'SELECT 1'), '--description', 'x')).out).toContain('dw-sim query saved run top');
  expect(stub.requests.at(-1)!.body).toEqual({ name: 'top', sql: 'SELECT 1', experiment: 'shop', description: 'x' });
  expect((await cli('query', 'save', 'top')).status).toBe(2);
  routes['POST /query/saved/import'] = sendJson({ created: [], replaced: ['top'], unchanged: [] });
  await cli('query', 'save', 'top', 'SELECT 2', '--replace');
  expect(stub.requests.at(-1)!.body).toEqual({ queries: [{ name: 'top', sql: 'SELECT 2' }], replace: true });
  routes['GET /query/saved/top'] = sendJson(TOP);
  routes['POST /query/execute'] = sendJson({ message: 'stop' }, 500);
  await cli('query', 'saved', 'run', 'top', '--limit', '5');
  expect(stub.requests.at(-1)!.body).toMatchObject({ sql: 'SELECT 1', experiment: 'shop', dialect: 'redshift', row_limit: 5 });
});

test('query saved lists, shows and removes', async () => {
  routes['GET /query/saved?experiment=shop'] = sendJson({ items: [TOP], total: 1 });
  expect((await cli('query', 'saved', 'list', '-e', 'shop')).out).toMatch(/top +shop +redshift +Best\n/);
  routes['GET /query/saved/top'] = sendJson(TOP);
  expect((await cli('query', 'saved', 'show', 'top')).out).toBe('-- name: top\n-- experiment: shop\n-- dialect: redshift\n-- description: Best\n--   of all\n\nSELECT 1\n');
  routes['DELETE /query/saved/top'] = sendJson({ name: 'top' });
  expect((await cli('query', 'saved', 'remove', 'top')).out).toBe('Removed "top".\n');
});

test('saved queries leave as files, and come back from them', async () => {
  routes['GET /query/saved'] = sendJson({ items: [TOP], total: 1 });
  const target = join(stub.folder, 'out', 'deep');
  expect((await cli('query', 'saved', 'export', target)).out).toContain('Wrote 1 file');
  expect((await cli('query', 'saved', 'export', target)).out).toContain('Wrote 0 files');
  writeFileSync(join(target, 'top.sql'), 'mine');
  expect(await cli('query', 'saved', 'export', target)).toMatchObject({ status: 4, err: expect.stringContaining('--replace') });
  expect(readFileSync(join(target, 'top.sql'), 'utf8')).toBe('mine');
  expect((await cli('query', 'saved', 'export', target, '--replace')).status).toBe(0);
  mkdirSync(join(target, 'sub'));
  writeFileSync(join(target, 'sub', 'plain.sql'), 'SELECT 2\n');
  routes['POST /query/saved/import'] = sendJson({ created: ['plain'], replaced: [], unchanged: ['top'] });
  expect((await cli('query', 'saved', 'import', join(stub.folder, 'out'), '--experiment', 'other')).out).toBe('Imported 2 queries: 1 new, 0 changed, 1 unchanged.\n');
  expect(stub.requests.at(-1)!.body).toEqual({
    queries: [{ experiment: 'other', name: 'plain', sql: 'SELECT 2' }, { name: 'top', experiment: 'shop', dialect: 'redshift', description: 'Best\nof all', sql: 'SELECT 1' }], replace: false,
  });
});

test('an import tells every fault with its file, and sends nothing', async () => {
  const [empty, odd] = [file('empty.sql', '-- name: a\n'), file('odd.sql', '-- name: ../x\n-- dialect: mysql\n\nSELECT 1')];
  const { status, err } = await cli('query', 'saved', 'import', stub.folder);
  expect(status).toBe(2);
  for (const part of [empty, odd, 'It holds no SQL.', 'can\'t be a name', 'Unknown dialect "mysql"']) expect(err).toContain(part);
  expect(stub.requests).toEqual([]);
  expect((await cli('query', 'saved', 'import', join(stub.folder, 'nowhere'))).status).toBe(3);
  expect(existsSync(empty)).toBe(true);
});
