import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { Semaphore } from 'async-mutex';
import { abortedBy, throwIfAborted } from '../abort';
import type { FileDigest } from '../file-digest';
import { inParallel } from '../task-queue';
import { megabytes, uploadInParts } from './multipart-upload';
import { readPart } from './read-part';
import { isNoSuchKey, isPassing, s3Error } from './s3-error';
import { s3Location, type S3Settings } from './s3-settings';

export type S3Sdk = typeof import('@aws-sdk/client-s3');

/** What may be in memory at the same time, over all uploads. */
const MEGABYTES_IN_FLIGHT = 128;
/** A longer file is written in parts. A shorter one takes one request, which a server need not put together again. */
export const MOST_AT_ONCE = 32 * 2 ** 20;
const REMOVALS = 16;
const TRIES = 5;
const CONNECT_MS = 5_000;
/** Longest silence of a connection. */
const SILENCE_MS = 60_000;
const TEXT_TYPE = 'application/json';

export interface S3Object {
  /** Without the prefix. */
  readonly key: string;
  readonly bytes: number;
}

/** An open client, and the module that its commands come from. */
export interface S3Connection {
  readonly sdk: S3Sdk;
  readonly client: S3Client;
}

/**
 * The objects below a bucket's prefix; keys are relative to it. The SDK is loaded at the first call. Passing faults are
 * tried again; all else comes as an AppError that names the place and what to do, and no secret.
 */
export class S3Bucket {
  private connecting: Promise<S3Connection> | undefined;
  private readonly room = new Semaphore(MEGABYTES_IN_FLIGHT);

  constructor(readonly settings: S3Settings) {}

  get location(): string {
    return s3Location(this.settings);
  }

  /**
   * Writes a file in parts, of which a bounded number is in memory. An abort stops it at once; nothing is left of an
   * upload that did not come to its end.
   * @throws AppError `staging_unavailable`, `storage_full`, `aborted`
   */
  async putFile(key: string, path: string, signal?: AbortSignal): Promise<void> {
    const { size } = await stat(path);
    await this.call(`write ${key}`, signal, async (connection) => {
      const target = { Bucket: this.settings.bucket, Key: this.fullKey(key) };
      if (size > MOST_AT_ONCE) return uploadInParts(connection, target, { path, size }, this.room, signal);
      await this.room.runExclusive(async () => {
        throwIfAborted(signal);
        const Body = await readPart(path, 0, size);
        await connection.client.send(new connection.sdk.PutObjectCommand({ ...target, Body }), { abortSignal: signal });
      }, megabytes(size));
    });
  }

  putText(key: string, text: string, signal?: AbortSignal): Promise<void> {
    return this.call(`write ${key}`, signal, async ({ sdk, client }) => {
      await client.send(new sdk.PutObjectCommand({ Bucket: this.settings.bucket, Key: this.fullKey(key), Body: text, ContentType: TEXT_TYPE }), { abortSignal: signal });
    });
  }

  /** The text of an object; undefined where there is none. */
  getText(key: string, signal?: AbortSignal): Promise<string | undefined> {
    return this.call(`read ${key}`, signal, async ({ sdk, client }) => {
      const answer = await client.send(new sdk.GetObjectCommand({ Bucket: this.settings.bucket, Key: this.fullKey(key) }), { abortSignal: signal });
      return answer.Body?.transformToString('utf8');
    }, isNoSuchKey);
  }

  /** Reads an object into a file; answers its digest, or undefined where there is no such object. */
  getFile(key: string, path: string, signal?: AbortSignal): Promise<FileDigest | undefined> {
    return this.call(`read ${key}`, signal, async ({ sdk, client }) => {
      for (let tried = 1; ; tried += 1) {
        try {
          const answer = await client.send(new sdk.GetObjectCommand({ Bucket: this.settings.bucket, Key: this.fullKey(key) }), { abortSignal: signal });
          return await save(answer.Body as Readable, path, signal);
        } catch (error) {
          // The SDK tries again until the answer begins; a connection may be lost after that, too.
          if (tried === TRIES || signal?.aborted || !isPassing(error)) throw error;
          await wait(100 * 2 ** tried, undefined, { signal });
        }
      }
    }, isNoSuchKey);
  }

