import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '../s3/s3-settings';

/** A real S3-compatible server in this process, on a free port, that keeps its objects in a folder of its own. */
export class S3Server {
  private constructor(
    readonly endpoint: string,
    readonly directory: string,
    private readonly server: S3rver,
  ) {}

  /** The keys that it knows are `S3RVER` and `S3RVER`; the environment must hold them. */
  static async start(...buckets: readonly string[]): Promise<S3Server> {
    const directory = mkdtempSync(join(tmpdir(), 'dw-s3-'));
    const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: buckets.map((name) => ({ name, configs: [] })) });
    const { port } = await server.run();
    return new S3Server(`http://127.0.0.1:${port}`, directory, server);
  }

  settings(bucket: string, prefix = ''): S3Settings {
    return { bucket, prefix, endpoint: this.endpoint, region: null, forcePathStyle: true };
  }

  async stop(): Promise<void> {
    await this.server.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
