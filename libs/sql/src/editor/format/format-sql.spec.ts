import fc from 'fast-check';
import type { SqlDialect } from '@dw-sim/contracts';
import { fingerprint } from './fingerprint';
import { formatSql, type FormatOptions } from './format-sql';

const format = (sql: string, dialect: SqlDialect = 'redshift', more: Partial<FormatOptions> = {}) => formatSql(sql, { dialect, language: 'duckdb', ...more });

describe('formatSql', () => {
  it('lays clauses and items out', async () => {
    expect((await format("select a,b from t where x='1' and y>2;select 1")).sql).toBe("select\n  a,\n  b\nfrom\n  t\nwhere\n  x = '1'\n  and y > 2;\n\nselect\n  1\n");
  });

  it('writes keywords alike where that is asked for', async () => {
    expect((await format('select a From t', 'redshift', { keywordCase: 'upper' })).sql).toBe('SELECT\n  a\nFROM\n  t\n');
  });

  it('parts no function from its bracket, and every keyword', async () => {
    expect((await format('select my_function(1), b.f(2) from t where x in(1)')).sql).toBe('select\n  my_function(1),\n  b.f(2)\nfrom\n  t\nwhere\n  x in (1)\n');
  });

  it('keeps comments where they are', async () => {
    const { sql } = await format('-- head\nselect a /* why */, b -- what\nfrom t; -- behind\n-- next\nselect 2 -- end');
    expect(sql).toContain('-- head\n');
    expect(sql).toContain('t; -- behind\n\n-- next\n');
    expect(sql).toContain('/* why */');
    expect(sql.trimEnd().endsWith('-- end')).toBe(true);
  });

  it('leaves what can’t be laid out as it is, says why, and lays out the rest', async () => {
    const { sql, diagnostics } = await format('select 1;\n  select ((2 from t;\nselect 3');
    expect(sql).toContain('select\n  1;');
    expect(sql).toContain('select ((2 from t;');
    expect(sql).toContain('select\n  3');
    expect(diagnostics).toMatchObject([{ severity: 'warning', statement: 2, position: { line: 2, column: 3 }, message: expect.stringContaining('left as it is') }]);
  });

  it('tells whether anything changed', async () => {
    const once = (await format('select 1')).sql;
    expect((await format('select 1')).changed).toBe(true);
    expect(await format(once)).toMatchObject({ sql: once, changed: false });
    expect(await format('   ')).toEqual({ sql: '', changed: true, diagnostics: [] });
  });

  it.each<[SqlDialect, string]>([
    ['snowflake', "select v:a.b[0]::string, f.value from t, lateral flatten(input => v:items) f qualify row_number() over (partition by a order by b) = 1"],
    ['snowflake', "select $1, $$it's$$ from @stage/path (file_format => 'x')"],
    ['redshift', "select c.a.b[0], json_extract_path_text(j, 'x') from t c, c.items as i at n where a ~ '^x' and b !~* 'y'"],
    ['ansi', "select a ->> 'x', b -> 'y', c @> d, e::int, x'ff', e'\\n' from t"],
    ['redshift', 'select a - -1, a||b, a<>b, a!=b, 1.5e3, .5 from "My Table" where a is distinct from b'],
  ])('changes nothing but white space in %s: %s', async (dialect, sql) => {
    const { sql: formatted, diagnostics } = await format(sql, dialect);
    const options = { backslashEscapes: dialect !== 'ansi' };
    expect(fingerprint(formatted, options)).toBe(fingerprint(sql, options));
    expect(diagnostics).toEqual([]);
  });
});

describe('laws of formatting', () => {
  const word = fc.constantFrom('select', 'FROM', 'where', 'a', 'b.c', '"Q x"', "'it''s'", "E'\\n'", '1', '.5', '1e3', ',', '(', ')', '+', '-', '->>', '||', '::', 'int', '=', '<>', 'case', 'when', 'then', 'else', 'end', 'join', 'on', 'group by', 'order by', 'union all', 'with', 'as', '--c\n', '/* d */', ';', ':', '$1', '$$x y$$', '@s', '[', ']', 'limit', '*', 'interval', 'and', 'not', 'over', '?', '%', '{', '}', '\\', '!', '\u00e9', '`x`');
  const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '\n', '', '  ')), { maxLength: 25 }).map((parts) => parts.flat().join(''));
  const dialect = fc.constantFrom<SqlDialect>('ansi', 'redshift', 'snowflake');

  it('never changes more than white space, and is done after one time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, fc.string()), dialect, async (sql, name) => {
        const options = { backslashEscapes: name !== 'ansi' };
        const once = await format(sql, name);
        expect(fingerprint(once.sql, options)).toBe(fingerprint(sql, options));
        expect((await format(once.sql, name)).sql).toBe(once.sql);
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300) },
    );
  });
});
