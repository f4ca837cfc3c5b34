import { AppError } from '@dw-sim/contracts';
import { LineIndex } from '../text-position';
import { importDdl } from '../import/import-ddl';
import { experimentResolver } from '../rewrite/experiment-resolver';
import { rewriteTableNames } from '../rewrite/rewrite-table-names';
import { splitStatements } from '../split-statements';
import { translateSql } from '../translate/translate-sql';
import type { TranslationOptions } from '../translate/translator';
import HOSTILE from './hostile-statements.json';

/** By what they try; `{table}` is a table of the experiment, `{secret}` a file, `{target}` a path where nothing is. */
const STATEMENTS = Object.values(HOSTILE).flat().map((sql) => sql.replaceAll('{table}', 'orders').replaceAll('{secret}', '/srv/secret.csv').replaceAll('{target}', '/srv/target'));
const TARGETS: readonly TranslationOptions[] = [
  { dialect: 'redshift', engine: 'duckdb' }, { dialect: 'redshift', engine: 'postgres' }, { dialect: 'snowflake', engine: 'duckdb' },
];
/** What no translation may call. */
const DANGEROUS = /\b(pg_\w+|lo_\w+|dblink\w*|read_\w+|readfile|writefile|glob|getenv|duckdb_\w+|pragma_\w+|set_config|current_setting|query(_table|_to_xml)?|load_extension|fts3_tokenizer|sniff_csv|nextval|setval)\s*\(/i;
/** A text that is read over: nothing is done, and the answer says so. */
const NOTICE = /^SELECT '[^']*' AS status$/i;

function translation(sql: string, to: TranslationOptions): string | undefined {
  try {
    return translateSql(sql, to).sql;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(['invalid_sql', 'statement_not_allowed']).toContain(error.code);
    expect(error.message.length).toBeGreaterThan(10);
    expect(new LineIndex(sql).offsetAt(error.details.position!)).toBeGreaterThanOrEqual(0);
    return undefined;
  }
}

it('are three hundred and more', () => expect(new Set(STATEMENTS).size).toBeGreaterThan(300));

describe.each(TARGETS)('a hostile statement in $dialect for $engine', (to) => {
  it('is refused at its place, or is a query for the engine’s own gate that calls nothing dangerous', () => {
    const through: string[] = [];
    for (const sql of STATEMENTS) {
      const translated = translation(sql, to);
      if (translated === undefined) continue;
      // Strings are data.
      for (const { text } of splitStatements(translated)) {
        const code = text.replace(/'(?:[^']|'')*'/g, "''");
        if (!NOTICE.test(text) && (!/^(SELECT|WITH|VALUES|TABLE|SHOW|DESCRIBE|EXPLAIN (ANALYZE )?(SELECT|WITH|VALUES))\b/i.test(code) || DANGEROUS.test(code))) through.push(`${sql} => ${text}`);
      }
    }
    expect(through).toEqual([]);
  });
});

it('does no harm to the other readers of a text', () => {
  const resolver = experimentResolver({ physical: (table) => `shop__${table}` }, ['orders']);
  for (const sql of STATEMENTS) {
    expect(() => rewriteTableNames(sql, resolver)).not.toThrow();
    for (const { start, end, text } of splitStatements(sql)) expect(sql.slice(start, end)).toBe(text);
    for (const fault of importDdl(sql, { dialect: 'ansi' }).faults) expect(new LineIndex(sql).offsetAt(fault.position!)).toBeGreaterThanOrEqual(0);
  }
});
