import fc from 'fast-check';
import { SQL_DIALECTS } from '@dw-sim/contracts';
import { catalogueOf, enginesOf } from '../translate/dialect';
import { translateSql } from '../translate/translate-sql';
import { complete } from './completion/complete';
import { DATE_PARTS, TYPES } from './completion/keywords';
import { SIGNATURES } from './completion/signatures';
import { diagnose } from './diagnose/diagnose';
import type { EditorContext } from './catalogue';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 300);
const TABLES = [
  { name: 'orders', columns: [{ name: 'id', type: 'INT' }, { name: 'customer', type: 'INT' }], foreignKeys: [{ columns: ['customer'], table: 'people', references: ['id'] }] },
  { name: 'people', columns: [{ name: 'id', type: 'INT' }, { name: 'Full name', type: 'VARCHAR' }], foreignKeys: [] },
];
const piece = fc.constantFrom(
  'SELECT', 'FROM', 'JOIN', 'ON', 'WHERE', 'WITH', 'AS', 'GROUP BY', 'ORDER BY', 'UNION', 'CASE', 'WHEN', 'OVER', 'USING', 'INSERT INTO', 'LATERAL', 'PIVOT', 'orders', 'people', 'o', 'p.', 'id', '"Full name"', '"', "'",
  "'x'", '1', ',', '(', ')', '.', '*', '=', '::', ';', '--', '/*', '*/', '$$', '[', ']', '{', 'DATEADD(', 'EXTRACT(', 'CAST(', 'INTERVAL', 'é', '\0', '\n',
);
const text = fc.oneof(fc.array(fc.tuple(piece, fc.constantFrom(' ', '', '\n')), { maxLength: 25 }).map((parts) => parts.flat().join('')), fc.string());
const context = fc.constantFrom(...SQL_DIALECTS).map((dialect): EditorContext => ({ dialect, language: 'duckdb', tables: TABLES }));

describe('any text at all', () => {
  it('is completed: what is replaced is around the place, and holds what is written', () => {
    fc.assert(
      fc.property(text, fc.double({ min: 0, max: 1, noNaN: true }), context, (sql, share, given) => {
        const offset = Math.round(share * sql.length);
        const { replace, items } = complete(sql, offset, given);
        expect(replace.start).toBeLessThanOrEqual(offset);
        expect(replace.end).toBeGreaterThanOrEqual(offset);
        expect(replace.end).toBeLessThanOrEqual(sql.length);
        for (const { insert, caret = 0 } of items) expect(insert !== '' && caret <= insert.length).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('is checked: every fault has a place in the text', () => {
    fc.assert(
      fc.property(text, context, (sql, given) => {
        const { dialect } = given;
        for (const { offset, position, statement } of diagnose(sql, given, dialect === 'ansi' ? { rowId: 'rowid' } : { translation: { dialect, engine: 'duckdb' }, rowId: 'rowid' })) {
          expect(offset).toBeLessThanOrEqual(sql.length);
          expect(sql.slice(0, offset).split('\n').length).toBe(position.line);
          expect(statement).toBeGreaterThan(0);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('means the same when a column that is offered is taken', () => {
    const query = fc.constantFrom('SELECT | FROM orders o', 'SELECT o.| FROM orders o', 'SELECT 1 FROM orders o JOIN people p ON |', 'SELECT 1 FROM people WHERE | IS NULL', 'WITH t AS (SELECT id AS a FROM orders) SELECT t.| FROM t');
    fc.assert(
      fc.property(query, fc.nat(), (written, choice) => {
        const offset = written.indexOf('|');
        const sql = written.replace('|', '');
        const given: EditorContext = { dialect: 'redshift', language: 'duckdb', tables: TABLES };
        const { items, replace } = complete(sql, offset, given);
        const columns = items.filter(({ kind }) => kind === 'column' || kind === 'join');
        const { insert } = columns[choice % columns.length]!;
        const taken = sql.slice(0, replace.start) + insert + sql.slice(replace.end);
        expect(diagnose(taken, given, { translation: { dialect: 'redshift', engine: 'duckdb' }, rowId: 'rowid' })).toEqual([]);
      }),
    );
  });
});

describe.each(['redshift', 'snowflake'] as const)('what is offered in %s', (dialect) => {
  const runs = (sql: string) => expect(() => translateSql(sql, { dialect, engine: enginesOf(dialect)[0]! })).not.toThrow();

  it.each(DATE_PARTS[dialect].read)('%s can be read', (part) => runs(`SELECT EXTRACT(${part} FROM DATE '2024-01-01')`));
  it.each(DATE_PARTS[dialect].count)('%s can be counted', (part) => runs(`SELECT DATEADD(${part}, 1, DATE '2024-01-01'), DATEDIFF(${part}, DATE '2024-01-01', DATE '2024-01-02')`));
  it.each(TYPES[dialect])('%s is a type', (type) => runs(`SELECT NULL::${type}`));
});

it('shows parameters of functions that there are', () => {
  const known = new Set([...catalogueOf('redshift').keys(), ...catalogueOf('snowflake').keys(), 'CAST', 'TRY_CAST', 'FLATTEN', 'GENERATOR', 'NOW', 'STRING_AGG', 'POSITION', 'SQRT']);
  expect([...SIGNATURES.keys()].filter((name) => !known.has(name))).toEqual([]);
});
