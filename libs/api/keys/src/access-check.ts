import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, type Access, type Configuration } from '@dw-sim/api-platform';
import { AppError } from '@dw-sim/contracts';
import type { NextFunction, Request, Response } from 'express';
import { ApiKeys } from './api-keys';
import { hashOf, matches } from './key-text';
import { keyRequired } from './key-policy';
import { WrongKeys } from './wrong-keys';

/** Cookie that the dashboard's key is kept in. Scripts can't read it. */
export const SESSION_COOKIE = 'dw_sim_key';

/** DI symbol of the key that the server tells to programs of its own user by `server.json`. */
export const LOCAL_KEY = Symbol('LOCAL_KEY');

/** Routes that answer without a key. */
const PUBLIC = /^\/api\/(?:session|health\/live)\/?$/i;

/** Finds out who makes a request, before anything of it is read. */
@Injectable()
export class AccessCheck {
  readonly isRequired: boolean;
  private readonly wrongKeys = new WrongKeys();
  private readonly fixedKeys: readonly { readonly name: string; readonly hash: string }[];

  constructor(
    private readonly keys: ApiKeys,
    @Inject(CONFIGURATION) configuration: Configuration,
    @Inject(LOCAL_KEY) localKey: string | null,
  ) {
    this.isRequired = keyRequired(configuration);
    this.fixedKeys = Object.entries({ configuration: configuration.adminKey, 'this machine': localKey })
      .flatMap(([name, key]) => (key === null ? [] : [{ name, hash: hashOf(key) }]));
  }

  /** Express middleware. A wrong key is refused even where none is needed. */
  readonly handle = async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    try {
      request.access = await this.accessOf(request);
      next();
    } catch (error) {
      next(error);
    }
  };

  /** What a key allows. @throws AppError `unauthorized`; `rate_limited` where many wrong ones came from the same address */
  async accessOfKey(key: string, address = ''): Promise<Access> {
    if (this.wrongKeys.isBlocked(address)) throw new AppError('rate_limited', 'Too many wrong API keys came from this address.', { hint: 'Wait a minute.' });
    const fixed = this.fixedKeys.find(({ hash }) => matches(key, hash));
    const access: Access | undefined = fixed ? { name: fixed.name, scope: 'admin' } : await this.keys.verify(key);
    if (access) return access;
    this.wrongKeys.add(address);
    throw unauthorized(true);
  }

  private async accessOf(request: Request): Promise<Access | undefined> {
    if (!/^\/api(?:\/|$)/i.test(request.path)) return undefined;
    const written = writtenKey(request);
    // A browser sends the cookie of one server to others on the same host, too.
    if (!this.isRequired && written === undefined) return { name: null, scope: 'admin' };
    const key = written ?? cookieOf(request.headers.cookie ?? '');
    if (key !== undefined) return isPublic(request) ? this.accessOfKey(key, request.ip).catch(() => undefined) : this.accessOfKey(key, request.ip);
    if (isPublic(request)) return undefined;
    throw unauthorized(false);
  }
}

function isPublic({ path }: Request): boolean {
  return PUBLIC.test(path);
}

/** @param given a key was given, which is not valid */
export function unauthorized(given: boolean): AppError {
  return new AppError('unauthorized', given ? 'The API key is unknown, expired or revoked.' : 'This server needs an API key.', {
    hint: 'Send it as "Authorization: Bearer KEY"; dw-sim takes --api-key and DW_SIMULATOR_API_KEY. "dw-sim key create" on the machine of the server makes one.',
  });
}

function writtenKey({ headers }: Request): string | undefined {
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  const header = headers['x-api-key'];
  return bearer ?? (typeof header === 'string' && header !== '' ? header : undefined);
}

function cookieOf(text: string): string | undefined {
  const prefix = `${SESSION_COOKIE}=`;
  return text.split(/; */).find((part) => part.startsWith(prefix))?.slice(prefix.length) || undefined;
}
