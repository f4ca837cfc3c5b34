import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isObject, REQUIRED_SCOPE } from '@dw-sim/api-platform';
import { AppError, scopeIncludes, type ApiKeyScope } from '@dw-sim/contracts';
import type { Request } from 'express';
import { unauthorized } from './access-check';

/** Lets a request through where its key allows what the route needs. */
@Injectable()
export class ScopeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const declared = this.reflector.getAllAndOverride<ApiKeyScope | 'public' | undefined>(REQUIRED_SCOPE, [context.getHandler(), context.getClass()]);
    if (declared === 'public') return true;
    const needed = neededScope(declared, request);
    if (request.access === undefined) throw unauthorized(false);
    if (scopeIncludes(request.access.scope, needed)) return true;
    throw new AppError('forbidden', `This needs a key of scope ${needed}; "${request.access.name}" has ${request.access.scope}.`, { hint: `dw-sim key create NAME --scope ${needed}` });
  }
}

function neededScope(declared: ApiKeyScope | undefined, { method, body }: Request): ApiKeyScope {
  if (declared !== undefined && declared !== 'write') return declared;
  if (declared === undefined && (method === 'GET' || method === 'HEAD')) return 'read';
  return readsEnvironment(body) ? 'admin' : 'write';
}

/** A run to a DSN with variables of the server's environment in it can tell them to any host. */
function readsEnvironment(body: unknown): boolean {
  const target = isObject(body) ? body['target'] : undefined;
  const dsn = isObject(target) ? target['dsn'] : undefined;
  return typeof dsn === 'string' && /\$\{|env:/i.test(dsn);
}
