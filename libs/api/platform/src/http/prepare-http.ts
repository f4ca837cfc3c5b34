import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Configuration } from '@dw-sim/settings';
import { apiVersion } from './api-version';
import { compress } from './compress';
import { dashboardAssets } from './dashboard-assets';
import { bodyErrors, jsonBody } from './json-body';
import { originGuard } from './origin-guard';
import { ProblemFilter } from './problem.filter';
import { RequestValidationPipe } from './request-validation.pipe';
import { securityHeaders } from './security-headers';

/**
 * Puts in place everything that requests pass through before and after the controllers. Create the application
 * with `bodyParser: false`.
 */
export function prepareHttp(app: NestExpressApplication, configuration: Configuration, dashboardDirectory?: string): void {
  app.disable('x-powered-by');
  app.setGlobalPrefix('api');
  app.use(securityHeaders(), originGuard({ hosts: [...configuration.allowedHosts, configuration.host], origins: configuration.allowedOrigins }));
  app.use(apiVersion, compress(), ...jsonBody(), bodyErrors);
  if (dashboardDirectory !== undefined) app.use(dashboardAssets(dashboardDirectory));
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
}
