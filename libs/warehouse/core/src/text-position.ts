import type { TextPosition } from '@dw-sim/contracts';

/** An identifier, number or quoted token, which a fault's mark covers whole. */
const TOKEN = /[\p{L}\p{N}_$]+|"(?:[^"]|"")*"|'(?:[^']|'')*'|`[^`]*`|\[[^\]]*\]/uy;

/**
 * Line and column of a place in a text.
 * @param offset in UTF-16 code units from 0; the text's length for its end.
 */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  const length = tokenLengthAt(text, offset);
  return length > 0 ? { line, column, length } : { line, column };
}

/** Like {@link positionAt}, from an offset in bytes of UTF-8, as engines count. */
export function positionAtByte(text: string, byteOffset: number): TextPosition {
  return positionAt(text, Buffer.from(text, 'utf8').subarray(0, byteOffset).toString('utf8').length);
}

function tokenLengthAt(text: string, offset: number): number {
  TOKEN.lastIndex = offset;
  const token = TOKEN.exec(text)?.[0];
  return token?.length ?? Math.min(1, text.length - offset);
}
