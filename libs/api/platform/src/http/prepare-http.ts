import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Configuration } from '@dw-sim/settings';
import type { RequestHandler } from 'express';
import './access';
import { apiVersion } from './api-version';
import { compress } from './compress';
import { limitConnections } from './connection-limits';
import { dashboardAssets } from './dashboard-assets';
import { jsonBody, requestErrors } from './json-body';
import { originGuard } from './origin-guard';
import { ProblemFilter } from './problem.filter';
import { rateLimits } from './rate-limits';
import { RequestValidationPipe } from './request-validation.pipe';
import { securityHeaders } from './security-headers';

/** What the server brings to the HTTP layer. */
export interface HttpOptions {
  /** Finds out who makes a request; everybody may do everything where absent. */
  readonly accessCheck?: RequestHandler;
  /** Requests need a key. */
  readonly keyRequired?: boolean;
  readonly dashboardDirectory?: string;
}

/** Requests of one address in a minute, where a key is needed and no other limit is set. */
const USUAL_RATE = 1_200;

/**
 * Puts in place everything that requests pass through before and after the controllers. Create the application
 * with `bodyParser: false`.
 */
export function prepareHttp(app: NestExpressApplication, configuration: Configuration, options: HttpOptions = {}): void {
  const { host, allowedHosts: hosts, allowedOrigins: origins, clientTimeoutMs, rateLimit } = configuration;
  const { accessCheck = everybody, keyRequired = false, dashboardDirectory } = options;
  app.disable('x-powered-by');
  app.setGlobalPrefix('api');
  limitConnections(app.getHttpServer() as Server, clientTimeoutMs);
  app.use(securityHeaders(), apiVersion, originGuard({ host, hosts, origins }));
  app.use(...rateLimits(rateLimit === null ? (keyRequired ? USUAL_RATE : null) : rateLimit || null), accessCheck);
  app.use(compress(), ...jsonBody(), requestErrors);
  if (dashboardDirectory !== undefined) app.use(dashboardAssets(dashboardDirectory));
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
}

const everybody: RequestHandler = (request, _response, next) => {
  request.access = { scope: 'admin', name: null };
  next();
};
