import { AsyncByteQueue, Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from 'apache-arrow';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { arrowColumn } from './arrow-column';

/** Rows of a record batch: enough that readers work in columns, few enough to hold. */
const BATCH_ROWS = 32_768;
/** Characters of its texts after which a batch takes no further rows. */
const BATCH_SIZE = 32 * 2 ** 20;

/** A column of a result in the words of DuckDB. */
export interface TypedColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/** Columns of some rows, each as long as the others. */
export type ColumnChunk = readonly (readonly DuckDBValue[])[];

/** What the writer has written and nobody has taken yet. */
class Written extends AsyncByteQueue {
  private chunks: Uint8Array[] = [];

  override write(chunk: Uint8Array): void {
    if (chunk.byteLength > 0) this.chunks.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }

  take(): readonly Uint8Array[] {
    const taken = this.chunks;
    this.chunks = [];
    return taken;
  }
}

/** An IPC stream (https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format): schema, record batches, end. */
export async function* arrowStream(columns: readonly TypedColumn[], chunks: AsyncIterable<ColumnChunk>): AsyncGenerator<Uint8Array> {
  const builders = columns.map(({ type }) => arrowColumn(type));
  const fields = columns.map(({ name }, index) => new Field(name, builders[index]!.type, true));
  const schema = new Schema(fields);
  const struct = new Struct(fields);
  const written = new Written();
  const writer = new RecordBatchStreamWriter({ autoDestroy: false });
  const batches = inBatches(columns.length, chunks);
  // A fault that comes with the first rows comes before the first byte.
  const first = await batches.next();
  writer.reset(written, schema);
  yield* written.take();
  for (let next = first; !next.done; next = await batches.next()) {
    const rows = next.value;
    const children = builders.map((builder, index) => builder.build(rows[index]!));
    const length = rows[0]?.length ?? 0;
    writer.write(new RecordBatch(schema, makeData({ type: struct, length, nullCount: 0, children })));
    yield* written.take();
  }
  writer.finish();
  yield* written.take();
}

async function* inBatches(width: number, chunks: AsyncIterable<ColumnChunk>): AsyncGenerator<ColumnChunk, void> {
  const none = () => Array.from({ length: width }, (): DuckDBValue[] => []);
  let batch = none();
  let size = 0;
  for await (const chunk of chunks) {
    chunk.forEach((values, index) => {
      for (const value of values) {
        batch[index]!.push(value);
        if (typeof value === 'string') size += value.length;
      }
    });
    if ((batch[0]?.length ?? 0) < BATCH_ROWS && size < BATCH_SIZE) continue;
    yield batch;
    batch = none();
    size = 0;
  }
  if ((batch[0]?.length ?? 0) > 0) yield batch;
}