  /** The objects whose keys begin with a text, in the order of their keys. */
  async list(beginning: string, signal?: AbortSignal): Promise<readonly S3Object[]> {
    const objects: S3Object[] = [];
    await this.call(`list ${beginning}`, signal, async ({ sdk, client }) => {
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new sdk.ListObjectsV2Command({ Bucket: this.settings.bucket, Prefix: this.fullKey(beginning), ContinuationToken }), { abortSignal: signal });
        for (const { Key = '', Size = 0 } of page.Contents ?? []) objects.push({ key: this.relativeKey(Key), bytes: Size });
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    });
    return objects;
  }

  /** Removes objects one by one, which every S3-compatible server understands; those that are not there are passed over. */
  remove(keys: readonly string[], signal?: AbortSignal): Promise<void> {
    return this.call('remove objects', signal, async ({ sdk, client }) => {
      await inParallel(keys, REMOVALS, async (key) => {
        await client.send(new sdk.DeleteObjectCommand({ Bucket: this.settings.bucket, Key: this.fullKey(key) }), { abortSignal: signal });
      });
    });
  }

  /** Ends the uploads in parts that a killed process has left. A server that can't list them has to end them by a rule of its own. */
  async removeUploads(beginning: string, isStale: (key: string) => boolean): Promise<void> {
    await this.call('list uploads', undefined, async ({ sdk, client }) => {
      const Bucket = this.settings.bucket;
      const { Uploads = [] } = await client.send(new sdk.ListMultipartUploadsCommand({ Bucket, Prefix: this.fullKey(beginning) }));
      for (const { Key = '', UploadId } of Uploads) {
        if (isStale(this.relativeKey(Key))) await client.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      }
    }, (error) => ['NotImplemented', 'MethodNotAllowed'].includes((error as Error).name));
  }

  /** Milliseconds until the bucket answered, with no object. @throws AppError `staging_unavailable` */
  async probe(signal?: AbortSignal): Promise<number> {
    const startedAt = performance.now();
    await this.call('list', signal, async ({ sdk, client }) => {
      await client.send(new sdk.ListObjectsV2Command({ Bucket: this.settings.bucket, Prefix: this.fullKey('.probe'), MaxKeys: 1 }), { abortSignal: signal });
    });
    return performance.now() - startedAt;
  }

  async close(): Promise<void> {
    const connecting = this.connecting;
    this.connecting = undefined;
    (await connecting?.catch(() => undefined))?.client.destroy();
  }

  private fullKey(key: string): string {
    return this.settings.prefix === '' ? key : `${this.settings.prefix}/${key}`;
  }

  private relativeKey(key: string): string {
    return key.slice(this.fullKey('').length);
  }

  /** @param isNone errors that are an answer: there is nothing */
  private async call<T>(doing: string, signal: AbortSignal | undefined, work: (connection: S3Connection) => Promise<T>, isNone: (error: unknown) => boolean = () => false): Promise<T> {
    throwIfAborted(signal);
    try {
      this.connecting ??= this.connect();
      return await work(await this.connecting);
    } catch (error) {
      // Expected: whatever the SDK, the network or the credential chain throws; a full disk where a file is written.
      if (signal?.aborted) throw abortedBy(signal);
      if (isNone(error)) return undefined as T;
      throw s3Error(error, this.settings, doing);
    }
  }

  private async connect(): Promise<S3Connection> {
    const { endpoint, region, forcePathStyle } = this.settings;
    // Its version is pinned: that later ones need a later Node is nothing to tell a user at every start.
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
    const sdk = await import('@aws-sdk/client-s3');
    const client = new sdk.S3Client({
      ...(endpoint !== null && { endpoint }),
      ...((region ?? endpoint) !== null && { region: region ?? 'us-east-1' }),
      forcePathStyle,
      maxAttempts: TRIES,
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
      // Several S3-compatible servers store the checksums' framing as a part of the object.
      ...(endpoint !== null && { requestChecksumCalculation: 'WHEN_REQUIRED' as const, responseChecksumValidation: 'WHEN_REQUIRED' as const }),
    });
    return { sdk, client };
  }
}

/** Writes a stream to a file and answers what was written. */
async function save(body: Readable, path: string, signal: AbortSignal | undefined): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  const digest = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(body, digest, createWriteStream(path), { signal });
  return { bytes, sha256: hash.digest('hex') };
}
