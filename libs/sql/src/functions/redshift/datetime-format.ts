/** A piece of a datetime format: a pattern with its modifiers, or text that stands for itself. */
export interface FormatPiece {
  /** Pattern in upper case, such as `YYYY`; undefined for text. */
  readonly pattern?: string;
  /** As it was written. */
  readonly text: string;
  /** `FM` before it: no padding. */
  readonly fill: boolean;
  /** `TH` or `th` after it. */
  readonly ordinal?: 'TH' | 'th';
}

/** Longest first, as they are looked for (https://docs.aws.amazon.com/redshift/latest/dg/r_FORMAT_strings.html). */
const PATTERNS = [
  'A.D.', 'A.M.', 'AD', 'AM', 'B.C.', 'BC', 'CC', 'DAY', 'DDD', 'DD', 'DY', 'D', 'HH24', 'HH12', 'HH', 'IDDD', 'ID', 'IW', 'IYYY', 'IYY', 'IY', 'I', 'J', 'MI', 'MM',
  'MONTH', 'MON', 'MS', 'OF', 'P.M.', 'PM', 'Q', 'RM', 'SSSS', 'SS', 'TZ', 'US', 'WW', 'W', 'Y,YYY', 'YYYY', 'YYY', 'YY', 'Y',
].sort((a, b) => b.length - a.length);

/** Cuts a format into its pieces. Text between double quotes, and what is no pattern, stands for itself. */
export function formatPieces(format: string): readonly FormatPiece[] {
  const pieces: FormatPiece[] = [];
  let fill = false;
  for (let at = 0; at < format.length; ) {
    const rest = format.slice(at);
    const quotedText = /^"((?:[^"\\]|\\.)*)"?/.exec(rest);
    const modifier = /^(FM|fm|TM|tm|FX|fx)/.exec(rest);
    const pattern = PATTERNS.find((name) => matches(rest, name));
    if (quotedText) {
      pieces.push({ text: (quotedText[1] as string).replaceAll(/\\(.)/g, '$1'), fill: false });
      at += quotedText[0].length;
    } else if (modifier) {
      fill = fill || modifier[0].toUpperCase() === 'FM';
      at += 2;
    } else if (pattern === undefined) {
      pieces.push({ text: rest[0] as string, fill: false });
      at += 1;
    } else {
      const text = rest.slice(0, pattern.length);
      const ordinal = /^(TH|th)/.exec(rest.slice(text.length))?.[0] as 'TH' | 'th' | undefined;
      pieces.push({ pattern, text, fill, ...(ordinal && { ordinal }) });
      at += text.length + (ordinal ? 2 : 0);
      fill = false;
    }
  }
  return pieces;
}

/** Names go in upper, lower or mixed case; numbers in upper or lower case. */
function matches(rest: string, name: string): boolean {
  const written = rest.slice(0, name.length);
  return written === name || written === name.toLowerCase() || (['DAY', 'DY', 'MONTH', 'MON'].includes(name) && written === capitalized(name));
}

function capitalized(text: string): string {
  return text.charAt(0) + text.slice(1).toLowerCase();
}

/** How a name is written: in upper, lower or mixed case. */
export function letterCase(text: string): 'upper' | 'lower' | 'mixed' {
  if (text === text.toUpperCase()) return 'upper';
  return text === text.toLowerCase() ? 'lower' : 'mixed';
}
