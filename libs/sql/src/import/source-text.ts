import type { ImportReport } from './import-report';

const SAMPLE_LENGTH = 1000;
/** Share of NUL characters in the sample from which a text is taken for UTF-16 that was read as bytes. */
const WIDE_SHARE = 0.3;

/**
 * A text as people see it: UTF-16 that was read byte by byte is put right, so that places are those of an editor.
 * Other NUL characters stay, and are blanks to the lexer.
 */
export function sourceText(text: string, report: ImportReport): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const nulCount = sample.split('\0').length - 1;
  const isWide = sample.length > 0 && nulCount / sample.length >= WIDE_SHARE;
  const source = isWide ? text.replaceAll('\0', '') : text;
  if (isWide) report.warn('encoding', { start: 0, end: 0 }, 'the text looks like UTF-16 that was read as another encoding; letters outside ASCII may be wrong. Save it as UTF-8');
  else if (nulCount > 0 || text.includes('\0')) report.warn('encoding', placeOf(text, '\0'), 'the text holds NUL characters, which are passed over');
  if (source.includes('\uFFFD')) report.warn('encoding', placeOf(source, '\uFFFD'), 'the text holds characters that were not read in their encoding. Save it as UTF-8');
  return source;
}

function placeOf(text: string, character: string): { start: number; end: number } {
  const start = text.indexOf(character);
  return { start, end: start + 1 };
}
