import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expectedProblem } from '@dw-sim/api-platform';
import { ROW_COUNT_TRAILER, TRUNCATED_TRAILER, type NdjsonError } from '@dw-sim/contracts';
import type { Response } from 'express';
import { STREAM_FORMATS, type AnswerStream } from './answer-stream';

/**
 * Sends an answer as it comes, and closes it. Faults that come with the first rows are thrown, and get a status of their own; later
 * ones cut the connection, or make a last line of NDJSON.
 */
export async function sendStream(answer: AnswerStream, response: Response): Promise<void> {
  try {
    const chunks = answer.chunks()[Symbol.asyncIterator]();
    const first = [await chunks.next(), await chunks.next()];
    const { mediaType, extension } = STREAM_FORMATS[answer.format];
    response.setHeader('Content-Type', mediaType);
    response.setHeader('Content-Disposition', `attachment; filename="query.${extension}"`);
    response.setHeader('Trailer', `${ROW_COUNT_TRAILER}, ${TRUNCATED_TRAILER}`);
    let failure: unknown;
    await pipeline(Readable.from(body(answer, first, chunks, (error) => (failure = error)), { objectMode: true }), response);
    if (failure !== undefined) throw failure;
  } finally {
    await answer.close();
  }

  async function* body(answer: AnswerStream, first: readonly IteratorResult<string | Uint8Array>[], rest: AsyncIterator<string | Uint8Array>, onFailure: (error: unknown) => void): AsyncGenerator<string | Uint8Array> {
    try {
      for (const { value, done } of first) if (!done && value.length > 0) yield value;
      for (let next = await rest.next(); !next.done; next = await rest.next()) if (next.value.length > 0) yield next.value;
      response.addTrailers({ [ROW_COUNT_TRAILER]: String(answer.rowCount), [TRUNCATED_TRAILER]: String(answer.truncated) });
    } catch (error) {
      const problem = expectedProblem(error);
      if (answer.format !== 'ndjson' || !problem) throw error;
      onFailure(error);
      yield `${JSON.stringify({ $error: problem } satisfies NdjsonError)}\n`;
    }
  }
}
