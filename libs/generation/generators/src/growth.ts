const DAY_MS = 86_400_000;
/** Mean year of the Gregorian calendar: 97 leap years in 400. */
const YEAR_MS = 365.2425 * DAY_MS;

/** How a quantity grows: what `rate` is applied to. */
export const GROWTH_TYPES = ['linear', 'exponential', 'logistic'] as const;
export type GrowthType = (typeof GROWTH_TYPES)[number];

/** Spans of time that a rate may be given for, in milliseconds; months and years by their mean length. */
export const PERIOD_MS = { hour: DAY_MS / 24, day: DAY_MS, week: 7 * DAY_MS, month: YEAR_MS / 12, quarter: YEAR_MS / 4, year: YEAR_MS } as const;
export type GrowthPeriod = keyof typeof PERIOD_MS;

/** Growth of a quantity in proportion to itself, as plain data. */
export interface Growth {
  readonly type: GrowthType;
  /** Growth in one period, as a share: 0.05 is 5 %. Above -1 where it compounds. */
  readonly rate: number;
  /** Where logistic growth ends, in multiples of the start: above 1 where the rate is positive. */
  readonly limit?: number;
}

/**
 * What a quantity of 1 has become after some periods:
 * linear `1 + rate t`; exponential `(1 + rate)^t`; logistic `limit / (1 + (limit - 1) (1 + rate)^-t)`, which begins at 1
 * like the others and ends at the limit (Verhulst's equation).
 *
 * @returns factor of a number of periods, which may be a fraction or negative
 */
export function growthFactor({ type, rate, limit = Infinity }: Growth): (periods: number) => number {
  if (type === 'linear') return (periods) => 1 + rate * periods;
  const log = Math.log1p(rate);
  // Without a limit logistic growth never slows down.
  if (type === 'exponential' || limit === Infinity) return (periods) => Math.exp(periods * log);
  return (periods) => limit / (1 + (limit - 1) * Math.exp(-periods * log));
}
