import { TestServer } from './test-server';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly examples?: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object; readonly examples?: object }>> }>>;
}

describe('the API documentation', () => {
  let server: TestServer;
  let operations: readonly (readonly [string, Operation])[];
  let document: { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, { properties?: Record<string, object> }> } };

  beforeAll(async () => {
    server = await TestServer.start();
    document = (await server.http.get('/api/docs-json').expect(200)).body;
    operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const));
  });
  afterAll(() => server.destroy());

  it('has every route once', () => {
    expect(operations.map(([name]) => name).sort()).toEqual([
      'delete /api/experiments/{name}',
      'delete /api/experiments/{name}/schedules/{id}',
      'delete /api/keys/{id}',
      'delete /api/query/history',
      'delete /api/query/saved/{name}',
      'delete /api/session',
      'delete /api/targets/{id}',
      'get /api/configuration',
      'get /api/events',
      'get /api/examples',
      'get /api/experiments',
      'get /api/experiments/{name}',
      'get /api/experiments/{name}/made-tables',
      'get /api/experiments/{name}/retention',
      'get /api/experiments/{name}/runs',
      'get /api/experiments/{name}/runs/{id}',
      'get /api/experiments/{name}/runs/{id}/events',
      'get /api/experiments/{name}/schedules',
      'get /api/experiments/{name}/versions',
      'get /api/experiments/{name}/versions/{version}',
      'get /api/experiments/{name}/versions/{version}/diff/{other}',
      'get /api/health',
      'get /api/health/live',
      'get /api/keys',
      'get /api/query/history',
      'get /api/query/running',
      'get /api/query/saved',
      'get /api/query/saved/{name}',
      'get /api/query/saved/{name}/file',
      'get /api/query/{id}/status',
      'get /api/runs',
      'get /api/runs/{id}',
      'get /api/runs/{id}/diff/{other}',
      'get /api/runs/{id}/events',
      'get /api/runs/{id}/files',
      'get /api/runs/{id}/log',
      'get /api/scenarios',
      'get /api/scenarios/{id}',
      'get /api/session',
      'get /api/targets',
      'get /api/targets/{id}',
      'post /api/experiments',
      'post /api/experiments/import-sql',
      'post /api/experiments/import-sql/preview',
      'post /api/experiments/preview',
      'post /api/experiments/validate',
      'post /api/experiments/{name}/generate',
      'post /api/experiments/{name}/load',
      'post /api/experiments/{name}/reset',
      'post /api/experiments/{name}/runs/{id}/abort',
      'post /api/experiments/{name}/runs/{id}/resume',
      'post /api/experiments/{name}/schedules',
      'post /api/experiments/{name}/schedules/{id}/continue',
      'post /api/experiments/{name}/schedules/{id}/pause',
      'post /api/experiments/{name}/versions/{version}/restore',
      'post /api/keys',
      'post /api/query/check',
      'post /api/query/complete',
      'post /api/query/execute',
      'post /api/query/format',
      'post /api/query/saved',
      'post /api/query/saved/import',
      'post /api/query/{id}/cancel',
      'post /api/runs',
      'post /api/runs/{id}/abort',
      'post /api/runs/{id}/reproduce',
      'post /api/runs/{id}/resume',
      'post /api/scenarios/validate',
      'post /api/session',
      'post /api/targets',
      'post /api/targets/test',
      'post /api/targets/validate',
      'post /api/targets/{id}/test',
      'put /api/experiments/{name}',
      'put /api/experiments/{name}/retention',
      'put /api/query/saved/{name}',
      'put /api/targets/{id}',
    ]);
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
  });

  it('describes each: in words, with a schema of what it answers, with examples of what it takes', () => {
    for (const [name, { summary, requestBody, responses }] of operations) {
      expect([name, summary]).toEqual([name, expect.stringMatching(/^[A-Z]/)]);
      const success = Object.entries(responses).find(([status]) => status.startsWith('2'));
      expect([name, Object.values(success?.[1].content ?? {})]).toEqual([name, expect.arrayContaining([expect.objectContaining({ schema: expect.anything() })])]);
      for (const content of Object.values(requestBody?.content ?? {})) expect([name, Object.keys(content.examples ?? {}).length]).not.toEqual([name, 0]);
    }
  });

  it('has the errors of every route that names an experiment or a target, as problem details', () => {
    for (const [name, { responses }] of operations.filter(([path]) => /\{name\}|targets\/\{id\}/.test(path))) {
      expect([name, responses['404']?.content?.['application/problem+json']]).toEqual([name, { schema: { $ref: '#/components/schemas/ProblemDto' }, examples: expect.anything() }]);
    }
    expect(Object.keys(document.components.schemas['ProblemDto']?.properties ?? {})).toEqual(['type', 'title', 'status', 'detail', 'code', 'errors', 'position', 'statement', 'hint']);
  });

  it('is a page that loads nothing from elsewhere', async () => {
    const page = await server.http.get('/api/docs').expect(200);
    expect(page.text).toContain('swagger-ui');
    expect([...page.text.matchAll(/(?:src|href)="(https?:[^"]+)"/g)]).toEqual([]);
    await server.http.get('/api/docs/swagger-ui-bundle.js').expect(200);
  });
});
