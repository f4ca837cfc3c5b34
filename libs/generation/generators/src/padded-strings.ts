const encoder = new TextEncoder();

/** Strings as UTF-8, end to end. */
export interface EncodedStrings {
  readonly encoded: Uint8Array;
  /** Length of each string, in bytes. */
  readonly byteLengths: Uint32Array;
  readonly maxByteLength: number;
}

/** Encodes a list of strings as one text: a call for each string takes ten times as long. */
export function encodeStrings(values: readonly string[]): EncodedStrings {
  const encoded = encoder.encode(values.join(''));
  const isAscii = encoded.length === values.reduce((sum, { length }) => sum + length, 0);
  const byteLengths = new Uint32Array(values.length);
  let maxByteLength = 0;
  for (let i = 0; i < values.length; i++) {
    byteLengths[i] = isAscii ? values[i].length : Buffer.byteLength(values[i]);
    maxByteLength = Math.max(maxByteLength, byteLengths[i]);
  }
  return { encoded, byteLengths, maxByteLength };
}

/**
 * Strings as UTF-8 in cells of equal width, a multiple of eight bytes, so that they can be copied word by word
 * without a branch on their length.
 */
export interface PaddedStrings {
  readonly view: DataView;
  /** Width of a cell, in bytes. */
  readonly width: number;
  /** Length of each string, in bytes. */
  readonly byteLengths: Uint32Array;
  readonly maxByteLength: number;
}

const known = new WeakMap<readonly string[], PaddedStrings>();

/** Pads a list of strings, once for as long as the list lives: many columns share their pools. */
export function padStrings(values: readonly string[]): PaddedStrings {
  let padded = known.get(values);
  if (!padded) known.set(values, (padded = pad(values)));
  return padded;
}

function pad(values: readonly string[]): PaddedStrings {
  const { encoded, byteLengths, maxByteLength } = encodeStrings(values);
  const width = Math.max(8, Math.ceil(maxByteLength / 8) * 8);
  const bytes = new Uint8Array(values.length * width);
  let position = 0;
  byteLengths.forEach((length, i) => {
    for (let at = 0; at < length; at++) bytes[i * width + at] = encoded[position + at];
    position += length;
  });
  return { view: new DataView(bytes.buffer), width, byteLengths, maxByteLength };
}
