import { TextBatch } from '@dw-sim/generation-generators';
import { type Connection, duckdb, type Vector, VECTOR_ROWS } from './duckdb-bindings';

/** Writes the strings of a batch into a VARCHAR vector. */
export type StringWriter = (vector: Vector, text: TextBatch, count: number) => void;

/** Strings up to this length stand in the descriptor itself. */
const INLINE_BYTES = 12;
const DESCRIPTOR_BYTES = 16;
const TWO_POW_32 = 4294967296;

/** One call of the binding per string: slow, and independent of how DuckDB keeps strings. */
export const writeOneByOne: StringWriter = (vector, { bytes, offsets }, count) => {
  for (let i = 0; i < count; i++) {
    duckdb.vector_assign_string_element_len(vector, i, bytes.subarray(offsets[i], offsets[i + 1]));
  }
};

/**
 * Copies the whole batch once, as one long string, and points a descriptor of each row into the copy: four to five
 * times as fast. A descriptor is `duckdb_string_t` of DuckDB's C header: length (32 bits), then up to 12 bytes of
 * text, or the first four bytes and the address.
 */
export function makeAddressedWriter(): StringWriter {
  const descriptors = new Uint32Array((VECTOR_ROWS * DESCRIPTOR_BYTES) / 4);
  return (vector, text, count) => {
    const { low, high } = copyBatch(vector, text, count);
    describeAll(descriptors, text, count, low, high);
    duckdb.copy_data_to_vector(vector, 0, descriptors.buffer, 0, count * DESCRIPTOR_BYTES);
  };
}

/** Puts the batch's bytes into memory of the vector and answers where, as two words. */
function copyBatch(vector: Vector, { bytes, offsets }: TextBatch, count: number): { low: number; high: number } {
  // Longer than what a descriptor holds itself, so that it has an address.
  const byteLength = Math.max(offsets[count], INLINE_BYTES + 1);
  // What an earlier batch left there may be half a letter, and text that is no UTF-8 becomes NULL.
  bytes.fill(0x20, offsets[count], byteLength);
  duckdb.vector_assign_string_element_len(vector, 0, bytes.subarray(0, byteLength));
  const descriptor = duckdb.vector_get_data(vector, DESCRIPTOR_BYTES);
  const words = new DataView(descriptor.buffer, descriptor.byteOffset, DESCRIPTOR_BYTES);
  return { low: words.getUint32(8, true), high: words.getUint32(12, true) };
}

/** Descriptors of a batch whose text stands at the address of these two words. */
function describeAll(descriptors: Uint32Array, { view, offsets }: TextBatch, count: number, low: number, high: number): void {
  for (let i = 0, at = 0; i < count; i++, at += 4) {
    const start = offsets[i];
    const byteLength = offsets[i + 1] - start;
    descriptors[at] = byteLength;
    if (byteLength > INLINE_BYTES) {
      const address = low + start;
      descriptors[at + 1] = view.getUint32(start, true);
      descriptors[at + 2] = address;
      descriptors[at + 3] = address >= TWO_POW_32 ? high + 1 : high;
    } else {
      // Reads up to twelve bytes behind the start, which every batch has.
      descriptors[at + 1] = firstBytes(view.getUint32(start, true), byteLength);
      descriptors[at + 2] = firstBytes(view.getUint32(start + 4, true), byteLength - 4);
      descriptors[at + 3] = firstBytes(view.getUint32(start + 8, true), byteLength - 8);
    }
  }
}

/** The first bytes of a word, and zeros. */
function firstBytes(word: number, count: number): number {
  return count >= 4 ? word : count <= 0 ? 0 : word & ((1 << (8 * count)) - 1);
}

const PROBES = ['', 'a', 'twelve bytes', 'thirteen byte', 'ünïcödé ✓ 漢字 🎉', 'x'.repeat(300), 'tail'];

/**
 * The fast writer where this build of DuckDB reads back exactly what it writes, else the slow one. The check takes a
 * few milliseconds on a connection of its own.
 */
export async function chooseStringWriter(connection: Connection): Promise<StringWriter> {
  const writer = makeAddressedWriter();
  try {
    return (await readsBack(connection, writer)) ? writer : writeOneByOne;
  } catch {
    // Whatever DuckDB finds wrong with the vector, the slow way does not depend on it.
    return writeOneByOne;
  }
}

async function readsBack(connection: Connection, writer: StringWriter): Promise<boolean> {
  const text = new TextBatch(PROBES.length, 400);
  let position = 0;
  PROBES.forEach((probe, i) => {
    text.offsets[i] = position;
    position += new TextEncoder().encodeInto(probe, text.bytes.subarray(position)).written;
  });
  text.offsets[PROBES.length] = position;
  let served = false;
  const probe = duckdb.create_table_function();
  duckdb.table_function_set_name(probe, 'string_probe');
  duckdb.table_function_set_bind(probe, (info) => {
    duckdb.bind_add_result_column(info, 'value', duckdb.create_logical_type(duckdb.Type.VARCHAR));
    duckdb.bind_set_bind_data(info, {});
  });
  duckdb.table_function_set_init(probe, (info) => duckdb.init_set_init_data(info, {}));
  duckdb.table_function_set_function(probe, (_info, chunk) => {
    duckdb.data_chunk_set_size(chunk, served ? 0 : PROBES.length);
    if (!served) writer(duckdb.data_chunk_get_vector(chunk, 0), text, PROBES.length);
    served = true;
  });
  duckdb.register_table_function(connection, probe);
  const expected = PROBES.map((value, i) => `'${i}:${value}'`).join(', ');
  const result = await duckdb.query(
    connection,
    `SELECT list(i || ':' || value ORDER BY i) = [${expected}] FROM (SELECT row_number() OVER () - 1 AS i, value FROM string_probe())`,
  );
  const chunk = await duckdb.fetch_chunk(result);
  return chunk !== null && duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, 0), 1)[0] === 1;
}
