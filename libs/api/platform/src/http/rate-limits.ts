import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { problemOf } from './problem';
import { sendProblem } from './problem.filter';

const MINUTE_MS = 60_000;

/**
 * Limits the requests of one address in a minute; answers tell how many are left.
 * @param perMinute no limit where null
 */
export function rateLimits(perMinute: number | null): RequestHandler[] {
  if (perMinute === null) return [];
  return [rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => sendProblem(response, problemOf('rate_limited', `More than ${perMinute} requests in a minute came from this address.`, {
      hint: 'Wait as long as Retry-After says. DW_SIMULATOR_RATE_LIMIT changes the limit.',
    })),
  })];
}
