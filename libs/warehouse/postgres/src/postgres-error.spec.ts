import { statementError } from './postgres-error';

describe('what a server says of a statement', () => {
  it.each([
    [{ code: '42P01', message: 'relation "x" does not exist' }, 'invalid_sql'],
    [{ code: '22012', message: 'division by zero' }, 'invalid_sql'],
    [{ code: '25006', message: 'cannot execute DELETE in a read-only transaction' }, 'statement_not_allowed'],
    [{ code: '57014', message: 'canceling statement due to statement timeout' }, 'timeout'],
    [{ code: '57P01', message: 'terminating connection due to administrator command' }, 'warehouse_failed'],
    [{ code: 'ECONNRESET', message: 'read ECONNRESET' }, 'warehouse_failed'],
    [{ code: 'EPIPE', message: 'write EPIPE' }, 'warehouse_failed'],
    [{ message: 'Connection terminated unexpectedly' }, 'warehouse_failed'],
  ])('%j is %s', (error, code) => {
    expect(statementError(error, 'SELECT 1')).toMatchObject({ code });
  });
});
