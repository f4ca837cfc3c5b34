import fc from 'fast-check';
import { LineIndex } from '../text-position';
import { splitStatements } from '../split-statements';
import { experimentResolver } from './experiment-resolver';
import { rewriteTableNames } from './rewrite-table-names';

const SHARED = { physical: (name: string) => `shop__${name}` };
const resolve = experimentResolver(SHARED, ['users', 'sales']);

const PIECES = [
  'SELECT', 'FROM', 'users', 'sales', '"users"', 'WITH', 'RECURSIVE', 'AS', 'JOIN', 'ON', 'WHERE', 'UNION', 'ALL', 'EXCEPT', 'INSERT INTO',
  'UPDATE', 'DELETE', 'MERGE', 'USING', 'TABLE', 'VALUES', 'LATERAL', 'PIVOT', 'EXPLAIN', 'IS DISTINCT FROM', 'EXTRACT', 'CREATE', 'COPY', 'SHOW',
  'GRANT', 'SAMPLE', 'AT', 'IN', 'a', 'x:', 'users.id', 'public.users', 'public.users.id', '1.5e3', "'it''s'", '$$ from $$', '$1', '@stage',
  '(', ')', '[', ']', '{', '}', ',', ',', ';', '.', '*', '::', '=>', '--c\n', '/* /* */ */', "'", '"', '$$', '/*', '\\', '\r\n', '\n', '😀',
];
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).chain((pieces) => fc.constantFrom(' ', '', '\n').map((gap) => pieces.join(gap)));
const anyText = fc.oneof({ weight: 4, arbitrary: soup }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) });
const OPTIONS = { numRuns: 1500 };

test('a text without known names comes back as it was', () => {
  fc.assert(fc.property(anyText, (sql) => {
    expect(rewriteTableNames(sql, () => undefined).sql).toBe(sql);
  }), OPTIONS);
});

test('rewriting a rewritten text changes nothing', () => {
  fc.assert(fc.property(anyText, (sql) => {
    const once = rewriteTableNames(sql, resolve).sql;
    expect(rewriteTableNames(once, resolve).sql).toBe(once);
  }), OPTIONS);
});

test('a place in the rewritten text leads to the same characters in the source', () => {
  fc.assert(fc.property(anyText, (sql) => {
    const { sql: target, toSource } = rewriteTableNames(sql, resolve);
    const lines = { source: new LineIndex(sql), target: new LineIndex(target) };
    let last = 0;
    for (let offset = 0; offset < target.length; offset++) {
      const place = toSource(lines.target.positionAt(offset));
      const found = place === undefined ? undefined : lines.source.offsetAt(place);
      if (place === undefined || found === undefined) throw new Error(`no source for offset ${offset}`);
      expect(found).toBeGreaterThanOrEqual(last);
      if (place.length === undefined) expect(sql[found]).toBe(target[offset]);
      last = found;
    }
  }), { numRuns: 300 });
});

test('statements are the text between semicolons, in order, and split no further', () => {
  fc.assert(fc.property(anyText, (sql) => {
    let last = 0;
    for (const { text, start, end } of splitStatements(sql)) {
      expect(sql.slice(start, end)).toBe(text);
      expect(start).toBeGreaterThanOrEqual(last);
      last = end;
    }
  }), OPTIONS);
});

test.each(['(', 'SELECT (', 'FROM (', 'a: ', 'EXPLAIN ', 'WITH a AS (SELECT 1) ', '[', 'SELECT * FROM users, ', 'LATERAL ', 'x => SELECT ', 'UNION ALL WITH a AS (SELECT 1) SELECT ', '/*', "'"])(
  'ten thousand times %j does no harm',
  (piece) => {
    const sql = `SELECT * FROM ${piece.repeat(10_000)}`;
    expect(rewriteTableNames(sql, () => undefined).sql).toBe(sql);
  },
);
