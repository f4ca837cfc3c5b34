import { AppError } from '@dw-sim/contracts';
import { exchange, failureOf, readChunks, readText, UnansweredError, type HttpRequest } from './http-exchange';
import type {
  ConfigurationReport, DeleteExperimentResult, DeleteTargetResult, ExampleSummary, ExperimentDetail, ExperimentList, GenerateRequest, HealthReport, ImportSqlRequest, LoadRequest, PreviewRequest, PreviewResult, QueryRequest, QueryResult,
  ResetExperimentResult, RunDetail, RunList, SqlImportReport, SqlImportResult, TargetDefinition, TargetDetail, TargetList, TargetTestResult, ValidationReport,
} from '@dw-sim/contracts';
import type { IncomingMessage } from 'node:http';

/** Where the API is, and how to find it again when it has gone away (another process may have taken over the data root). */
export interface ApiAddress {
  readonly url: string;
  readonly relocate?: () => Promise<string>;
}

type Request = Omit<HttpRequest, 'url'> & {
  readonly path: string;
  /** The request changes nothing, or nothing twice, so that it may be sent again. */
  readonly repeatable?: boolean;
};

/** The REST API of the server, method by method. Every method throws the server's problem as an `AppError`. */
export class ApiClient {
  private url: string;

  constructor(private readonly address: ApiAddress) {
    this.url = address.url;
  }

  health(): Promise<HealthReport> {
    return this.get('/health');
  }

  configuration(): Promise<ConfigurationReport> {
    return this.get('/configuration');
  }

  examples(): Promise<{ readonly items: readonly ExampleSummary[] }> {
    return this.get('/examples');
  }

  listExperiments(): Promise<ExperimentList> {
    return this.get('/experiments');
  }

  showExperiment(name: string): Promise<ExperimentDetail> {
    return this.get(`/experiments/${encodeURIComponent(name)}`);
  }

  createExperiment(definition: unknown): Promise<ExperimentDetail> {
    return this.json({ method: 'POST', path: '/experiments', body: definition });
  }

  validateExperiment(definition: unknown): Promise<ValidationReport> {
    return this.json({ method: 'POST', path: '/experiments/validate', body: definition, repeatable: true });
  }

  importSql(request: ImportSqlRequest): Promise<SqlImportResult> {
    return this.json({ method: 'POST', path: '/experiments/import-sql', body: request });
  }

  /** What an import would make; nothing is saved. */
  previewImport(request: ImportSqlRequest): Promise<SqlImportReport> {
    return this.json({ method: 'POST', path: '/experiments/import-sql/preview', body: request, repeatable: true });
  }

  deleteExperiment(name: string): Promise<DeleteExperimentResult> {
    return this.json({ method: 'DELETE', path: `/experiments/${encodeURIComponent(name)}` });
  }

  resetExperiment(name: string): Promise<ResetExperimentResult> {
    return this.post(name, 'reset', undefined);
  }

  generate(name: string, request: GenerateRequest): Promise<RunDetail> {
    return this.post(name, 'generate', request);
  }

  preview(request: PreviewRequest): Promise<PreviewResult> {
    return this.json({ method: 'POST', path: '/experiments/preview', body: request, repeatable: true });
  }

  load(name: string, request: LoadRequest): Promise<RunDetail> {
    return this.post(name, 'load', request);
  }

  listRuns(name: string): Promise<RunList> {
    return this.get(`/experiments/${encodeURIComponent(name)}/runs`);
  }

  showRun(name: string, id: number): Promise<RunDetail> {
    return this.get(`/experiments/${encodeURIComponent(name)}/runs/${id}`);
  }

  abortRun(name: string, id: number): Promise<RunDetail> {
    return this.post(name, `runs/${id}/abort`, undefined);
  }

  listTargets(): Promise<TargetList> {
    return this.get('/targets');
  }

  showTarget(id: string): Promise<TargetDetail> {
    return this.get(`/targets/${encodeURIComponent(id)}`);
  }

  validateTarget(definition: unknown): Promise<ValidationReport> {
    return this.json({ method: 'POST', path: '/targets/validate', body: definition, repeatable: true });
  }

