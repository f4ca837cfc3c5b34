const encoder = new TextEncoder();

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
  const encoded = values.map((value) => encoder.encode(value));
  const maxByteLength = encoded.reduce((max, bytes) => Math.max(max, bytes.length), 0);
  const width = Math.max(8, Math.ceil(maxByteLength / 8) * 8);
  const bytes = new Uint8Array(values.length * width);
  encoded.forEach((value, i) => bytes.set(value, i * width));
  return {
    view: new DataView(bytes.buffer),
    width,
    byteLengths: Uint32Array.from(encoded, (value) => value.length),
    maxByteLength,
  };
}
