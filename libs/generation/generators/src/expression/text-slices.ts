/** Most characters of a text that an expression makes, where its column has no length. */
export const MAX_TEXT_LENGTH = 4000;

/** Characters `from` to `to` (exclusive) of a text, counted as VARCHAR(n) does: a pair of surrogates is one. */
export function slice(text: string, from: number, to: number): string {
  const [start, end] = [Math.max(0, Math.trunc(from)), Math.max(0, Math.trunc(to))];
  return hasPairs(text) ? [...text].slice(start, end).join('') : text.slice(start, Math.max(start, end));
}

/** A text filled up to a length, or cut to it. */
export function padText(text: string, length: number, fill: string, atStart: boolean): string {
  const size = Math.min(MAX_TEXT_LENGTH, Math.max(0, Math.trunc(length)));
  const cut = slice(text, 0, size);
  const missing = size - [...cut].length;
  if (missing <= 0 || fill === '') return cut;
  const padding = slice(fill.repeat(Math.ceil(missing / [...fill].length)), 0, missing);
  return atStart ? padding + cut : cut + padding;
}

/** Without the spaces at its beginning: spaces only, as SQL's trim. */
export function trimStart(text: string): string {
  let at = 0;
  while (text[at] === ' ') at++;
  return text.slice(at);
}

/** Without the spaces at its end. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end--;
  return text.slice(0, end);
}

/** Order of texts by code points, which is that of their UTF-8 bytes. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    // Surrogates stand for characters beyond all others.
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

function hasPairs(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isSurrogate(text.charCodeAt(i))) return true;
  return false;
}