  addTarget(definition: TargetDefinition): Promise<TargetDetail> {
    return this.json({ method: 'POST', path: '/targets', body: definition });
  }

  replaceTarget(id: string, definition: TargetDefinition): Promise<TargetDetail> {
    return this.json({ method: 'PUT', path: `/targets/${encodeURIComponent(id)}`, body: definition, repeatable: true });
  }

  removeTarget(id: string): Promise<DeleteTargetResult> {
    return this.json({ method: 'DELETE', path: `/targets/${encodeURIComponent(id)}` });
  }

  testTarget(id: string): Promise<TargetTestResult> {
    return this.json({ method: 'POST', path: `/targets/${encodeURIComponent(id)}/test`, repeatable: true });
  }

  query(request: QueryRequest, signal?: AbortSignal): Promise<QueryResult> {
    return this.json({ method: 'POST', path: '/query/execute', body: { ...request, format: 'json' }, repeatable: true, signal });
  }

  /** The rows as CSV text, as they come. */
  queryCsv(request: QueryRequest, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const headers = { accept: 'text/csv, application/problem+json' };
    return this.stream({ method: 'POST', path: '/query/execute', body: { ...request, format: 'csv' }, headers, repeatable: true, signal });
  }

  /** The events of a run after the given one, as a stream of server-sent events. */
  runEvents(name: string, id: number, lastEventId: number): Promise<AsyncIterable<Uint8Array>> {
    const headers = { accept: 'text/event-stream', ...(lastEventId > 0 && { 'last-event-id': String(lastEventId) }) };
    return this.stream({ method: 'GET', path: `/experiments/${encodeURIComponent(name)}/runs/${id}/events`, headers, repeatable: true });
  }

  private get<T>(path: string): Promise<T> {
    return this.json({ method: 'GET', path, repeatable: true });
  }

  private post<T>(name: string, action: string, body: unknown): Promise<T> {
    return this.json({ method: 'POST', path: `/experiments/${encodeURIComponent(name)}/${action}`, body });
  }

  private async json<T>(request: Request): Promise<T> {
    const response = await this.send(request);
    return JSON.parse(await readText(response, this.locate(request.path))) as T;
  }

  private async stream(request: Request): Promise<AsyncIterable<Uint8Array>> {
    return readChunks(await this.send(request), this.locate(request.path));
  }

  private async send(request: Request): Promise<IncomingMessage> {
    const response = await this.deliver(request);
    if ((response.statusCode ?? 500) >= 400) throw await failureOf(response, this.locate(request.path));
    return response;
  }

  private async deliver(request: Request): Promise<IncomingMessage> {
    try {
      return await exchange({ ...request, url: this.locate(request.path) });
    } catch (error) {
      const { relocate } = this.address;
      const isLost = error instanceof UnansweredError && !request.signal?.aborted && (request.repeatable === true || !error.delivered);
      if (!isLost || relocate === undefined) throw error;
      this.url = await relocate();
      return exchange({ ...request, url: this.locate(request.path) });
    }
  }

  private locate(path: string): URL {
    return new URL(`${this.url.replace(/\/+$/, '')}/api${path}`);
  }
}

/** What to tell a user about a request that got no answer. */
export function unansweredProblem(error: UnansweredError): AppError {
  const { code, message } = error.cause as NodeJS.ErrnoException;
  const reason = code === 'ECONNREFUSED' ? 'nothing listens there' : code === 'ENOTFOUND' ? 'the host name is unknown' : message;
  if (!error.delivered) {
    return new AppError('server_unavailable', `No DW Simulator server answers at ${error.url.origin}: ${reason}.`, {
      hint: 'Start one with "npm start", or leave --url and DW_SIMULATOR_URL out to work without one.',
    }, { cause: error });
  }
  return new AppError('server_unavailable', `The server at ${error.url.origin} went away before it had answered: ${reason}.`, {
    hint: 'What was asked for may have been done; "dw-sim experiment list" tells.',
  }, { cause: error });
}
