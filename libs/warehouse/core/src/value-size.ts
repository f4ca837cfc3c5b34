import { AppError } from '@dw-sim/contracts';

/** Longest value that a result may hold, in characters or bytes: 16 MiB, as Redshift's SUPER and Snowflake's VARCHAR have it by default. */
export const MOST_VALUE_SIZE = 16 * 2 ** 20;

/** Rows are handed on in batches of no more than about this many characters: a batch has to fit into memory several times. */
export const MOST_BATCH_SIZE = 32 * 2 ** 20;

/** The error of a value that no result can hold. @param column its name, where it is known */
export function valueTooLarge(column?: string): AppError {
  const most = MOST_VALUE_SIZE.toLocaleString('en-US');
  return new AppError('invalid_sql', `A value${column === undefined ? '' : ` of the column "${column}"`} is longer than ${most} characters, the most that a result holds.`, { hint: 'Select a part of it, such as LEFT(value, 1000), or its LENGTH.' });
}
