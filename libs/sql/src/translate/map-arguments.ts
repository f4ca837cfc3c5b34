import { textOf, type Part, type Text } from './text';
import type { Span } from '../parse/syntax';
import type { TranslatedArgument } from './rules/call';

/** Text that a rendering wrote, with the places of the arguments in it: an engine's error there points at the argument. */
export function mapArguments(node: Span, written: string, args: readonly TranslatedArgument[]): Text {
  const parts: Part[] = [];
  let at = 0;
  for (const { found, arg } of placesOf(written, args)) {
    if (found < at) continue;
    parts.push(written.slice(at, found), arg.text);
    at = found + arg.sql.length;
  }
  parts.push(written.slice(at));
  return textOf(node, parts);
}

function placesOf(written: string, args: readonly TranslatedArgument[]): readonly { readonly found: number; readonly arg: TranslatedArgument }[] {
  return args
    .filter(({ sql }) => sql.length > 1)
    .map((arg) => ({ found: written.indexOf(arg.sql), arg }))
    .filter(({ found }) => found >= 0)
    .sort((a, b) => a.found - b.found || b.arg.sql.length - a.arg.sql.length);
}
