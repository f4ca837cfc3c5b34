import { Semaphore } from 'async-mutex';
import { StopGuard } from './stop-guard';
import { inTurn, takeTurn } from './take-turn';

describe('StopGuard', () => {
  it('stops again and again after its timeout, until released', async () => {
    let stops = 0;
    const twice = new Promise<void>((resolve) => {
      const guard = new StopGuard('query', { timeoutMs: 5 }, () => {
        if (++stops < 3) return;
        guard.release();
        resolve();
      });
    });
    await twice;
    expect(stops).toBe(3);
  });

  it('stops at once on a signal that came before', () => {
    const stop = jest.fn();
    const guard = new StopGuard('query', { signal: AbortSignal.abort() }, stop);
    guard.release();
    expect(stop).toHaveBeenCalledTimes(1);
    expect(() => guard.check()).toThrow('The query was cancelled.');
  });

  it('keeps its first reason', async () => {
    const controller = new AbortController();
    const guard = new StopGuard('query', { signal: controller.signal, timeoutMs: 1 }, () => undefined);
    controller.abort();
    await expect(guard.race(new Promise(() => undefined))).rejects.toMatchObject({ code: 'aborted' });
    guard.release();
    expect(guard.reason?.code).toBe('aborted');
  });

  it('does not stop once released', () => {
    const controller = new AbortController();
    const stop = jest.fn();
    new StopGuard('query', { signal: controller.signal }, stop).release();
    controller.abort();
    expect(stop).not.toHaveBeenCalled();
  });
});

describe('turns', () => {
  it('stops waiting on a signal and gives the place back when it comes', async () => {
    const places = new Semaphore(1);
    const [, release] = await places.acquire();
    const controller = new AbortController();
    const work = jest.fn();
    const waiting = inTurn(places, 'load', { signal: controller.signal }, work);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted', message: 'The load was cancelled.' });
    release();
    const guard = new StopGuard('query', {}, () => undefined);
    (await takeTurn(places, guard))();
    expect(work).not.toHaveBeenCalled();
  });

  it('gives the place back after work that fails', async () => {
    const places = new Semaphore(1);
    await expect(inTurn(places, 'load', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(places.isLocked()).toBe(false);
  });
});
