import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type Connection, duckdb } from './duckdb-bindings';
import type { Part } from './part';
import { PlanKernels } from './plan-kernels';
import { chooseStringWriter, type StringWriter, writeOneByOne } from './string-vector';
import { registerTable, type RowRange } from './table-function';
import { ABORT_WORD, progressWord, type WorkerInput, type WorkerReply, type WorkerRequest } from './worker-protocol';

/** Enough for the row groups that are being written; a worker never needs to spill. */
const MEMORY_LIMIT = '400MB';

/** Writes parts of a plan with a DuckDB of its own, one at a time. */
class PartWriter {
  private readonly kernels: PlanKernels;
  private readonly registered = new Set<number>();
  private readonly range: RowRange = { rowStart: 0, rowEnd: 0 };
  private readonly words: Int32Array;

  constructor(
    private readonly connection: Connection,
    private readonly strings: StringWriter,
    private readonly input: WorkerInput,
  ) {
    this.kernels = new PlanKernels(input.plan);
    this.words = new Int32Array(input.shared);
  }

  /** Writes one file and answers its length in bytes. */
  async write(part: Part): Promise<number> {
    this.range.rowStart = part.rowStart;
    this.range.rowEnd = part.rowEnd;
    this.register(part.tableIndex);
    mkdirSync(dirname(part.file), { recursive: true });
    const { rowGroupRows } = this.input.plan.tables[part.tableIndex];
    const file = part.file.replaceAll("'", "''");
    await duckdb.query(
      this.connection,
      `COPY (SELECT * FROM table_${part.tableIndex}()) TO '${file}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${rowGroupRows})`,
    );
    return statSync(part.file).size;
  }

  private register(tableIndex: number): void {
    if (this.registered.has(tableIndex)) return;
    this.registered.add(tableIndex);
    const { plan, workerIndex } = this.input;
    registerTable(this.connection, `table_${tableIndex}`, plan.tables[tableIndex], this.kernels, this.strings, this.range, {
      onRows: (count) => void Atomics.add(this.words, progressWord(workerIndex), count),
      isAborted: () => Atomics.load(this.words, ABORT_WORD) !== 0,
    });
  }
}

async function openConnection(): Promise<Connection> {
  const config = duckdb.create_config();
  duckdb.set_config(config, 'threads', '1');
  duckdb.set_config(config, 'memory_limit', MEMORY_LIMIT);
  duckdb.set_config(config, 'temp_directory', '');
  return duckdb.connect(await duckdb.open(':memory:', config));
}

async function main(port: MessagePort, input: WorkerInput): Promise<void> {
  const connection = await openConnection();
  const strings = input.stringWriter === 'safe' ? writeOneByOne : await chooseStringWriter(connection);
  const writer = new PartWriter(connection, strings, input);
  const reply = (message: WorkerReply): void => port.postMessage(message);
  port.on('message', ({ part }: WorkerRequest) => {
    writer.write(part).then(
      (byteLength) => reply({ type: 'done', byteLength }),
      (error: unknown) => reply({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
  });
  reply({ type: 'ready' });
}

if (parentPort) void main(parentPort, workerData as WorkerInput);
