import fc from 'fast-check';
import { readSavedQueryFile, SAVED_QUERY_NAME, savedQueryFile } from './saved-query-file';
import { SQL_DIALECTS } from './sql-dialect';

describe('files of saved queries', () => {
  it('have a header that people can write', () => {
    const query = { name: 'top customers', experiment: 'shop', dialect: 'redshift' as const, description: 'Who pays most.\nOf all.', sql: 'SELECT 1' };
    const text = '-- name: top customers\n-- experiment: shop\n-- dialect: redshift\n-- description: Who pays most.\n--   Of all.\n\nSELECT 1\n';
    expect(savedQueryFile(query)).toBe(text);
    expect(readSavedQueryFile('x.sql', text)).toEqual(query);
    expect(readSavedQueryFile('x.sql', '\uFEFF-- Name:  top customers \r\n-- DIALECT: Redshift\r\n\r\nSELECT 1\r\n')).toEqual({ name: 'top customers', dialect: 'redshift', sql: 'SELECT 1' });
  });

  it('need none', () => {
    expect(readSavedQueryFile('daily.sql', '-- a comment\nSELECT 1;\n')).toEqual({ name: 'daily', sql: '-- a comment\nSELECT 1;' });
    expect(readSavedQueryFile('daily.SQL', '')).toEqual({ name: 'daily', sql: '' });
  });

  it('keep a comment of the query’s own behind the header', () => {
    expect(readSavedQueryFile('x.sql', '-- name: a\n\n-- name: of the customer\nSELECT 1').sql).toBe('-- name: of the customer\nSELECT 1');
  });

  it('read back what was written', () => {
    const line = fc.string({ minLength: 1 }).map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
    const sql = fc.array(fc.constantFrom('SELECT 1', '-- name: x', '', '  a', '/* b */'), { minLength: 1 }).map((lines) => `SELECT\n${lines.join('\n')}`.trimEnd());
    const query = fc.record({ name: fc.stringMatching(/^[a-z][a-z0-9_ .-]{0,20}[a-z0-9]$/), experiment: fc.constantFrom('shop', 'a_b'), dialect: fc.constantFrom(...SQL_DIALECTS), description: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')), sql });
    fc.assert(fc.property(query, (each) => expect(readSavedQueryFile('other.sql', savedQueryFile(each))).toEqual(each)));
  });

  it('are the same query after export and import, whatever was read', () => {
    const text = fc.array(fc.constantFrom('-- name: x', '-- description: a', '--   b', '--', '\n', '\r\n', '\r', '\u2028', ' ', 'SELECT 1')).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (each) => {
        const read = readSavedQueryFile('x.sql', each);
        expect(readSavedQueryFile('x.sql', savedQueryFile(read)).sql).toBe(read.sql);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([['a', true], ['Top 10 customers', true], ['Umsätze', true], ['a.b-c', true], ['', false], [' a', false], ['../a', false], ['a/b', false], ['.a', false], ['a.', false], ['x'.repeat(101), false]])('%j is a name: %s', (name, isName) => {
    expect(SAVED_QUERY_NAME.test(name)).toBe(isName);
  });

  it('are read in time that follows their length', () => {
    // Half a million blanks took minutes.
    const blanks = ' '.repeat(500_000);
    expect(readSavedQueryFile('a.sql', `-- name:${blanks}a${blanks}b${blanks}\n-- dialect${blanks}\nSELECT 1`)).toEqual({ name: `a${blanks}b`, sql: `-- dialect${blanks}\nSELECT 1` });
  });
});
