import { AppError } from '@dw-sim/contracts';
import { dataRootOf, type ConfigurationSources } from '@dw-sim/settings';
import { ApiClient, type ServerAddress } from './client/api-client';
import { connect, type Connection } from './server/connect';
import { findServer } from './server/find-server';
import { installationRoot } from './server/installation';
import type { UserText } from './document/user-text';
import type { Terminal } from './output/terminal';

/** Options of every command. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly url?: string;
  readonly dataRoot?: string;
  readonly configFile?: string;
  readonly apiKey?: string;
}

/** What a command works with: the terminal, the server, and the text that its errors are shown in. */
export class CliContext {
  /** Text of the user that errors refer to. */
  source: UserText | undefined;
  /** Exit status where the command succeeds; commands that check something set another. */
  exitStatus = 0;
  /** The run goes on after this command, so that the server must not be waited for. */
  leavesRunBehind = false;
  private connection: Connection | undefined;

  constructor(
    readonly terminal: Terminal,
    private readonly environment: Readonly<Record<string, string | undefined>>,
    private readonly options: () => GlobalOptions,
  ) {}

  get json(): boolean {
    return this.options().json === true || this.format === 'json';
  }

  /** What a command's own `--format` says. */
  format: string | undefined;

  get dataRoot(): string {
    return dataRootOf(this.configurationSources);
  }

  /** Where a server that this command starts finds its settings. */
  get configurationSources(): ConfigurationSources {
    const { dataRoot, configFile } = this.options();
    return { directory: installationRoot(), workingDirectory: process.cwd(), environment: this.environment, flags: { 'data-root': dataRoot, 'config-file': configFile } };
  }

  /** The address that the user named, if any. @throws AppError `invalid_request` where it is none */
  get namedUrl(): string | undefined {
    const url = this.options().url ?? (this.environment['DW_SIMULATOR_URL'] || undefined);
    if (url === undefined || /^https?:\/\/[^/]/.test(url)) return url;
    throw new AppError('invalid_request', `"${url}" is not the address of a server; allowed: http://HOST:PORT or https://HOST:PORT.`);
  }

  /** The API of the named server, of the one that runs on the data root, or of one that is started there. */
  async api(): Promise<ApiClient> {
    const url = this.namedUrl;
    if (url !== undefined) return new ApiClient(this.withKey({ url }));
    return new ApiClient({ ...(await this.connect()), relocate: () => this.connect() });
  }

  /** A server that runs already. */
  async runningServer(): Promise<ServerAddress | undefined> {
    const url = this.namedUrl;
    const server = url === undefined ? await findServer(this.dataRoot) : { url };
    return server && this.withKey(server);
  }

  /** Lets go of a server that was started for this command. */
  async close(): Promise<void> {
    await this.connection?.embedded?.release({ wait: !this.leavesRunBehind });
    this.connection = undefined;
  }

  /** With the key that the user named, in place of the one that a server tells its own user. */
  private withKey(server: ServerAddress): ServerAddress {
    const key = this.options().apiKey ?? (this.environment['DW_SIMULATOR_API_KEY'] || undefined);
    return key === undefined ? server : { ...server, key };
  }

  private async connect(): Promise<ServerAddress> {
    await this.close();
    this.connection = await connect({ installation: installationRoot(), dataRoot: this.dataRoot, configFile: this.options().configFile }, (text) => this.terminal.note(text));
    return this.withKey(this.connection.server);
  }
}
