import type { RequestHandler } from 'express';
import { problemOf } from './problem';
import { sendProblem } from './problem.filter';

const OWN_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

export interface OriginPolicy {
  /** Host names that this server may be addressed by, beside this machine's own. */
  readonly hosts: readonly string[];
  /** Origins of foreign pages that may call. */
  readonly origins: readonly string[];
}

/**
 * Refuses requests that a foreign page makes a browser send: under a name that was made to point here
 * (DNS rebinding), or from another origin. Any port passes in `Host`, so that forwarded ports work.
 */
export function originGuard({ hosts, origins }: OriginPolicy): RequestHandler {
  const allowedHosts = [...OWN_HOSTS, ...hosts].map((host) => host.toLowerCase());
  return (request, response, next) => {
    const host = (request.headers.host ?? '').toLowerCase();
    const origin = request.headers.origin?.toLowerCase();
    if (!allowedHosts.includes(host.replace(/:\d+$/, ''))) {
      return sendProblem(response, problemOf('forbidden_origin', `This server does not answer to the host "${host}"; allowed: ${allowedHosts.join(', ')}.`, {
        hint: 'Add the name to DW_SIMULATOR_ALLOWED_HOSTS.',
      }));
    }
    if (origin === undefined || origin === `http://${host}` || origin === `https://${host}` || origins.includes(origin)) return next();
    return sendProblem(response, problemOf('forbidden_origin', `Pages of ${origin} may not call this server.`, {
      hint: 'Add the origin to DW_SIMULATOR_ALLOWED_ORIGINS.',
    }));
  };
}
