import { characterCount } from '../text-length';
import type { Checker } from './checker';
import { convert, typeNames } from './conversion';
import type { Syntax } from './syntax';
import { call, literal, type Typed } from './typed';

/** Checks `text [I]LIKE pattern [ESCAPE character]`. */
export function checkLike(name: 'like' | 'ilike', args: readonly Typed[], parts: readonly Syntax[], checker: Checker): Typed | undefined {
  const texts = args.map((arg, i) => {
    if (arg.type === 'text' || arg.type === 'null') return convert(arg, 'text', parts[i].at, checker);
    return checker.fault(parts[i].at, 'wrong_type', `${name.toUpperCase()} needs text here, not ${typeNames(arg.type)}`, 'cast(x as varchar) converts');
  });
  const [, pattern, escape] = texts;
  if (!texts.every((text) => text !== undefined)) return undefined;
  const escapeText = escape?.kind === 'literal' ? escape.value : undefined;
  if (escape && (typeof escapeText !== 'string' || characterCount(escapeText) > 1)) return checker.fault(parts[2].at, 'wrong_type', 'ESCAPE needs one character', "a text of one character, such as '!'");
  if (pattern?.kind === 'literal' && escapeText && endsEscaped(String(pattern.value ?? ''), String(escapeText))) return checker.fault(parts[1].at, 'syntax', 'the pattern ends with the escape character', 'a character behind it');
  const lowered = name === 'like' ? texts : texts.map((text) => call('lower', 'text', [text]));
  return call('like', 'boolean', escape ? lowered : [...lowered, literal('text', '')]);
}

function endsEscaped(pattern: string, escape: string): boolean {
  let at = 0;
  while (at < pattern.length) {
    if (pattern.startsWith(escape, at)) at += escape.length;
    if (at === pattern.length) return true;
    at += characterAt(pattern, at);
  }
  return false;
}

/**
 * Whether a text has the form of a pattern of SQL's LIKE: `%` stands for any characters, `_` for one, and the escape
 * character before either for itself. Goes back to the last `%` only, so it takes no more than one pass per character.
 *
 * @param escape one character; empty for none
 */
export function like(text: string, pattern: string, escape: string): boolean {
  let [t, p, anyPattern, anyText] = [0, 0, -1, 0];
  while (t < text.length) {
    const escaped = escape !== '' && pattern.startsWith(escape, p) ? escape.length : 0;
    if (escaped === 0 && pattern[p] === '%') {
      [anyPattern, anyText] = [++p, t];
      continue;
    }
    const textWidth = characterAt(text, t);
    const width = p + escaped < pattern.length ? characterAt(pattern, p + escaped) : 0;
    const fits = width > 0 && ((escaped === 0 && pattern[p] === '_') || (width === textWidth && text.startsWith(pattern.slice(p + escaped, p + escaped + width), t)));
    if (fits) {
      t += textWidth;
      p += escaped + width;
    } else if (anyPattern < 0) return false;
    else [p, t] = [anyPattern, (anyText += characterAt(text, anyText))];
  }
  while (pattern[p] === '%' && escape !== '%') p++;
  return p === pattern.length;
}

/** UTF-16 units of the character at a place. */
function characterAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
