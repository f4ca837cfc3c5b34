import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestMethod, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import pino, { type DestinationStream, type LevelWithSilent } from 'pino';

export interface LoggingOptions {
  readonly level: LevelWithSilent;
  /** File to append to; standard output otherwise. */
  readonly file?: string;
}

/** Nest's own talk while it starts, which says nothing to the person who starts the server. */
const FRAMEWORK_CONTEXTS = ['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication'];

/** Structured logs, one JSON object a line. Requests carry an id; nothing of a body or a credential is written. */
export function loggingModule({ level, file }: LoggingOptions): DynamicModule {
  const pinoHttp = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { logMethod: quietFramework },
    serializers: {
      req: (request: { id: unknown; method: string; url: string }) => ({ id: request.id, method: request.method, url: request.url }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    quietReqLogger: true,
    customLogLevel: requestLevel,
  };
  return LoggerModule.forRoot({
    pinoHttp: file === undefined ? pinoHttp : [pinoHttp, appendTo(file)],
    forRoutes: [{ path: '*path', method: RequestMethod.ALL }],
  });
}

function appendTo(file: string): DestinationStream {
  return pino.destination({ dest: file, append: true, sync: false });
}

function requestLevel(request: IncomingMessage, response: ServerResponse, error?: Error): 'error' | 'warn' | 'info' | 'debug' {
  if (error || response.statusCode >= 500) return 'error';
  if (response.statusCode >= 400) return 'warn';
  return request.method === 'GET' ? 'debug' : 'info';
}

function quietFramework(this: pino.Logger, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  const context = (args[0] as { context?: string } | undefined)?.context;
  if (context === undefined || !FRAMEWORK_CONTEXTS.includes(context)) method.apply(this, args);
}
