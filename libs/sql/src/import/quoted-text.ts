const STATEMENT_LINE = /\n[ \t]*(?:create|alter|insert|comment|drop|copy|grant|select)\b/i;

/** True for a text in which one statement ends and another begins. */
export function holdsStatement(text: string): boolean {
  const end = text.indexOf(';');
  return end >= 0 && STATEMENT_LINE.test(text.slice(end));
}

/** The value of a text between its quotes. */
export function unescaped(inner: string, escapes: boolean): string {
  const single = inner.includes("''") ? inner.replaceAll("''", "'") : inner;
  return escapes && single.includes('\\') ? single.replace(/\\([^])/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char)) : single;
}

/** The beginning of a line, for a message. */
export function shortLine(line: string): string {
  return line.length > 40 ? `${line.slice(0, 40)}…` : line.trimEnd();
}
