/** Characters of a UUID's text. */
export const UUID_TEXT_LENGTH = 36;

const DASH = 0x2d;

/** Two hexadecimal digits of each byte, as they stand in memory. */
const HEX_PAIRS = Uint16Array.from({ length: 256 }, (_, byte) => {
  const digits = byte.toString(16).padStart(2, '0');
  return digits.charCodeAt(0) | (digits.charCodeAt(1) << 8);
});

/** Writes 36 characters of a UUID whose four words stand from `at` on. */
export function writeUuidText(view: DataView, position: number, words: Uint32Array, at: number): void {
  const a = words[at];
  const b = words[at + 1];
  const c = words[at + 2];
  const d = words[at + 3];
  writeHex(view, position, a >>> 16);
  writeHex(view, position + 4, a & 0xffff);
  view.setUint8(position + 8, DASH);
  writeHex(view, position + 9, b >>> 16);
  view.setUint8(position + 13, DASH);
  writeHex(view, position + 14, b & 0xffff);
  view.setUint8(position + 18, DASH);
  writeHex(view, position + 19, c >>> 16);
  view.setUint8(position + 23, DASH);
  writeHex(view, position + 24, c & 0xffff);
  writeHex(view, position + 28, d >>> 16);
  writeHex(view, position + 32, d & 0xffff);
}

const SCRATCH = Buffer.alloc(UUID_TEXT_LENGTH);
const SCRATCH_VIEW = new DataView(SCRATCH.buffer, SCRATCH.byteOffset, UUID_TEXT_LENGTH);

/** A UUID whose four words stand from `at` on, as a string. */
export function uuidText(words: Uint32Array, at: number): string {
  writeUuidText(SCRATCH_VIEW, 0, words, at);
  return SCRATCH.toString('latin1');
}

/** Four digits. */
function writeHex(view: DataView, position: number, value: number): void {
  view.setUint16(position, HEX_PAIRS[value >>> 8], true);
  view.setUint16(position + 2, HEX_PAIRS[value & 0xff], true);
}
