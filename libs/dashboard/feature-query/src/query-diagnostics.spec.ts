import { AppError } from '@dw-sim/contracts';
import { allDiagnostics } from './query-diagnostics';

const TEXT = 'SELECT nope FROM t';
const found = { from: 7, to: 11, severity: 'error' as const, message: 'Unknown column "nope".' };
const error = (column: number) => new AppError('invalid_sql', 'x', { position: { line: 1, column, length: 4 } });

describe('diagnostics of the workbench', () => {
  it('tell a fault once, as it was found while it was written', () => {
    expect(allDiagnostics(TEXT, [found], { text: TEXT, error: error(8) })).toEqual([found]);
  });

  it('add what only the execution has found', () => {
    expect(allDiagnostics(TEXT, [found], { text: TEXT, error: error(13) })).toHaveLength(2);
    expect(allDiagnostics(TEXT, [], { text: TEXT, error: error(13) })).toMatchObject([{ from: 12, to: 16, message: 'x' }]);
  });

  it('forget the execution when the text has changed', () => {
    expect(allDiagnostics(`${TEXT} `, [], { text: TEXT, error: error(8) })).toEqual([]);
  });
});
