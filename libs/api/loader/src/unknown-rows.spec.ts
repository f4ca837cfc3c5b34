import { AppError } from '@dw-sim/contracts';
import { unknownOnceBegun } from './unknown-rows';

describe('rows that may have been added', () => {
  const cut = new AppError('warehouse_unavailable', 'The connection was cut.');

  it('are known not to be there before their commit', async () => {
    await expect(unknownOnceBegun('logs').settle(Promise.reject(cut))).rejects.toBe(cut);
  });

  it('are unknown from their commit on, until that is recorded', async () => {
    const { begin, settle } = unknownOnceBegun('logs');
    begin();
    await expect(settle(Promise.reject(cut))).rejects.toMatchObject({ code: 'interrupted', message: expect.stringMatching(/"logs".* The connection was cut\.$/) });
    await expect(settle(Promise.resolve(7))).resolves.toBe(7);
  });
});
