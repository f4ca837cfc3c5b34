import { type DraftColumn, findColumn } from '../draft';
import { lastPart, readQualifiedName } from '../qualified-name';
import { isWord, type TokenReader } from '../token-reader';

export type Scalar = string | number | boolean;
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A condition of a CHECK as far as a generator can honour it. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly items: readonly Condition[] }
  | { readonly kind: 'compare'; readonly column: DraftColumn; readonly operator: Comparison; readonly value: Scalar }
  | { readonly kind: 'length'; readonly column: DraftColumn; readonly operator: Comparison; readonly value: number }
  | { readonly kind: 'order'; readonly earlier: DraftColumn; readonly later: DraftColumn }
  | { readonly kind: 'in'; readonly column: DraftColumn; readonly values: readonly Scalar[] }
  | { readonly kind: 'is_null' | 'not_null'; readonly column: DraftColumn }
  | { readonly kind: 'unknown' };

type Operand = { readonly column: DraftColumn } | { readonly value: Scalar } | { readonly lengthOf: DraftColumn };

const UNKNOWN: Condition = { kind: 'unknown' };
const DEEPEST = 40;
const MIRRORED: Readonly<Record<Comparison, Comparison>> = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const LENGTHS = new Set(['LENGTH', 'CHAR_LENGTH', 'CHARACTER_LENGTH', 'LEN']);

/** Reads conditions over the columns of one table. */
export class ConditionParser {
  /** @param subject column that VALUE stands for, in a domain */
  constructor(
    private readonly columns: readonly DraftColumn[],
    private readonly subject?: DraftColumn,
  ) {}

  /** The whole of a condition; `unknown` where any of it is not understood. */
  parse(reader: TokenReader, depth = 0): Condition {
    if (depth > DEEPEST) return UNKNOWN;
    const items = [this.parseAnd(reader, depth)];
    while (reader.take('OR')) items.push(this.parseAnd(reader, depth));
    if (!reader.isAtEnd) return UNKNOWN;
    return items.length === 1 ? items[0] : { kind: 'or', items };
  }

  private parseAnd(reader: TokenReader, depth: number): Condition {
    const items = [this.parsePredicate(reader, depth)];
    while (reader.take('AND')) items.push(this.parsePredicate(reader, depth));
    return items.length === 1 ? items[0] : { kind: 'and', items };
  }

  private parsePredicate(reader: TokenReader, depth: number): Condition {
    const nested = this.parseNested(reader, depth);
    if (nested) return nested;
    const left = this.parseOperand(reader, depth);
    const rest = left && this.parseRest(left, reader, depth);
    if (rest) return rest;
    while (!reader.isAtEnd && !reader.isNext('AND') && !reader.isNext('OR')) reader.skipItem();
    return UNKNOWN;
  }

  /** `( condition )`, but not the brackets around an operand. */
  private parseNested(reader: TokenReader, depth: number): Condition | undefined {
    if (!reader.isNext('(')) return undefined;
    const ahead = reader.rest();
    const inside = ahead.takeBrackets();
    if (!inside || !(ahead.isAtEnd || ahead.isNext('AND') || ahead.isNext('OR'))) return undefined;
    reader.takeBrackets();
    return this.parse(inside, depth + 1);
  }

  private parseRest(left: Operand, reader: TokenReader, depth: number): Condition | undefined {
    const column = 'column' in left ? left.column : undefined;
    if (column && reader.take('IS', 'NOT', 'NULL')) return { kind: 'not_null', column };
    if (column && reader.take('IS', 'NULL')) return { kind: 'is_null', column };
    if (reader.take('BETWEEN')) return this.parseBetween(left, reader, depth);
    if (column && reader.take('IN')) return this.parseList(column, reader.takeBrackets(), depth);
    const operator = takeComparison(reader);
    if (!operator) return undefined;
    if (column && operator === '=' && (reader.take('ANY') || reader.take('SOME'))) return this.parseList(column, arrayIn(reader.takeBrackets()), depth);
    const right = this.parseOperand(reader, depth);
    return right && compare(left, operator, right);
  }

  private parseBetween(left: Operand, reader: TokenReader, depth: number): Condition | undefined {
    const low = this.parseOperand(reader, depth);
    if (!low || !reader.take('AND')) return undefined;
    const high = this.parseOperand(reader, depth);
    if (!high) return undefined;
    const items = [compare(left, '>=', low), compare(left, '<=', high)];
    return { kind: 'and', items };
  }

