import { joinOperators } from '../../parse/operator-tokens';
import { tokenize } from '../../tokenize';

/**
 * All of a text but its white space: tokens with their operators whole, whether a string stands right behind a word (`E'…'`), and
 * comments. Keywords and names without quotes count without regard to case. Two texts of one fingerprint mean the same.
 */
export function fingerprint(sql: string, options: { readonly backslashEscapes: boolean }): string {
  const parts: string[] = [];
  let end = 0;
  let isWord = false;
  for (const token of joinOperators(sql, tokenize(sql, options))) {
    parts.push(...commentsIn(sql.slice(end, token.start)));
    const sticks = isWord && token.start === end && (token.kind === 'string' || token.kind === 'quoted') ? '+' : '';
    parts.push(`${sticks}${token.kind === 'quoted' ? sql.slice(token.start, token.end) : token.text}`);
    end = token.end;
    isWord = token.kind === 'word';
  }
  parts.push(...commentsIn(sql.slice(end)));
  return parts.join('\u0000');
}

/** Comments between two tokens, their own white space left out: they may be indented anew. */
function commentsIn(gap: string): readonly string[] {
  const text = gap.replace(/\s+/g, '');
  return text === '' ? [] : [`comment ${text}`];
}
