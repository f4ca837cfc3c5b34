import { hostname } from 'node:os';
import { isIP } from 'node:net';
import type { RequestHandler, Response } from 'express';
import { problemOf } from './problem';
import { sendProblem } from './problem.filter';

const OWN_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const ANY_ADDRESS = ['0.0.0.0', '::', '[::]'];

export interface OriginPolicy {
  /** Address that the server listens on. */
  readonly host: string;
  /** Host names that this server may be addressed by, beside this machine's own. */
  readonly hosts: readonly string[];
  /** Origins of foreign pages that may call. */
  readonly origins: readonly string[];
}

/**
 * Refuses requests that a foreign page makes a browser send: under a name that was made to point here
 * (DNS rebinding), or from another origin. Any port passes in `Host`, so that forwarded ports work.
 */
export function originGuard({ host: own, hosts, origins }: OriginPolicy): RequestHandler {
  const listensEverywhere = ANY_ADDRESS.includes(own);
  const allowedHosts = [...OWN_HOSTS, own.includes(':') ? `[${own}]` : own, ...(listensEverywhere ? [hostname()] : []), ...hosts].map((host) => host.toLowerCase());
  const allowedOrigins = origins.map((origin) => origin.toLowerCase());
  // An address is no name that somebody could point here.
  const isAllowed = (name: string) => allowedHosts.includes(name) || (listensEverywhere && isIP(name.replace(/^\[|\]$/g, '')) !== 0);
  return (request, response, next) => {
    const host = (request.headers.host ?? '').toLowerCase();
    const origin = request.headers.origin?.toLowerCase();
    if (!isAllowed(host.replace(/:\d+$/, ''))) {
      return sendProblem(response, problemOf('forbidden_origin', `This server does not answer to the host "${host.slice(0, LONGEST_SHOWN)}"; allowed: ${allowedHosts.join(', ')}.`, {
        hint: 'Add the name to DW_SIMULATOR_ALLOWED_HOSTS.',
      }));
    }
    if (origin !== undefined && allowedOrigins.includes(origin)) {
      allowOrigin(response, origin);
      return request.method === 'OPTIONS' ? void response.status(204).end() : next();
    }
    const isOwn = origin === undefined ? !isForeignFetch(request.headers) : origin === `http://${host}` || origin === `https://${host}`;
    if (isOwn) return next();
    return sendProblem(response, problemOf('forbidden_origin', `Pages of ${origin?.slice(0, LONGEST_SHOWN) ?? 'other sites'} may not call this server.`, {
      hint: 'Add the origin to DW_SIMULATOR_ALLOWED_ORIGINS.',
    }));
  };
}

const LONGEST_SHOWN = 100;

/**
 * A page of another site that loads something as an image, a script or in another way that names no origin; following a link is
 * none. https://www.w3.org/TR/fetch-metadata/
 */
function isForeignFetch(headers: Readonly<Record<string, unknown>>): boolean {
  return ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site'])) && headers['sec-fetch-mode'] !== 'navigate';
}

/** Lets the pages of an origin read answers. Cookies stay out of it: such pages send a key where one is needed. */
function allowOrigin(response: Response, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Last-Event-ID, X-API-Key');
  response.setHeader('Access-Control-Max-Age', '600');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.vary('Origin');
}
