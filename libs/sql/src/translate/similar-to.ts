/** Characters that mean something in a regular expression but nothing in a pattern of SIMILAR TO. */
const LITERAL = /[.^$\\]/;

/** A pattern of SIMILAR TO as a regular expression for the whole text: https://www.postgresql.org/docs/current/functions-matching.html */
export function similarToRegex(pattern: string, escape: string): string {
  let regex = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === escape && at + 1 < pattern.length) regex += escapeRegex(pattern[++at]!);
    else if (inClass) regex += char === '\\' ? '\\\\' : char;
    else if (char === '%') regex += '.*';
    else if (char === '_') regex += '.';
    else regex += LITERAL.test(char) ? `\\${char}` : char;
    if (char === '[') inClass = true;
    if (char === ']') inClass = false;
  }
  return regex;
}

function escapeRegex(char: string): string {
  return /[\w\s]/.test(char) ? char : `\\${char}`;
}
