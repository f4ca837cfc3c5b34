import { AppError } from '@dw-sim/contracts';
import { retried } from './retried';

const unreachable = new AppError('warehouse_unavailable', 'The connection was cut.');

describe('retried', () => {
  const never = new AbortController().signal;
  const noted: number[] = [];
  const note = async (_error: AppError, attempt: number) => void noted.push(attempt);
  const failing = (times: number, error: Error) => {
    let left = times;
    return async () => {
      if (left-- > 0) throw error;
      return 'done';
    };
  };

  beforeEach(() => noted.splice(0));

  it('does again what a passing fault has stopped, and tells each attempt', async () => {
    await expect(retried(failing(2, unreachable), never, note, [0, 0])).resolves.toBe('done');
    expect(noted).toEqual([2, 3]);
  });

  it('gives up after the last attempt with its error', async () => {
    await expect(retried(failing(3, unreachable), never, note, [0, 0])).rejects.toBe(unreachable);
    expect(noted).toEqual([2, 3]);
  });

  it('does not repeat what would fail again', async () => {
    const broken = new AppError('warehouse_failed', 'The file is broken.');
    await expect(retried(failing(1, broken), never, note, [0])).rejects.toBe(broken);
    expect(noted).toEqual([]);
  });

  it('tells what nobody knows, also where it was stopped', async () => {
    const unknown = new AppError('interrupted', 'Whether the rows are there is not known.');
    await expect(retried(failing(1, unknown), AbortSignal.abort(), note, [0])).rejects.toBe(unknown);
    expect(noted).toEqual([]);
  });

  it('stops on the signal, in a pause too', async () => {
    const controller = new AbortController();
    const reason = new AppError('aborted', 'Enough.');
    const stopped = retried(failing(9, unreachable), controller.signal, async () => controller.abort(reason), [60_000]);
    await expect(stopped).rejects.toBe(reason);
  });
});
