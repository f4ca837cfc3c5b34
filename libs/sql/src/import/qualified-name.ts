import type { DdlToken, Span } from './ddl-token';
import { spanOf } from './ddl-token';
import type { TokenReader } from './token-reader';

/** A name with its schema and database, where it has them. */
export interface QualifiedName {
  /** Without quotes, in the spelling of the text; the last is the name itself. */
  readonly parts: readonly string[];
  readonly at: Span;
  readonly written: string;
}

/** The name without its schema. */
export function lastPart({ parts }: QualifiedName): string {
  return parts.at(-1) ?? '';
}

/** Reads `a`, `"a b".c`, `db..t`, `{{ schema }}.t` or `IDENTIFIER('a.b')`; undefined where no name comes next. */
export function readQualifiedName(reader: TokenReader): QualifiedName | undefined {
  const first = reader.peek();
  if (!first) return undefined;
  const start = reader.index;
  const parts = reader.isNext('IDENTIFIER', '(') ? readIdentifierFunction(reader) : readParts(reader);
  if (!parts) return undefined;
  return { parts, at: spanOf(first, reader.previous), written: reader.textFrom(start) };
}

function readIdentifierFunction(reader: TokenReader): readonly string[] | undefined {
  // A variable: nothing in the text says its value for sure.
  if (reader.peek(2)?.kind !== 'string') return undefined;
  reader.skip();
  const text = reader.takeBrackets()?.takeText() ?? '';
  return text.split('.').map((part) => part.replace(/^"(.*)"$/, '$1'));
}

function readParts(reader: TokenReader): readonly string[] | undefined {
  const parts: string[] = [];
  do {
    const part = readName(reader);
    // Snowflake: `db..t` leaves the schema out.
    if (part === undefined && !reader.isNext('.')) return parts.length > 0 ? parts : undefined;
    if (part !== undefined) parts.push(...part);
  } while (reader.take('.'));
  return parts;
}

/** Parts of one name: several where backticks hold dots, as in BigQuery. */
function readName(reader: TokenReader): readonly string[] | undefined {
  const first = reader.peek();
  if (!first || !isName(first)) return undefined;
  let name = nameText(reader.next() as DdlToken, reader);
  // Pieces without a space between: `${prefix}orders`, `my-project`.
  for (let next = reader.peek(); next && next.start === reader.previous.end; next = reader.peek()) {
    const isHyphen = next.text === '-' && reader.peek(1)?.kind === 'word' && reader.peek(1)?.start === next.end;
    if (!isHyphen && !(isName(next) && (next.kind === 'template' || reader.previous.kind === 'template'))) break;
    name += nameText(reader.next() as DdlToken, reader);
  }
  return reader.source[first.start] === '`' && name.includes('.') ? name.split('.') : [name];
}

function isName({ kind }: DdlToken): boolean {
  return kind === 'word' || kind === 'quoted' || kind === 'template';
}

/** A name in the spelling of the text. */
function nameText(token: DdlToken, reader: TokenReader): string {
  return token.kind === 'word' ? reader.source.slice(token.start, token.end) : token.text;
}

/** Reads a name without a schema; a text in single quotes is one, too, where `takesText`. */
export function readSimpleName(reader: TokenReader, takesText = false): { readonly name: string; readonly at: Span } | undefined {
  const token = reader.peek();
  if (!token) return undefined;
  if (takesText && token.kind === 'string') return { name: token.text, at: spanOf(reader.next() as DdlToken) };
  const parts = readName(reader);
  return parts && { name: parts.join('.'), at: spanOf(token, reader.previous) };
}

/** Names in `(a, b DESC, c(10))`, with their places; expressions are left out and counted. */
export function readNameList(brackets: TokenReader): { readonly names: readonly { readonly name: string; readonly at: Span }[]; readonly others: number } {
  const items = brackets.splitAtCommas();
  const names = items.flatMap((item) => {
    const found = readSimpleName(item);
    // MySQL: the first characters of a text; anything else in brackets is an expression.
    if (item.peek(1)?.kind === 'number') item.takeBrackets();
    item.takeAny('ASC', 'DESC', 'NULLS', 'FIRST', 'LAST', 'WITHOUT', 'OVERLAPS');
    if (item.take('COLLATE')) readQualifiedName(item);
    item.takeAny('ASC', 'DESC', 'NULLS', 'FIRST', 'LAST');
    return found && item.isAtEnd ? [found] : [];
  });
  return { names, others: items.length - names.length };
}