  private parseList(column: DraftColumn, brackets: TokenReader | undefined, depth: number): Condition | undefined {
    const values = brackets?.splitAtCommas().map((item) => {
      const operand = this.parseOperand(item, depth);
      return operand && 'value' in operand && item.isAtEnd ? operand.value : undefined;
    });
    return values && values.length > 0 && values.every((value) => value !== undefined) ? { kind: 'in', column, values } : undefined;
  }

  /** A column or a constant, in brackets and casts. */
  private parseOperand(reader: TokenReader, depth: number): Operand | undefined {
    if (depth > DEEPEST) return undefined;
    const operand = this.parseBare(reader, depth + 1);
    while (reader.take('::')) passOverType(reader);
    return operand;
  }

  private parseBare(reader: TokenReader, depth: number): Operand | undefined {
    if (reader.isNext('(')) return this.parseWhole(reader.takeBrackets(), depth);
    const number = reader.takeNumber();
    if (number !== undefined) return { value: number };
    const token = reader.peek();
    if (token?.kind === 'string') return { value: reader.next()?.text ?? '' };
    if (reader.isNext('CAST', '(')) return this.parseCast(reader, depth);
    if (token?.kind === 'word' && LENGTHS.has(token.text) && isWord(reader.peek(1), '(')) return this.parseLength(reader, depth);
    if (token?.kind === 'word' && (token.text === 'DATE' || token.text === 'TIMESTAMP') && reader.peek(1)?.kind === 'string') {
      reader.skip();
      return { value: reader.next()?.text ?? '' };
    }
    if (reader.take('TRUE')) return { value: true };
    if (reader.take('FALSE')) return { value: false };
    if (this.subject && reader.take('VALUE')) return { column: this.subject };
    return this.parseColumn(reader);
  }

  private parseWhole(inside: TokenReader | undefined, depth: number): Operand | undefined {
    const operand = inside && this.parseOperand(inside, depth);
    return inside?.isAtEnd ? operand : undefined;
  }

  private parseCast(reader: TokenReader, depth: number): Operand | undefined {
    reader.skip();
    const inside = reader.takeBrackets();
    return inside && this.parseOperand(inside, depth);
  }

  private parseLength(reader: TokenReader, depth: number): Operand | undefined {
    reader.skip();
    const inner = this.parseWhole(reader.takeBrackets(), depth);
    return inner && 'column' in inner ? { lengthOf: inner.column } : undefined;
  }

  private parseColumn(reader: TokenReader): Operand | undefined {
    const name = readQualifiedName(reader);
    const column = name && !reader.isNext('(') ? findColumn(this.columns, lastPart(name)) : undefined;
    return column && { column };
  }
}

function compare(left: Operand, operator: Comparison, right: Operand): Condition {
  if ('lengthOf' in left) return 'value' in right && typeof right.value === 'number' ? { kind: 'length', column: left.lengthOf, operator, value: right.value } : UNKNOWN;
  if ('column' in left && 'value' in right) return { kind: 'compare', column: left.column, operator, value: right.value };
  if ('value' in left && 'column' in right) return { kind: 'compare', column: right.column, operator: MIRRORED[operator], value: left.value };
  if ('column' in left && 'column' in right && operator !== '=' && operator !== '<>') {
    return operator.startsWith('<') ? { kind: 'order', earlier: left.column, later: right.column } : { kind: 'order', earlier: right.column, later: left.column };
  }
  return UNKNOWN;
}

function takeComparison(reader: TokenReader): Comparison | undefined {
  if (reader.take('!=')) return '<>';
  return (['=', '<>', '<=', '>=', '<', '>'] as const).find((operator) => reader.take(operator));
}

/** What stands in `ARRAY['a', 'b']::text[]`, with brackets around it as pg_dump writes them. */
function arrayIn(reader: TokenReader | undefined): TokenReader | undefined {
  let inside = reader;
  while (inside?.isNext('(')) inside = inside.takeBrackets();
  if (!inside?.take('ARRAY')) return undefined;
  return inside.takeBrackets('[', ']');
}

/** `::character varying(10)[]` */
function passOverType(reader: TokenReader): void {
  readQualifiedName(reader);
  reader.takeAny('VARYING', 'PRECISION');
  reader.takeBrackets();
  if (reader.take('WITH') || reader.take('WITHOUT')) reader.takeAny('TIME', 'ZONE');
  while (reader.takeBrackets('[', ']'));
}
