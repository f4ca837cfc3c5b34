import type { CellValue, QueryFormat, ResultColumn } from '@dw-sim/contracts';
import { csvChunks, type QueryCursor, type ResultStream } from '@dw-sim/warehouse-core';
import { jsonRowsChunks, ndjsonChunks } from './json-rows';

export type StreamFormat = Exclude<QueryFormat, 'json'>;

/** Media types of the formats, and how their files end. */
export const STREAM_FORMATS: Readonly<Record<StreamFormat, { readonly mediaType: string; readonly extension: string }>> = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', extension: 'csv' },
  ndjson: { mediaType: 'application/x-ndjson', extension: 'ndjson' },
  json_rows: { mediaType: 'application/json', extension: 'json' },
  parquet: { mediaType: 'application/vnd.apache.parquet', extension: 'parquet' },
  arrow: { mediaType: 'application/vnd.apache.arrow.stream', extension: 'arrow' },
};

/** Rows on their way to a client. Always `close` it. */
export interface AnswerStream {
  readonly format: StreamFormat;
  chunks(): AsyncIterable<string | Uint8Array>;
  /** Once the chunks are read. */
  readonly rowCount: number;
  readonly truncated: boolean;
  close(): Promise<void>;
}

const TEXT_FORMATS = { csv: csvChunks, ndjson: ndjsonChunks, json_rows: jsonRowsChunks } as const;

/** Writes the rows of a cursor as text. */
export function textAnswer(format: keyof typeof TEXT_FORMATS, columns: readonly ResultColumn[], cursor: QueryCursor): AnswerStream {
  let rowCount = 0;
  async function* counted(): AsyncGenerator<readonly (readonly CellValue[])[]> {
    for await (const rows of cursor.batches()) {
      rowCount += rows.length;
      yield rows;
    }
  }
  return {
    format,
    chunks: () => TEXT_FORMATS[format](columns, counted()),
    get rowCount() { return rowCount; },
    get truncated() { return cursor.truncated; },
    close: () => cursor.close(),
  };
}

/** Passes on what an engine writes itself. */
export function typedAnswer(format: 'parquet' | 'arrow', stream: ResultStream): AnswerStream {
  return {
    format,
    chunks: () => stream.bytes(),
    get rowCount() { return stream.rowCount; },
    get truncated() { return stream.truncated; },
    close: () => stream.close(),
  };
}
