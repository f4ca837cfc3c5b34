import type { CompletedPart } from '@aws-sdk/client-s3';
import type { Semaphore } from 'async-mutex';
import { throwIfAborted } from '../abort';
import { readPart } from './read-part';
import type { S3Connection } from './s3-bucket';

/** Bytes of a part. S3 takes parts of 5 MB and more. */
export const PART_BYTES = 8 * 2 ** 20;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MOST_PARTS = 10_000;
/** How long the end of a failed upload may take. */
const CLEAN_UP_MS = 10_000;

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * Writes a file in parts, several at a time. Where one fails or the signal fires, the others are stopped and waited for
 * before the upload is ended: a part that came later would stay, and be paid for.
 */
export async function uploadInParts({ sdk, client }: S3Connection, target: Target, file: { readonly path: string; readonly size: number }, room: Semaphore, signal?: AbortSignal): Promise<void> {
  // Stopped in the middle, it would leave an upload whose id nobody knows.
  const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand(target), { abortSignal: later(signal) });
  const failed = new AbortController();
  const abortSignal = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const partBytes = Math.max(PART_BYTES, Math.ceil(file.size / MOST_PARTS));

  const sendPart = async (index: number): Promise<CompletedPart> => {
    try {
      return await room.runExclusive(async () => {
        throwIfAborted(abortSignal);
        const Body = await readPart(file.path, index * partBytes, Math.min(file.size, (index + 1) * partBytes));
        const { ETag } = await client.send(new sdk.UploadPartCommand({ ...target, UploadId, PartNumber: index + 1, Body }), { abortSignal });
        return { PartNumber: index + 1, ETag };
      }, megabytes(partBytes));
    } catch (error) {
      failed.abort();
      throw error;
    }
  };

  try {
    const sent = await Promise.allSettled(Array.from({ length: Math.ceil(file.size / partBytes) }, (_, index) => sendPart(index)));
    const Parts = sent.map((part) => {
      if (part.status === 'fulfilled') return part.value;
      throw firstCause(sent);
    });
    await client.send(new sdk.CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }), { abortSignal: signal });
  } catch (error) {
    // Expected: a server that can't be reached any more; the next sweep ends what is left.
    await client.send(new sdk.AbortMultipartUploadCommand({ ...target, UploadId }), { abortSignal: AbortSignal.timeout(CLEAN_UP_MS) }).catch(() => undefined);
    throw error;
  }
}

/** Room that bytes take. In bytes it would be slow: a semaphore looks at every weight up to what is free. */
export function megabytes(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 2 ** 20));
}

/** Fires some time after another signal. */
function later(signal: AbortSignal | undefined): AbortSignal {
  const controller = new AbortController();
  signal?.addEventListener('abort', () => setTimeout(() => controller.abort(), CLEAN_UP_MS).unref(), { once: true });
  return controller.signal;
}

/** The failure that stopped the others. */
function firstCause(sent: readonly PromiseSettledResult<unknown>[]): unknown {
  const reasons = sent.flatMap((part) => (part.status === 'rejected' ? [part.reason as { readonly name?: string; readonly code?: string }] : []));
  return reasons.find(({ name, code }) => name !== 'AbortError' && code !== 'aborted') ?? reasons[0];
}
