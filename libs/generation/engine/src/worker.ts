import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Connection, duckdb } from './duckdb-bindings';
import { isHeapFull } from './heap-guard';
import { type Part, partsOf } from './part';
import { PlanKernels } from './plan-kernels';
import { RunState } from './run-state';
import { chooseStringWriter, type StringWriter, writeOneByOne } from './string-vector';
import { TableScan } from './table-scan';
import { OPEN, type WorkerReply, type WorkerRequest } from './worker-protocol';

/** Enough for the row groups that are being written; a worker never needs to spill. */
const MEMORY_LIMIT = '400MB';

const FUNCTION = 'next_rows';

/**
 * Most bytes of the dictionary that a text column of a row group gets. Pools are stored by codes and have theirs
 * whatever their size. Any other text that fills more than this rarely repeats; DuckDB's own limit of a megabyte is reached
 * only after tens of thousands of rows, which then are written without a dictionary all the same.
 */
const TEXT_DICTIONARY_BYTES = 65_536;

/** Writes parts of plans with a DuckDB of its own, one at a time. It serves one run after another. */
class PartWriter {
  private constructor(
    private readonly connection: Connection,
    private readonly scan: TableScan,
    private readonly strings: StringWriter,
  ) {}

  static async open(): Promise<PartWriter> {
    const config = duckdb.create_config();
    duckdb.set_config(config, 'threads', '1');
    // A single thread keeps the order by itself, without row groups that DuckDB would number and sort again.
    duckdb.set_config(config, 'preserve_insertion_order', 'false');
    duckdb.set_config(config, 'memory_limit', MEMORY_LIMIT);
    duckdb.set_config(config, 'temp_directory', '');
    const connection = await duckdb.connect(await duckdb.open(':memory:', config));
    return new PartWriter(connection, new TableScan(connection, FUNCTION), await chooseStringWriter(connection));
  }

  /** Takes parts of a run until none is left. @throws what DuckDB does, and where the run is aborted */
  async run({ plan, outputDirectory, shared, stringWriter, finishedParts }: WorkerRequest, reply: (message: WorkerReply) => void): Promise<void> {
    const state = new RunState(shared);
    const kernels = new PlanKernels(plan);
    const parts = partsOf(plan, outputDirectory);
    const strings = stringWriter === 'safe' ? writeOneByOne : this.strings;
    for (let index = state.takePart(); index < parts.length; index = state.takePart()) {
      if (finishedParts.has(index)) continue;
      const part = parts[index];
      const table = plan.tables[part.tableIndex];
      reply({ type: 'started', part: index });
      this.scan.select(table, kernels, strings, part, {
        onRows: (count) => state.addRows(part.tableIndex, count),
        stopReason: () => (state.isAborted ? 'generation was aborted' : isHeapFull() ? 'a worker is out of memory' : undefined),
      });
      reply({ type: 'done', part: index, byteLength: await this.write(part, table.rowGroupRows) });
    }
  }

  /** Writes one file and answers its length in bytes. */
  private async write({ file }: Part, rowGroupRows: number): Promise<number> {
    mkdirSync(dirname(file), { recursive: true });
    const path = file.replaceAll("'", "''");
    const layout = `FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${rowGroupRows}, STRING_DICTIONARY_PAGE_SIZE_LIMIT ${TEXT_DICTIONARY_BYTES}`;
    await duckdb.query(this.connection, `COPY (SELECT * FROM ${FUNCTION}()) TO '${path}' (${layout})`);
    return statSync(file).size;
  }

  /** Lets go of the run's kernels and pools. */
  reset(): void {
    this.scan.reset();
  }
}

function main(port: MessagePort): void {
  const opening = PartWriter.open();
  const reply = (message: WorkerReply): void => port.postMessage(message);
  const fail = (error: unknown): void => reply({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  const serve = async (request: WorkerRequest): Promise<void> => {
    const writer = await opening;
    await writer.run(request, reply);
    writer.reset();
  };
  port.on('message', (request: WorkerRequest | typeof OPEN) => {
    if (request === OPEN) return void opening.then(() => reply({ type: 'ready' }), (error: unknown) => fail(error));
    serve(request).then(
      () => reply({ type: 'finished' }),
      (error: unknown) => fail(error),
    );
  });
}

if (parentPort) main(parentPort);
