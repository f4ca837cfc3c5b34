/** Share of NUL bytes from which a text without a byte order mark is taken for UTF-16. */
const WIDE_SHARE = 0.3;
const SAMPLE_LENGTH = 2000;

/**
 * Text of a file: UTF-8 or UTF-16 by its byte order mark, UTF-16 without one where every other byte of ASCII is NUL, and
 * Windows-1252 where it is no UTF-8. The mark is left out. Never fails.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const wide = wideEncodingOf(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // A decoder throws for nothing but bytes that are no UTF-8.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function wideEncodingOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE_LENGTH);
  const nulsAt = (parity: number): number => sample.reduce((count, byte, index) => count + (byte === 0 && index % 2 === parity ? 1 : 0), 0);
  const [even, odd] = [nulsAt(0), nulsAt(1)];
  if (sample.length < 2 || even + odd < sample.length * WIDE_SHARE) return undefined;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}
