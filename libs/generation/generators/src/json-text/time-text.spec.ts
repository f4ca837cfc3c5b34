import * as fc from 'fast-check';
import { writeClock, writeDay, writeMoment } from './time-text';

function written(write: typeof writeDay, value: number): string {
  const bytes = new Uint8Array(40);
  return new TextDecoder().decode(bytes.subarray(0, write(bytes, 0, value)));
}

describe('times as JSON', () => {
  it('are those of the calendar', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
        const text = date.toISOString();
        expect(written(writeDay, Math.floor(date.getTime() / 86_400_000))).toBe(text.slice(0, 10));
        const moment = written(writeMoment, date.getTime());
        expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,2}[1-9])?$/);
        expect(new Date(`${moment}Z`).toISOString()).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [0, '00:00:00'],
    [86_399_999_999, '23:59:59.999999'],
    [45_296_500_000, '12:34:56.5'],
    [1, '00:00:00.000001'],
  ])('tell %d microseconds of the day as %s', (micros, text) => {
    expect(written(writeClock, micros)).toBe(text);
  });
});
