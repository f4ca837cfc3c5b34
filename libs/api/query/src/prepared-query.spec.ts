import 'reflect-metadata';
import { AppError, type TextPosition } from '@dw-sim/contracts';
import { tableNaming } from '@dw-sim/api-warehouses';
import { prepareQuery } from './prepared-query';

const shop = { name: 'shop', tables: ['orders', 'customers'], naming: tableNaming({ options: {} }, 'shop') };
const apart = { ...shop, naming: tableNaming({ options: { schema_per_experiment: true } }, 'shop') };

describe('prepareQuery', () => {
  it('puts physical names for those of the experiment, and splits the text', () => {
    const { sql, statements } = prepareQuery({ sql: 'SELECT 1;\nSELECT * FROM orders;' }, shop);
    expect(sql).toBe('SELECT 1;\nSELECT * FROM shop__orders;');
    expect(statements.map(({ text }) => text)).toEqual(['SELECT 1', 'SELECT * FROM shop__orders']);
  });

  it('leaves names alone where there is no experiment', () => {
    expect(prepareQuery({ sql: 'SELECT * FROM orders' }).sql).toBe('SELECT * FROM orders');
  });

  it('finds the place of an engine’s error in the user’s text', () => {
    const prepared = prepareQuery({ sql: 'SELECT 1;\n  SELECT o.nope\n  FROM orders o JOIN customers c ON o.x = c.nope' }, shop);
    const place = (position: TextPosition) =>
      (prepared.inUsersText(new AppError('invalid_sql', 'x', { position, hint: 'h' }), prepared.statements[1]!) as AppError).details;
    expect(place({ line: 1, column: 8 })).toMatchObject({ position: { line: 2, column: 10 }, hint: 'h' });
    const text = prepared.statements[1]!.text.split('\n')[1]!;
    expect(place({ line: 2, column: text.indexOf('c.nope') + 1 })).toMatchObject({ position: { line: 3, column: 43 } });
  });

  it('speaks of the tables that the user knows', () => {
    const prepared = prepareQuery({ sql: 'SELECT * FROM orderz' }, shop);
    const told = (message: string, hint?: string) => prepared.inUsersText(new AppError('invalid_sql', message, { hint }), prepared.statements[0]!) as AppError;
    expect(told('Table with name orderz does not exist!', 'Did you mean "pg_enum"?').details.hint).toBe('Tables of shop: orders, customers.');
    expect(told('no such table: orderz').details.hint).toBe('Tables of shop: orders, customers.');
    expect(told('ambiguous column in shop__orders', 'h')).toMatchObject({ message: 'ambiguous column in orders', details: { hint: 'h' } });
    const without = prepareQuery({ sql: 'SELECT * FROM orders' });
    expect((without.inUsersText(new AppError('invalid_sql', 'no such table: orders'), without.statements[0]!) as AppError).details.hint).toContain('shop__orders');
  });

  it('writes the schema of an experiment that has one, and keeps it in what an engine says', () => {
    const prepared = prepareQuery({ sql: 'SELECT * FROM orders JOIN orderz' }, apart);
    expect(prepared.sql).toBe('SELECT * FROM shop.orders JOIN orderz');
    const told = prepared.inUsersText(new AppError('invalid_sql', 'Relation "orderz" does not exist'), prepared.statements[0]!) as AppError;
    expect(told.details.hint).toBe('Tables of shop: orders, customers.');
    expect((prepared.inUsersText(new AppError('invalid_sql', 'no column in shop.orders'), prepared.statements[0]!) as AppError).message).toBe('no column in shop.orders');
  });

  it('tells in whose SQL a text is written that the engine does not understand', () => {
    const hintOf = (sql: string, message: string, language: 'duckdb' | 'sqlite' = 'duckdb') => {
      const prepared = prepareQuery({ sql }, undefined, { dialect: 'ansi', language, warehouse: language, tables: [] });
      return (prepared.inUsersText(new AppError('invalid_sql', message), prepared.statements[0]!) as AppError).details.hint;
    };
    expect(hintOf('SELECT TOP 3 1', 'syntax error at or near "3"')).toBe('It is understood in the dialect redshift: ask in that one.');
    expect(hintOf("SELECT IFF(1 > 0, 'a', 'b')", 'Scalar Function with name iff does not exist!')).toBe('It is understood in the dialect snowflake: ask in that one.');
    expect(hintOf('SELECT 1 +', 'syntax error at end of input')).toBeUndefined();
    expect(hintOf('SELECT nothing_like_it(1)', 'Scalar Function with name nothing_like_it does not exist!')).toBeUndefined();
    expect(hintOf('SELECT TOP 3 1', 'near "3": syntax error', 'sqlite')).toBeUndefined();
  });

  it('leaves errors without a place as they are', () => {
    const prepared = prepareQuery({ sql: 'SELECT 1' });
    for (const error of [new AppError('timeout', 'x'), new Error('y')]) expect(prepared.inUsersText(error, prepared.statements[0]!)).toBe(error);
  });

  it.each(['', ' ; ;', '-- nothing'])('refuses %j, which holds no statement', (sql) => {
    expect(() => prepareQuery({ sql })).toThrow('There is no statement to run.');
  });
});
