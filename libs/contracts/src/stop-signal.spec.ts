import { stopSignal } from './stop-signal';

describe('a signal to stop', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('counts once, however many processes hand it on, and again when it comes later', () => {
    const heard: string[] = [];
    const listener = stopSignal(() => heard.push('first'), () => heard.push('again'));
    listener();
    listener();
    jest.advanceTimersByTime(900);
    listener();
    expect(heard).toEqual(['first']);
    jest.advanceTimersByTime(200);
    listener();
    expect(heard).toEqual(['first', 'again']);
  });
});
