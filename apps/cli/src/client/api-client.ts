import { AppError, ROW_COUNT_TRAILER, TRUNCATED_TRAILER } from '@dw-sim/contracts';
import { errorOf, exchange, failureOf, readChunks, readText, UnansweredError, type HttpRequest } from './http-exchange';
import type {
  ApiKeyList, ApiKeySummary, ClearHistoryResult, ConfigurationReport, CreateApiKeyRequest, CreatedApiKey, DeleteExperimentResult, DeleteSavedQueryResult, DeleteTargetResult, ExampleSummary, ExperimentDetail, ExperimentList,
  ExperimentVersionDetail, ExperimentVersionList, FormatResult, GenerateRequest, HealthReport, ImportSavedQueriesRequest, ImportSavedQueriesResult, ImportSqlRequest, LoadRequest, PreviewRequest, PreviewResult, QueryCheckResult,
  QueryHistoryFilter, QueryHistoryList, QueryRequest, QueryResult, QueryStatus, QueryText, ResetExperimentResult, RunDetail, RunDiff, RunEventList, RunFilter, RunList, SavedQuery, SavedQueryDefinition, SavedQueryList, ScenarioDetail,
  ScenarioList, Schedule, ScheduleList, ScheduleRequest, SqlImportReport, SqlImportResult, StartRunRequest, TargetDefinition, TargetDetail, TargetList, TargetTestResult, UpdatePlan, ValidationReport, VersionDiff,
} from '@dw-sim/contracts';
import type { IncomingMessage } from 'node:http';

/** Where a server is, and what it takes. */
export interface ServerAddress {
  readonly url: string;
  readonly key?: string;
}

/** Where the API is, and how to find it again when it has gone away (another process may have taken over the data root). */
export interface ApiAddress extends ServerAddress {
  readonly relocate?: () => Promise<ServerAddress>;
}

type Request = Omit<HttpRequest, 'url'> & {
  readonly path: string;
  /** The request changes nothing, or nothing twice, so that it may be sent again. */
  readonly repeatable?: boolean;
};

/** Rows on their way. */
export interface RowStream {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** What the server says of the rows, once they are read; no count where something on the way has dropped it. */
  end(): { readonly rowCount: number | undefined; readonly truncated: boolean };
}

/** The REST API of the server, method by method. Every method throws the server's problem as an `AppError`. */
export class ApiClient {
  private server: ServerAddress;

