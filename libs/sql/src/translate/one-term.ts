const TERM = /^(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|[\w.]+)$/;
const HEAD = /^(?:\w+(?:\.\w+)*)?\(/;
/** What may stand behind a call and belong to it. */
const BEHIND = /^ (?:FILTER|OVER|WITHIN GROUP) ?\(/;

/** A literal, a name, a call, or anything in one pair of brackets: needs no further ones beside an operator. */
export function isOneTerm(sql: string): boolean {
  if (TERM.test(sql)) return true;
  const head = HEAD.exec(sql);
  if (!head) return false;
  let end = closing(sql, head[0].length - 1);
  for (let behind = BEHIND.exec(sql.slice(end)); behind; behind = BEHIND.exec(sql.slice(end))) end = closing(sql, end + behind[0].length - 1);
  return end === sql.length;
}

/** Index behind the bracket that closes the one at `open`. */
function closing(sql: string, open: number): number {
  let depth = 0;
  for (let at = open; at < sql.length; at++) {
    const char = sql[at];
    if (char === "'" || char === '"') at = Math.max(sql.indexOf(char, at + 1), at);
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
  }
  return -1;
}
