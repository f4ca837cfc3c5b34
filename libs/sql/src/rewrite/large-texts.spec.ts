import { importDdl } from '../import/import-ddl';
import { splitStatements } from '../split-statements';
import { LineIndex } from '../text-position';
import { withDashComments } from '../tokenize';
import { experimentResolver } from './experiment-resolver';
import { rewriteTableNames } from './rewrite-table-names';

const resolver = experimentResolver({ physical: (table) => `shop__${table}` }, ['t']);

/** Texts that are long, deep or broken; each reader has to end soon and in order. */
const TEXTS: readonly (readonly [what: string, sql: string])[] = [
  ['brackets that open', '('.repeat(1_000_000)],
  ['brackets that close', `SELECT ${'('.repeat(500_000)}1${')'.repeat(500_000)} FROM t`],
  ['cases', `SELECT ${'CASE WHEN '.repeat(100_000)}`],
  ['terms', `SELECT * FROM t WHERE a = 1${' OR a = 1'.repeat(100_000)}`],
  ['NUL characters', '\0'.repeat(100_000)],
  ['an open string', `SELECT '${'x'.repeat(1_000_000)}`],
  ['an open comment', `SELECT 1 /* ${'x'.repeat(1_000_000)}`],
  ['comments inside comments', '/*'.repeat(500_000)],
  ['quotes', "'".repeat(1_000_001)],
  ['names without an end', '"'.repeat(1_000_001)],
  ['dollar quotes of many tags', Array.from({ length: 20_000 }, (_, index) => `$a${index}$`).join(' ')],
  ['lone surrogates', `SELECT '${'\uD800'.repeat(100_000)}' \uDC00 FROM t`],
  ['huge names', `SELECT ${'a'.repeat(1_000_000)} FROM ${'b'.repeat(1_000_000)}`],
  ['dots', `SELECT ${'a.'.repeat(200_000)}a FROM t`],
  ['statements', 'SELECT 1 FROM t;'.repeat(50_000)],
  ['sub-queries', 'SELECT * FROM ('.repeat(50_000)],
  ['common table expressions', `WITH ${Array.from({ length: 20_000 }, (_, index) => `c${index} AS (SELECT 1)`).join(', ')} SELECT * FROM t`],
  ['expressions inside expressions', 'WITH a AS ('.repeat(20_000)],
  ['backslashes', `SELECT '${'\\'.repeat(1_000_000)}`],
  ['lines of comments', '// x\n-- y\n'.repeat(100_000)],
  ['data between statements', `CREATE TABLE t (a INT);\nCOPY t FROM stdin;\n${`1\t'"$$ ( [ \n`.repeat(100_000)}\\.\nCREATE TABLE u (a INT);`],
];

test.each(TEXTS)('%s are read by the rewriter, the splitter and the importer', (_what, sql) => {
  const rewritten = rewriteTableNames(sql, resolver).sql;
  expect(rewritten.replaceAll('shop__t AS t', 't').replaceAll('shop__t', 't')).toBe(sql.replaceAll('shop__t', 't'));
  for (const { start, end, text } of splitStatements(sql).slice(0, 10)) expect(sql.slice(start, end)).toBe(text);
  expect(withDashComments(sql)).toHaveLength(sql.length);
  const lines = new LineIndex(sql);
  for (const { message, position } of importDdl(sql, { dialect: 'ansi' }).faults.slice(0, 10)) {
    expect(message).not.toBe('');
    expect(lines.offsetAt(position!)).toBeGreaterThanOrEqual(0);
  }
});
