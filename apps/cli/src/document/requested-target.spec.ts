import { requestedTarget } from './requested-target';

test.each([
  [{}, undefined],
  [{ target: 'marketing' }, 'marketing'],
  [{ target: 'sqlite:////tmp/a.db' }, { kind: 'sqlite', dsn: 'sqlite:////tmp/a.db' }],
  [{ target: 'sqlite:///./a.db', targetKind: 'sqlite' }, { kind: 'sqlite', dsn: 'sqlite:////home/me/a.db' }],
  [{ target: 'duckdb:///out/a.duckdb' }, { kind: 'duckdb', dsn: 'duckdb:////home/me/out/a.duckdb' }],
  [{ target: 'postgresql+psycopg://me:secret@h/db' }, { kind: 'postgres', dsn: 'postgresql+psycopg://me:secret@h/db' }],
  [{ target: 'postgres://h/db', targetKind: 'redshift' }, { kind: 'redshift', dsn: 'postgres://h/db' }],
  [{ target: 'env:DATABASE_URL', targetKind: 'postgres' }, { kind: 'postgres', dsn: 'env:DATABASE_URL' }],
  [{ target: 'postgres://h/db', targetOption: { schema_per_experiment: true } }, { kind: 'postgres', dsn: 'postgres://h/db', options: { schema_per_experiment: true } }],
  [{ target: 'marketing', targetOption: {} }, 'marketing'],
  [{ target: 'not a dsn', targetKind: 'sqlite' }, { kind: 'sqlite', dsn: 'not a dsn' }],
])('%j', (options, expected) => {
  expect(requestedTarget(options, '/home/me')).toEqual(expected);
});

test.each([
  [{ targetKind: 'sqlite' }, '--target-kind is given without --target'],
  [{ targetOption: { threads: 2 } }, '--target-option is given without --target'],
  [{ target: 'marketing', targetOption: { threads: 2 } }, '--target names the target "marketing", which has its own options'],
  [{ target: 'env:DATABASE_URL' }, 'name it with --target-kind KIND'],
])('%j is refused', (options, message) => {
  expect(() => requestedTarget(options, '/home/me')).toThrow(message);
});
