import { statementError } from './sqlite-error';

describe('statementError', () => {
  it.each([
    ['near "fro": syntax error', "SELECT 'fro' fro t", { line: 1, column: 14, length: 3 }],
    ['no such column: o.idd', 'SELECT idd, o.idd FROM t o', { line: 1, column: 13, length: 1 }],
    ['no such column: idd', 'SELECT\n  "idd"', { line: 2, column: 3, length: 5 }],
    ['no such table: shop__t', 'SELECT 1 FROM shop__t', { line: 1, column: 15, length: 7 }],
    ['no such function: foo', 'SELECT foo(1)', { line: 1, column: 8, length: 3 }],
    ['incomplete input', 'SELECT 1 +  ', { line: 1, column: 11, length: 1 }],
    ['unrecognized token: "@"', 'SELECT @', { line: 1, column: 8, length: 1 }],
    ['a GROUP BY clause is required before HAVING', 'SELECT 1', undefined],
  ])('places %j in %j', (message, sql, position) => {
    const error = statementError(Object.assign(new Error(message), { code: 'SQLITE_ERROR' }), sql);
    expect(error.code).toBe('invalid_sql');
    expect(error.details.position).toEqual(position);
  });

  it.each([
    ['SQLITE_READONLY', 'statement_not_allowed'],
    ['SQLITE_NOMEM', 'warehouse_failed'],
    ['SQLITE_CORRUPT', 'warehouse_failed'],
  ])('tells %s apart', (code, expected) => {
    expect(statementError(Object.assign(new Error('x'), { code }), 'SELECT 1').code).toBe(expected);
  });
});
