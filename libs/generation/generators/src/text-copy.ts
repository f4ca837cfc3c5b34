/**
 * Copies text, four bytes at a time: up to three bytes behind its end are read and written as well, for which every
 * `TextBatch` has room.
 */
export function copyText(target: DataView, at: number, source: DataView, start: number, byteLength: number): void {
  for (let i = 0; i < byteLength; i += 4) target.setUint32(at + i, source.getUint32(start + i, true), true);
}

/** A text that is copied again and again. */
export interface Fragment {
  readonly view: DataView;
  readonly byteLength: number;
}

const encoder = new TextEncoder();

export function fragmentOf(text: string): Fragment {
  const encoded = encoder.encode(text);
  const padded = new Uint8Array(encoded.length + 4);
  padded.set(encoded);
  return { view: new DataView(padded.buffer), byteLength: encoded.length };
}
