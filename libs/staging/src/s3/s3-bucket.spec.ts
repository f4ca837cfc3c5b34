import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '@dw-sim/contracts';
import { FaultyServer, sendXml } from '../testing/faulty-server';
import { S3Server } from '../testing/s3-server';
import { temporaryFolder } from '../testing/staging-bench';
import { PART_BYTES } from './multipart-upload';
import { MOST_AT_ONCE, S3Bucket } from './s3-bucket';

const KEYS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

describe('S3Bucket', () => {
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    Object.assign(process.env, KEYS);
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const fileOf = (bytes: number): string => {
    const path = join(folder.path, 'file');
    writeFileSync(path, randomBytes(bytes));
    return path;
  };

  describe('on a real server', () => {
    let server: S3Server;
    let bucket: S3Bucket;

    beforeAll(async () => {
      server = await S3Server.start('lake');
    });
    afterAll(() => server.stop());
    beforeEach(() => {
      bucket = new S3Bucket(server.settings('lake', 'dw'));
    });
    afterEach(() => bucket.close());

    it.each([0, 1, MOST_AT_ONCE, MOST_AT_ONCE + 1, MOST_AT_ONCE + PART_BYTES + 12_345])('keeps every one of %d bytes', async (bytes) => {
      const path = fileOf(bytes);
      await bucket.putFile('a/file.parquet', path);
      expect(await bucket.list('a/')).toEqual([{ key: 'a/file.parquet', bytes }]);
      const copy = join(folder.path, 'copy');
      expect(await bucket.getFile('a/file.parquet', copy)).toEqual({ bytes, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') });
      expect(readFileSync(copy).equals(readFileSync(path))).toBe(true);
      await bucket.remove(['a/file.parquet', 'a/none.parquet']);
      expect(await bucket.list('')).toEqual([]);
    });

    it('keeps text, and says that there is none', async () => {
      await bucket.putText('manifest.json', '{"grün": "😀"}');
      expect(await bucket.getText('manifest.json')).toBe('{"grün": "😀"}');
      expect(await bucket.getText('other.json')).toBeUndefined();
      expect(await bucket.getFile('other.json', join(folder.path, 'none'))).toBeUndefined();
    });

    it('stops on a signal, and has no object then', async () => {
      const controller = new AbortController();
      const upload = bucket.putFile('b/file.parquet', fileOf(12 * PART_BYTES), controller.signal);
      setTimeout(() => controller.abort(), 30);
      await expect(upload).rejects.toMatchObject({ code: 'aborted' });
      expect(await bucket.list('b/')).toEqual([]);
    });

    it('refuses wrong keys, a bucket that is not there, and no keys at all', async () => {
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'WRONGKEY', AWS_SECRET_ACCESS_KEY: 'WRONGSECRET' });
      const wrong = new S3Bucket(server.settings('lake'));
      const error = (await wrong.probe().catch((thrown: unknown) => thrown)) as AppError;
      expect(error).toMatchObject({ code: 'staging_unavailable', message: expect.stringMatching(/^http.* refuses the credentials for s3:\/\/lake \(InvalidAccessKeyId\)\.$/) });
      expect(JSON.stringify([error.message, error.details, error.stack, error.cause])).not.toMatch(/WRONGSECRET|WRONGKEY/);
      Object.assign(process.env, KEYS);
      await expect(new S3Bucket(server.settings('none')).putText('a', 'b')).rejects.toMatchObject({ message: expect.stringContaining('There is no bucket "none"'), details: { hint: expect.stringContaining('s3_bucket') } });
      for (const name of Object.keys(KEYS)) delete process.env[name];
      Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', AWS_SHARED_CREDENTIALS_FILE: '/none', AWS_CONFIG_FILE: '/none' });
      await expect(new S3Bucket(server.settings('lake')).probe()).rejects.toMatchObject({ message: 'There are no credentials for s3://lake.', details: { hint: expect.stringContaining('AWS_ACCESS_KEY_ID') } });
    });
  });

  describe('on a faulty server', () => {
    let server: FaultyServer;
    let bucket: S3Bucket;

    beforeEach(async () => {
      server = await FaultyServer.start();
      bucket = new S3Bucket(server.settings);
    });
    afterEach(async () => {
      await bucket.close();
      await server.stop();
    });

    it.each([
      [403, 'AccessDenied', 'staging_unavailable', /do not allow to write a\/b in s3:\/\/lake\/dw \(AccessDenied\)/, /docs\/staging\.md/],
      [301, 'PermanentRedirect', 'staging_unavailable', /is not in the region/, /s3_region/],
      [400, 'ExpiredToken', 'staging_unavailable', /refuses the credentials/, /session/],
      [507, 'XMinioStorageFull', 'storage_full', /s3:\/\/lake\/dw is full/, /space/],
      [418, 'Odd', 'staging_unavailable', /failed to write a\/b in s3:\/\/lake\/dw \(Odd, status 418\)/, /Try again/],
    ])('explains status %d, %s', async (status, name, code, message, hint) => {
      server.fail(status, name);
      const error = (await bucket.putText('a/b', 'text').catch((thrown: unknown) => thrown)) as AppError;
      expect(error).toMatchObject({ code, message: expect.stringMatching(message), details: { hint: expect.stringMatching(hint) } });
      expect(JSON.stringify([error.message, error.details, error.cause])).not.toContain('AKIDSECRET');
    });

    it('tries again where it is asked to slow down, and says so in the end', async () => {
      server.fail(503, 'SlowDown');
      await expect(bucket.putText('a', 'text')).rejects.toMatchObject({ code: 'staging_unavailable', message: expect.stringContaining('asks to slow down') });
      expect(server.seen).toHaveLength(5);
      server.answer = (_request, response) => void (server.seen.length < 8 ? sendXml(response, '<Error><Code>SlowDown</Code></Error>', 503) : response.writeHead(200, { ETag: '"e"' }).end());
      await bucket.putText('a', 'text');
    });

    it('says that nobody answers', async () => {
      await server.stop();
      await expect(bucket.probe()).rejects.toMatchObject({ code: 'staging_unavailable', message: expect.stringMatching(/can't be reached for s3:\/\/lake\/dw \(ECONNREFUSED\)/), details: { hint: expect.stringContaining('s3_endpoint') } });
      server = await FaultyServer.start();
    });

    it('reads every page of a list', async () => {
      server.answer = (request, response) => {
        const token = new URL(request.url ?? '', 'http://x').searchParams.get('continuation-token');
        const page = Number(token ?? 0);
        sendXml(response, `<ListBucketResult><Contents><Key>dw/k${page}</Key><Size>${page}</Size></Contents>${page < 2 ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page + 1}</NextContinuationToken>` : ''}</ListBucketResult>`);
      };
      expect(await bucket.list('k')).toEqual([{ key: 'k0', bytes: 0 }, { key: 'k1', bytes: 1 }, { key: 'k2', bytes: 2 }]);
    });

    it('reads on after a connection that was lost in the middle of a file', async () => {
      let tries = 0;
      server.answer = (_request, response) => {
        response.writeHead(200, { 'Content-Length': 10 });
        tries += 1;
        if (tries < 3) response.write('01234', () => response.destroy());
        else response.end('0123456789');
      };
      expect(await bucket.getFile('file', join(folder.path, 'copy'))).toMatchObject({ bytes: 10 });
      expect(readFileSync(join(folder.path, 'copy'), 'utf8')).toBe('0123456789');
    });

    it('ends an upload of which a part failed, once the other parts have stopped', async () => {
      server.answer = (request, response) => {
        const url = request.url ?? '';
        if (url.includes('uploads')) sendXml(response, '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>');
        else if (request.method === 'DELETE') response.writeHead(204).end();
        else if (url.includes('partNumber=2')) sendXml(response, '<Error><Code>AccessDenied</Code></Error>', 403);
        else setTimeout(() => response.writeHead(200, { ETag: '"e"' }).end(), 50);
      };
      await expect(bucket.putFile('file', fileOf(20 * PART_BYTES))).rejects.toMatchObject({ code: 'staging_unavailable', message: expect.stringContaining('AccessDenied') });
      expect(server.seen.filter(({ method }) => method === 'DELETE')).toEqual([{ method: 'DELETE', url: expect.stringContaining('uploadId=u1') }]);
      expect(server.seen.some(({ url }) => url.includes('partNumber=20'))).toBe(false);
    });

    it.each(['uploads', 'partNumber=1'])('ends an upload that was aborted at the answer to %s', async (at) => {
      const controller = new AbortController();
      server.answer = (request, response) => {
        const url = request.url ?? '';
        if (url.includes(at)) controller.abort();
        if (url.includes('uploads')) sendXml(response, '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>');
        else if (request.method === 'DELETE') response.writeHead(204).end();
      };
      await expect(bucket.putFile('file', fileOf(5 * PART_BYTES), controller.signal)).rejects.toMatchObject({ code: 'aborted' });
      expect(server.seen.at(-1)).toMatchObject({ method: 'DELETE', url: expect.stringContaining('uploadId=u1') });
    });

    it('ends the uploads that somebody else has left, of those that are asked about', async () => {
      server.answer = (request, response) => {
        if (request.method === 'DELETE') response.writeHead(204).end();
        else sendXml(response, '<ListMultipartUploadsResult><Upload><Key>dw/a</Key><UploadId>u1</UploadId></Upload><Upload><Key>dw/b</Key><UploadId>u2</UploadId></Upload></ListMultipartUploadsResult>');
      };
      await bucket.removeUploads('', (key) => key === 'a');
      expect(server.seen.filter(({ method }) => method === 'DELETE')).toEqual([{ method: 'DELETE', url: expect.stringContaining('/lake/dw/a?uploadId=u1') }]);
    });
  });
});
