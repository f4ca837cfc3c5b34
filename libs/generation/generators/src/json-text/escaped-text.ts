/** Most bytes that one byte of text becomes: `\u001f`. */
export const LONGEST_ESCAPE = 6;

/** Escape of each byte that can't stand in a JSON string as it is; undefined for all others, UTF-8 among them. */
const ESCAPES: readonly (Uint8Array | undefined)[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  const escaped = JSON.stringify(character).slice(1, -1);
  return byte < 0x80 && escaped !== character ? new TextEncoder().encode(escaped) : undefined;
});
const IS_ESCAPED = Uint8Array.from(ESCAPES, (escape) => (escape ? 1 : 0));

/** Writes UTF-8 text as the inside of a JSON string and answers the position behind it. */
export function writeEscaped(target: Uint8Array, position: number, source: Uint8Array, start: number, end: number): number {
  let at = position;
  for (let i = start; i < end; i++) {
    const byte = source[i];
    if (IS_ESCAPED[byte] === 0) target[at++] = byte;
    else at = writeEscape(target, at, byte);
  }
  return at;
}

function writeEscape(target: Uint8Array, position: number, byte: number): number {
  const escape = ESCAPES[byte] ?? [];
  for (let i = 0; i < escape.length; i++) target[position + i] = escape[i];
  return position + escape.length;
}
