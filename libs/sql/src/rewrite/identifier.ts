const PLAIN = /^[\p{L}_][\p{L}\p{M}\p{N}_$]*$/u;
const FOLDED = /^[a-z_][a-z0-9_]*$/;

/** Writes a name in place of another: in that one's quotes where it has some, quoted too where it has to be. */
export function spellIdentifier(name: string, written: string): string {
  const first = written[0] ?? '';
  if (first === '"' || first === '`') return quote(name, first);
  return PLAIN.test(name) ? name : quote(name, '"');
}

/** Writes a name so that it stays as it is: in quotes where an engine would else fold its case. */
export function spellExactly(name: string): string {
  return FOLDED.test(name) ? name : quote(name, '"');
}

/** The form in which names are compared: engines fold case in different ways, so case never tells two names apart. */
export function foldIdentifier(name: string): string {
  return name.toLowerCase();
}

function quote(name: string, mark: string): string {
  return mark + name.replaceAll(mark, mark + mark) + mark;
}