  constructor(private readonly address: ApiAddress) {
    this.server = address;
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

  /** Runs of all experiments. */
  findRuns({ status = [], kind = [], experiment, limit, offset }: RunFilter): Promise<RunList> {
    const query = new URLSearchParams();
    if (status.length > 0) query.set('status', status.join(','));
    if (kind.length > 0) query.set('kind', kind.join(','));
    for (const [key, value] of Object.entries({ experiment, limit, offset })) if (value !== undefined) query.set(key, String(value));
    return this.get(`/runs?${query}`);
  }

  findRun(id: number): Promise<RunDetail> {
    return this.get(`/runs/${id}`);
  }

  startRun(request: StartRunRequest): Promise<RunDetail> {
    return this.json({ method: 'POST', path: '/runs', body: request });
  }

  abortRun(id: number): Promise<RunDetail> {
    return this.json({ method: 'POST', path: `/runs/${id}/abort` });
  }

  createSchedule(name: string, request: ScheduleRequest): Promise<Schedule> {
    return this.post(name, 'schedules', request);
  }

  listSchedules(name: string): Promise<ScheduleList> {
    return this.get(`/experiments/${encodeURIComponent(name)}/schedules`);
  }

  setSchedulePaused(name: string, id: number, paused: boolean): Promise<Schedule> {
    return this.post(name, `schedules/${id}/${paused ? 'pause' : 'continue'}`, undefined);
  }

  removeSchedule(name: string, id: number): Promise<Schedule> {
    return this.json({ method: 'DELETE', path: `/experiments/${encodeURIComponent(name)}/schedules/${id}` });
  }

  resumeRun(id: number): Promise<RunDetail> {
    return this.json({ method: 'POST', path: `/runs/${id}/resume` });
  }

  reproduceRun(id: number): Promise<RunDetail> {
    return this.json({ method: 'POST', path: `/runs/${id}/reproduce` });
  }

  diffRuns(before: number, after: number): Promise<RunDiff> {
    return this.get(`/runs/${before}/diff/${after}`);
  }

  /** The events of a run so far. */
  runLog(id: number): Promise<RunEventList> {
    return this.get(`/runs/${id}/log`);
  }

  listScenarios(): Promise<ScenarioList> {
    return this.get('/scenarios');
  }

  showScenario(id: string): Promise<ScenarioDetail> {
    return this.get(`/scenarios/${encodeURIComponent(id)}`);
  }

  updateExperiment(name: string, definition: unknown, options: UpdateOptions): Promise<UpdatePlan> {
    return this.json({ method: 'PUT', path: `/experiments/${encodeURIComponent(name)}${queryOf(options)}`, body: definition });
  }

  listVersions(name: string): Promise<ExperimentVersionList> {
    return this.get(`/experiments/${encodeURIComponent(name)}/versions`);
  }

  showVersion(name: string, version: string): Promise<ExperimentVersionDetail> {
    return this.get(versionPath(name, version));
  }

  diffVersions(name: string, before: string, after: string): Promise<VersionDiff> {
    return this.get(`${versionPath(name, before)}/diff/${encodeURIComponent(after)}`);
  }

  restoreVersion(name: string, version: string, options: UpdateOptions): Promise<UpdatePlan> {
    return this.json({ method: 'POST', path: `${versionPath(name, version)}/restore${queryOf(options)}` });
  }

  abortRunOf(name: string, id: number): Promise<RunDetail> {
    return this.post(name, `runs/${id}/abort`, undefined);
  }

  listKeys(): Promise<ApiKeyList> {
    return this.get('/keys');
  }

  createKey(request: CreateApiKeyRequest): Promise<CreatedApiKey> {
    return this.json({ method: 'POST', path: '/keys', body: request });
  }

  revokeKey(id: string): Promise<ApiKeySummary> {
    return this.json({ method: 'DELETE', path: `/keys/${encodeURIComponent(id)}`, repeatable: true });
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

  /** Every fault of a text; nothing of it runs. */
  checkQuery(text: QueryText): Promise<QueryCheckResult> {
    return this.json({ method: 'POST', path: '/query/check', body: text, repeatable: true });
  }

  formatQuery(text: QueryText & { readonly keyword_case?: string }): Promise<FormatResult> {
    return this.json({ method: 'POST', path: '/query/format', body: text, repeatable: true });
  }

  queryHistory(filter: QueryHistoryFilter): Promise<QueryHistoryList> {
    return this.get(`/query/history${addressOf(filter)}`);
  }

  clearQueryHistory(): Promise<ClearHistoryResult> {
    return this.json({ method: 'DELETE', path: '/query/history', repeatable: true });
  }

  savedQueries(experiment?: string): Promise<SavedQueryList> {
    return this.get(`/query/saved${addressOf({ experiment })}`);
  }

  savedQuery(name: string): Promise<SavedQuery> {
    return this.get(`/query/saved/${encodeURIComponent(name)}`);
  }

  saveQuery(query: SavedQueryDefinition): Promise<SavedQuery> {
    return this.json({ method: 'POST', path: '/query/saved', body: query });
  }

  importSavedQueries(request: ImportSavedQueriesRequest): Promise<ImportSavedQueriesResult> {
    return this.json({ method: 'POST', path: '/query/saved/import', body: request, repeatable: request.replace === true });
  }

  removeSavedQuery(name: string): Promise<DeleteSavedQueryResult> {
    return this.json({ method: 'DELETE', path: `/query/saved/${encodeURIComponent(name)}` });
  }

  /**
   * The rows of a query's last statement in a format that is streamed, as they come.
   * @throws AppError also in the middle of the rows, where the query fails there
   */
  async queryStream(request: QueryRequest & { readonly query_id: string }, signal?: AbortSignal): Promise<RowStream> {
    const response = await this.send({ method: 'POST', path: '/query/execute', body: request, headers: { accept: '*/*' }, repeatable: true, signal });
    const url = this.locate('/query/execute');
    const reason = (): Promise<AppError | undefined> => this.failureOfQuery(request.query_id);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      try {
        yield* readChunks(response, url);
      } catch (error) {
        // The connection was cut, by the server where the query failed.
        throw (signal?.aborted ? undefined : await reason()) ?? error;
      }
      const failure = response.trailers[ROW_COUNT_TRAILER.toLowerCase()] === undefined ? await reason() : undefined;
      if (failure) throw failure;
    }
    return {
      chunks: chunks(),
      end: () => ({ rowCount: numberOf(response.trailers[ROW_COUNT_TRAILER.toLowerCase()]), truncated: response.trailers[TRUNCATED_TRAILER.toLowerCase()] === 'true' }),
    };
  }

  /** The events of a run after the given one, as a stream of server-sent events. */
  runEvents(id: number, lastEventId: number): Promise<AsyncIterable<Uint8Array>> {
    const headers = { accept: 'text/event-stream', ...(lastEventId > 0 && { 'last-event-id': String(lastEventId) }) };
    return this.stream({ method: 'GET', path: `/runs/${id}/events`, headers, repeatable: true });
  }

  /** Why a query failed; undefined where it did not, or nobody knows. */
  private async failureOfQuery(id: string): Promise<AppError | undefined> {
    // Expected: the server has gone, or is one that tells nothing.
    const status = await this.get<QueryStatus>(`/query/${encodeURIComponent(id)}/status`).catch(() => undefined);
    return status?.error ? errorOf(status.error) : undefined;
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
      return await this.exchange(request);
    } catch (error) {
      const { relocate } = this.address;
      const isLost = error instanceof UnansweredError && !request.signal?.aborted && (request.repeatable === true || !error.delivered);
      if (!isLost || relocate === undefined) throw error;
      this.server = await relocate();
      return this.exchange(request);
    }
  }

  private exchange(request: Request): Promise<IncomingMessage> {
    const { key } = this.server;
    const headers = { ...request.headers, ...(key !== undefined && { authorization: `Bearer ${key}` }) };
    return exchange({ ...request, headers, url: this.locate(request.path) });
  }

  private locate(path: string): URL {
    return new URL(`${this.server.url.replace(/\/+$/, '')}/api${path}`);
  }
}

interface UpdateOptions {
  readonly dryRun?: boolean;
  readonly confirm?: boolean;
}

function queryOf({ dryRun, confirm }: UpdateOptions): string {
  const query = new URLSearchParams({ ...(dryRun && { dry_run: 'true' }), ...(confirm && { confirm: 'true' }) });
  return query.size === 0 ? '' : `?${query}`;
}

function versionPath(name: string, version: string): string {
  return `/experiments/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`;
}

/** The part of an address that says which of a list are meant; what is undefined is left out. */
function addressOf(filter: object): string {
  const parameters = new URLSearchParams(Object.entries(filter).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]])));
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
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
