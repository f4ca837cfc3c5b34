import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AccessCheck } from '@dw-sim/api-keys';
import { prepareHttp, serveApiDocumentation } from '@dw-sim/api-platform';
import { Logger } from 'nestjs-pino';
import { AppModule, type AppOptions } from '../app.module';

/** Makes the application as it is in production: the same modules, checks and filters for the server and for tests. */
export async function createApp(options: AppOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(options), {
    bodyParser: false,
    // Nothing to say before our own log is there: an error comes back to the caller.
    logger: false,
    abortOnError: false,
    // Open event streams would keep the server from closing.
    forceCloseConnections: true,
  });
  app.useLogger(app.get(Logger));
  const access = app.get(AccessCheck);
  prepareHttp(app, options.configuration, { accessCheck: access.handle, keyRequired: access.isRequired, dashboardDirectory: options.dashboardDirectory });
  serveApiDocumentation(app, options.version);
  return app;
}
