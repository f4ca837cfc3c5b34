import { ERROR_CODES, type ErrorCode } from '@dw-sim/contracts';
import { exitStatusOf } from './exit-status';

test('every error ends with a status that is not success', () => {
  for (const code of ERROR_CODES) expect(exitStatusOf(code)).toBeGreaterThan(0);
});

test.each<[ErrorCode, number]>([['invalid_sql', 2], ['not_found', 3], ['run_active', 4], ['warehouse_unavailable', 5], ['generation_failed', 1], ['unheard_of' as ErrorCode, 1]])(
  '%s is %d',
  (code, status) => {
    expect(exitStatusOf(code)).toBe(status);
  },
);
