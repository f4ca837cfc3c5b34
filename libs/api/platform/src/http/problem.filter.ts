import { randomUUID } from 'node:crypto';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ProblemDetails } from '@dw-sim/contracts';
import type { Response } from 'express';
import { expectedProblem, problemOf, PROBLEM_MEDIA_TYPE } from './problem';

/** The one place where an error becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    sendProblem(host.switchToHttp().getResponse<Response>(), expectedProblem(error) ?? this.defect(error));
  }

  /** What a user hears of a defect: a number to find it by in the log, and no more. */
  private defect(error: unknown): ProblemDetails {
    const id = randomUUID();
    this.logger.error({ err: error, errorId: id }, 'Unexpected error');
    return problemOf('internal', `Something went wrong in the server (error ${id}).`, { hint: 'The server log has the details under this number.' });
  }
}

/** Sends a problem, or cuts the connection where the answer had already begun. */
export function sendProblem(response: Response, problem: ProblemDetails): void {
  if (response.headersSent) return void response.destroy();
  // https://www.rfc-editor.org/rfc/rfc9110#name-401-unauthorized
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
}
