/** A small experiment, so that most requests about one meet it. */
export const SHOP = {
  name: 'shop',
  tables: [
    { name: 'users', target_rows: 50, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'name', data_type: 'VARCHAR', varchar_length: 40, faker_rule: 'first_name' }, { name: 'code', data_type: 'VARCHAR', generator: { type: 'pattern', params: { pattern: '[A-Z]{2}-\\d{3}' } } }] },
    { name: 'orders', target_rows: 200, columns: [{ name: 'id', data_type: 'BIGINT', is_unique: true, required: true }, { name: 'user_id', data_type: 'INT', foreign_key: { references_table: 'users', references_column: 'id' } }, { name: 'amount', data_type: 'DECIMAL(10,2)', min_value: 1, max_value: 100, distribution: { type: 'normal', mean: 50, stddev: 10 } }, { name: 'at', data_type: 'TIMESTAMP', date_start: '2026-01-01', date_end: '2026-12-31' }] },
  ],
};

const DDL = [
  'CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(80) UNIQUE NOT NULL, born DATE) DISTKEY(id);\nCREATE TABLE orders (id BIGINT, user_id INT REFERENCES users(id), total DECIMAL(10,2) CHECK (total > 0));',
  'create or replace table "Odd Name" (a number(38,0) autoincrement, b variant, c timestamp_ntz(9), primary key (a, c)) cluster by (a); -- end',
  'CREATE TABLE t (id INT) /* unclosed',
];

const QUERIES = [
  'SELECT * FROM users LIMIT 5', 'WITH a AS (SELECT id FROM orders) SELECT count(*), max(id) FROM a JOIN users u ON u.id = a.id', "SELECT DATEADD(day, 1, '2026-01-01'), LISTAGG(name, ',') FROM users", 'INSERT INTO users VALUES (1)',
  'SELECT * FROM generate_series(1, 1000000000)', "SELECT * FROM read_csv('/etc/passwd')", "SELECT repeat('a', 1000000000)", `${'/**/'.repeat(60)}(SELECT 1)`, `EXPLAIN ${'/**/'.repeat(60)}SELECT 1`, `SELECT 1${' '.repeat(20_000)}x`, 'SELECT 1; SELECT 2', `SELECT ${'('.repeat(300)}1${')'.repeat(300)}`, 'SELECT regexp_matches(repeat(\'a\', 40), \'(a+)+$\')',
];

/** Valid bodies beside the examples of the documentation. */
export const BODIES: Readonly<Record<string, readonly unknown[]>> = {
  'POST /api/experiments': [SHOP],
  'POST /api/experiments/validate': [SHOP],
  'POST /api/experiments/preview': [{ definition: SHOP, rows: 3 }, { experiment: 'shop', rows: 2, seed: 1 }],
  'POST /api/experiments/import-sql': DDL.map((sql) => ({ name: 'imported', sql, dialect: 'ansi' })),
  'POST /api/experiments/import-sql/preview': DDL.flatMap((sql) => ['redshift', 'snowflake'].map((dialect) => ({ name: 'imported', sql, dialect }))),
  'POST /api/experiments/{name}/generate': [{ rows: { users: 5 }, seed: 3 }, { target: { kind: 'sqlite', dsn: 'sqlite:///fuzz.db' } }],
  'POST /api/query/execute': QUERIES.flatMap((sql) => [{ sql, experiment: 'shop', limit: 10 }, { sql, experiment: 'shop', dialect: 'snowflake', format: 'csv' }]),
};
