import { HttpErrorResponse } from '@angular/common/http';
import type { ProblemDetails } from '@dw-sim/contracts';
import { toAppError } from './problem';

const PROBLEM: ProblemDetails = {
  type: 'about:blank',
  title: 'Invalid SQL',
  status: 422,
  detail: 'Unknown table "custmers"',
  code: 'invalid_sql',
  position: { line: 2, column: 6, length: 8 },
  hint: 'Did you mean "customers"?',
  errors: [{ path: '$.sql', code: 'unknown_table', message: 'Unknown table' }],
};

describe('toAppError', () => {
  it('keeps code, faults, position and hint of problem details', async () => {
    const error = await toAppError(new HttpErrorResponse({ status: 422, error: PROBLEM }));
    expect(error).toMatchObject({
      code: 'invalid_sql',
      message: 'Unknown table "custmers"',
      details: { position: PROBLEM.position, hint: PROBLEM.hint, errors: PROBLEM.errors },
    });
  });

  it('reads a problem out of a Blob, which a CSV export gets', async () => {
    const blob = Object.assign(new Blob([]), { text: () => Promise.resolve(JSON.stringify(PROBLEM)) });
    const error = await toAppError(new HttpErrorResponse({ status: 422, error: blob }));
    expect(error.details.position).toEqual({ line: 2, column: 6, length: 8 });
  });

  it('says that the server does not answer', async () => {
    const error = await toAppError(new HttpErrorResponse({ status: 0, error: new ProgressEvent('error') }));
    expect(error.message).toBe('The server does not answer.');
    expect(error.details.hint).toContain('still running');
  });

  it.each([['<html>Bad gateway</html>'], [{ message: 'no problem document' }], [null]])('names the status of an answer that is no problem: %p', async (body) => {
    const error = await toAppError(new HttpErrorResponse({ status: 502, error: body }));
    expect(error).toMatchObject({ code: 'internal', message: 'The server answered with status 502 and no explanation.' });
  });
});
