/** What the fuzzer needs of an OpenAPI document. https://spec.openapis.org/oas/v3.0.3 */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
}

interface OperationObject {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** One route with one method. */
export interface Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly queryNames: readonly string[];
  readonly headerNames: readonly string[];
  /** Valid bodies; empty where it takes none. */
  readonly examples: readonly unknown[];
  readonly takesFiles: boolean;
  /** Its answer is an event stream, which may stay open. */
  readonly isStream: boolean;
}

/** The operations of a document. @param extra further valid bodies by route, such as `POST /api/experiments` */
export function operationsOf({ paths }: OpenApi, extra: Readonly<Record<string, readonly unknown[]>>): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]): Operation => {
      const content = requestBody?.content ?? {};
      const examples = Object.values(content).flatMap(({ examples: named = {} }) => Object.values(named).map(({ value }) => value));
      const named = (place: string) => parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
      return {
        method: method.toUpperCase(),
        path,
        queryNames: named('query'),
        headerNames: named('header'),
        examples: [...examples, ...(extra[`${method.toUpperCase()} ${path}`] ?? [])],
        takesFiles: 'multipart/form-data' in content,
        isStream: Object.values(responses).some(({ content: answers = {} }) => 'text/event-stream' in answers),
      };
    }),
  );
}
