import { invalidRequest } from '@dw-sim/api-platform';
import type { Fault } from '@dw-sim/contracts';
import { CronTime } from 'cron';

const FIELDS = 5;
const SHORT_FORMS = ['@hourly', '@daily', '@weekly', '@monthly', '@yearly'];

/**
 * The times that a cron expression stands for in a zone. Hours that a change of the clocks passes over are made up for at its
 * end, and those that it repeats count once.
 */
export class CronTimes {
  private constructor(
    private readonly times: CronTime,
    private readonly timeZone: string,
  ) {}

  /** @throws AppError `invalid_request` with every fault */
  static of(cron: string, timeZone: string): CronTimes {
    const errors: Fault[] = [];
    if (!isTimeZone(timeZone)) errors.push({ path: '$.time_zone', code: 'unknown_time_zone', message: `"${timeZone}" is no time zone.`, value: timeZone, allowed: 'an IANA name such as UTC or Europe/Berlin' });
    const problem = problemOf(cron);
    if (problem !== undefined) errors.push({ path: '$.cron', code: 'invalid_cron', message: `"${cron}" is no cron expression: ${problem}.`, value: cron, allowed: `minute, hour, day of the month, month and weekday, such as 0 6 * * 1-5, or one of ${SHORT_FORMS.join(', ')}` });
    if (errors.length > 0) throw invalidRequest(errors);
    return new CronTimes(new CronTime(cron.trim(), timeZone), timeZone);
  }

  /** The next time after a moment. */
  next(after: Date): Date {
    return this.times.getNextDateFrom(after, this.timeZone).toJSDate();
  }
}

function problemOf(cron: string): string | undefined {
  const text = cron.trim();
  if (text.startsWith('@') ? !SHORT_FORMS.includes(text) : text.split(/\s+/).length !== FIELDS) return text.startsWith('@') ? 'there is no such short form' : `it has ${text === '' ? 0 : text.split(/\s+/).length} fields`;
  try {
    new CronTime(text, 'UTC').getNextDateFrom(new Date());
    return undefined;
  } catch (error) {
    // CronError: a field out of its range, a day that no month has.
    const [message = ''] = (error as Error).message.split('\n');
    return message.includes('No execution date') ? 'there is no such day in the next eight years' : message.replace(/\.$/, '');
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // RangeError
    return false;
  }
}
