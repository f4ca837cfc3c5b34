import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { httpStatusOf, type AppErrorDetails, type ErrorCode } from '@dw-sim/contracts';
import { problemOf, PROBLEM_MEDIA_TYPE } from './problem';
import { ProblemDto } from './problem.dto';

/** One error that a route can answer with, as an example for the documentation. */
export interface ProblemExample {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly more?: AppErrorDetails;
}

/** Documents the errors of a route; those with one status share a response with several examples. */
export function ApiProblems(...problems: readonly ProblemExample[]): MethodDecorator & ClassDecorator {
  const statuses = [...new Set(problems.map(({ code }) => httpStatusOf(code)))];
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...statuses.map((status) => {
      const same = problems.filter(({ code }) => httpStatusOf(code) === status);
      const examples = Object.fromEntries(same.map(({ code, detail, more }) => [code, { value: problemOf(code, detail, more) }]));
      const description = same.map(({ code }) => code).join(', ');
      return ApiResponse({ status, description, content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: getSchemaPath(ProblemDto) }, examples } } });
    }),
  );
}

/** The errors that every route about one experiment shares. */
export const UNKNOWN_EXPERIMENT: ProblemExample = { code: 'not_found', detail: 'There is no experiment "shp"; existing: ecommerce, shop.' };
