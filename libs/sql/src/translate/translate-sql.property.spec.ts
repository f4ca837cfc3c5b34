import { AppError } from '@dw-sim/contracts';
import fc from 'fast-check';
import { LineIndex } from '../text-position';
import { experimentResolver } from '../rewrite/experiment-resolver';
import { rewriteTableNames } from '../rewrite/rewrite-table-names';
import { parseQuery } from '../parse/parse-query';
import { statementTokens } from '../split-statements';
import { tokenize } from '../tokenize';
import { translateSql, type Translation } from './translate-sql';
import { arbitraryQuery, plainQuery } from './testing/arbitrary-query';
import type { TranslationOptions } from './translator';

const PIECES = [
  'SELECT', 'FROM', 't', 'u', '"Q"', 'WITH', 'RECURSIVE', 'AS', 'JOIN', 'LEFT', 'ON', 'WHERE', 'UNION', 'ALL', 'MINUS', 'VALUES', 'LATERAL', 'PIVOT', 'UNPIVOT', 'FOR', 'IN', 'a', 'b',
  'x:', 't.a.b', '1', '1.5e3', "'it''s'", "'\\'", '$$ from $$', '$1', '@stage', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END', 'CAST', 'INTERVAL', "'1'", 'DAY', 'NOT', 'BETWEEN', 'AND', 'LIKE', 'ANY',
  'IS', 'NULL', 'SUM', 'COUNT', 'UPPER', 'OVER', 'PARTITION BY', 'ORDER BY', 'GROUP BY', 'QUALIFY', 'TOP 3', 'LIMIT', 'SAMPLE', 'FLATTEN', 'input =>', 'TABLE', 'EXTRACT', 'TRIM', 'SET', 'CREATE TEMP TABLE',
  '(', ')', '(', ')', '[', ']', '{', '}', ',', ',', ';', '.', '*', '/', '+', '-', '||', '::', '::int', '->', '=', '--c\n', '/* /* */ */', "'", '"', '$$', '/*', '\\', '\n', '😀', '\0', '#', '~', '!', '?', '%',
];
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).chain((pieces) => fc.constantFrom(' ', '', '\n').map((gap) => pieces.join(gap)));
const anyText = fc.oneof({ weight: 3, arbitrary: soup }, { weight: 3, arbitrary: arbitraryQuery }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) });
const options: fc.Arbitrary<TranslationOptions> = fc.constantFrom(
  { dialect: 'redshift', engine: 'duckdb' }, { dialect: 'redshift', engine: 'postgres' }, { dialect: 'snowflake', engine: 'duckdb' },
);

/** The translation, or nothing where the text is refused with a message. */
function translation(sql: string, to: TranslationOptions): Translation | undefined {
  try {
    return translateSql(sql, to);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.message).not.toBe('');
    const { position } = error.details;
    if (position) expect(new LineIndex(sql).offsetAt(position)).toBeGreaterThanOrEqual(0);
    return undefined;
  }
}

test('any text is translated or refused with a place in it', () => {
  fc.assert(fc.property(anyText, options, (sql, to) => void translation(sql, to)), { numRuns: 3000 });
});

test('a query that means the same everywhere stays as it is, comments with it', () => {
  fc.assert(fc.property(plainQuery, options, (sql, to) => {
    expect(translateSql(sql, to).sql).toBe(sql);
  }), { numRuns: 500 });
});

test('every place of a translation leads to a place of the source', () => {
  fc.assert(fc.property(arbitraryQuery, options, (sql, to) => {
    const translated = translation(sql, to);
    if (!translated) return;
    const lines = { source: new LineIndex(sql), target: new LineIndex(translated.sql) };
    for (let offset = 0; offset < translated.sql.length; offset++) {
      const place = translated.toSource(lines.target.positionAt(offset));
      expect(place && lines.source.offsetAt(place)).toBeGreaterThanOrEqual(0);
    }
  }), { numRuns: 100 });
});

test('names of tables can be replaced in a translation, which is a query again', () => {
  fc.assert(fc.property(arbitraryQuery, options, (sql, to) => {
    const translated = translation(rewriteTableNames(sql, experimentResolver({ physical: (name) => `shop__${name}` }, ['t', 'u'])).sql, to);
    if (!translated) return;
    for (const tokens of statementTokens(tokenize(translated.sql))) expect(() => parseQuery(translated.sql, tokens)).not.toThrow();
  }), { numRuns: 500 });
});

test.each([
  ['nested brackets', '('.repeat(1_000_000)],
  ['a million of brackets that close', `SELECT ${'('.repeat(500_000)}1${')'.repeat(500_000)}`],
  ['square brackets', `SELECT ${'['.repeat(300_000)}`],
  ['nested calls', `SELECT ${'abs('.repeat(200_000)}`],
  ['nested cases', `SELECT ${'CASE WHEN '.repeat(100_000)}`],
  ['signs', `SELECT ${'- '.repeat(100_000)}1`],
  ['negations', `SELECT ${'NOT '.repeat(100_000)}TRUE`],
  ['casts', `SELECT 1${'::int'.repeat(100_000)}`],
  ['paths', `SELECT a${':b'.repeat(100_000)}`],
  ['divisions inside each other', `SELECT ${'a / ('.repeat(100)}a${')'.repeat(100)} FROM t`],
  ['NUL characters', '\0'.repeat(1000)],
  ['an open string', `SELECT '${'x'.repeat(1_000_000)}`],
  ['sub-queries', 'SELECT * FROM ('.repeat(50_000)],
  ['tests behind tests', `SELECT 'a'${" LIKE 'a'".repeat(30_000)}`],
  ['variables that double', `SET x = 1;${'SET x = $x + $x;'.repeat(60)}SELECT $x`],
  ['joins inside joins', `SELECT * FROM ${'(t JOIN '.repeat(50_000)}`],
])('is told soon about %s', (_what, sql) => {
  for (const dialect of ['redshift', 'snowflake'] as const) expect(translation(sql, { dialect, engine: 'duckdb' })?.sql.length).toBeUndefined();
});

test('100,000 statements are translated', () => {
  const sql = 'SELECT 1 AS a;'.repeat(100_000);
  expect(translateSql(sql, { dialect: 'redshift', engine: 'duckdb' }).sql).toBe(sql);
});

test.each([
  ['10,000 lines', `SELECT 1 AS a${'\n, a + 1 AS a'.repeat(10_000)}`],
  ['a sum of 20,000 terms', `SELECT 1${' + 1'.repeat(20_000)} AS a`],
  ['a condition of 20,000 terms', `SELECT a FROM t WHERE a = 1${' OR a = 1'.repeat(20_000)}`],
  ['a union of 5,000 queries', `SELECT 1 AS a${' UNION ALL SELECT 1'.repeat(5_000)}`],
  ['1,000 joins', `SELECT t.a FROM t${' JOIN u ON t.a = u.a'.repeat(1_000)}`],
  ['a condition of 100,000 terms', `SELECT a FROM t WHERE a = 1${' OR a = 1'.repeat(100_000)}`],
  ['a list of 50,000 values', `SELECT a FROM t WHERE a IN (1${', 1'.repeat(50_000)})`],
])('translates %s', (_what, sql) => {
  expect(translateSql(sql, { dialect: 'redshift', engine: 'duckdb' }).sql).toBe(sql);
});
