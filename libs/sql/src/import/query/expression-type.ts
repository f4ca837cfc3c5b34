import { entryOf } from '@dw-sim/contracts';
import type { ColumnType } from '@dw-sim/contracts';
import type { DraftColumn } from '../draft';
import type { ImportContext } from '../import-context';
import { readQualifiedName } from '../qualified-name';
import { isWord, type TokenReader } from '../token-reader';
import { mapType } from '../types/map-type';
import { isRefused } from '../types/mapped-type';
import { readType } from '../types/written-type';

/** What is known of a column's values. */
export type TypedColumn = Pick<DraftColumn, 'type' | 'writtenType' | 'generator' | 'values' | 'min' | 'max'>;

type Resolve = (parts: readonly string[]) => TypedColumn | undefined;

const DEEPEST = 20;
const BIGINT: ColumnType = { kind: 'BIGINT' };
const TEXT: ColumnType = { kind: 'VARCHAR' };
const FLOAT: ColumnType = { kind: 'FLOAT' };

/** Types of functions, by name; `first` is the type of the first argument that has one. */
const RESULTS: Readonly<Record<string, ColumnType | 'first'>> = {
  ...each('COUNT,ROW_NUMBER,RANK,DENSE_RANK,LENGTH,LEN,CHAR_LENGTH,DATEDIFF,DATE_PART,EXTRACT,SIGN,HASH,NTILE,YEAR,MONTH,DAY,POSITION,CHARINDEX', BIGINT),
  ...each('UPPER,LOWER,TRIM,LTRIM,RTRIM,BTRIM,CONCAT,CONCAT_WS,SUBSTRING,SUBSTR,LEFT,RIGHT,REPLACE,TO_CHAR,TO_VARCHAR,INITCAP,LPAD,RPAD,MD5,SHA1,SHA2,SPLIT_PART,REGEXP_REPLACE,REGEXP_SUBSTR,LISTAGG,STRING_AGG', TEXT),
  ...each('AVG,STDDEV,STDDEV_SAMP,STDDEV_POP,VARIANCE,VAR_SAMP,VAR_POP,MEDIAN,SQRT,EXP,LN,LOG,POWER,RANDOM', FLOAT),
  ...each('CURRENT_DATE,TO_DATE,TRUNC_DATE,LAST_DAY', { kind: 'DATE' }),
  ...each('CURRENT_TIMESTAMP,GETDATE,SYSDATE,NOW,LOCALTIMESTAMP,TO_TIMESTAMP,TO_TIMESTAMP_NTZ,DATE_TRUNC', { kind: 'TIMESTAMP' }),
  ...each('PARSE_JSON,JSON_PARSE,OBJECT_CONSTRUCT,ARRAY_AGG,ARRAY_CONSTRUCT', { kind: 'JSON' }),
  ...each('MIN,MAX,SUM,COALESCE,NVL,IFNULL,NULLIF,GREATEST,LEAST,ABS,ROUND,TRUNC,CEIL,CEILING,FLOOR,LAG,LEAD,FIRST_VALUE,LAST_VALUE,ANY_VALUE,ZEROIFNULL', 'first'),
};
/** Functions that need no brackets. */
const BARE = new Set(['CURRENT_DATE', 'CURRENT_TIMESTAMP', 'LOCALTIMESTAMP', 'SYSDATE']);

function each(names: string, type: ColumnType | 'first'): Readonly<Record<string, ColumnType | 'first'>> {
  return Object.fromEntries(names.split(',').map((name) => [name, type]));
}

/** Reads an expression of a select list as far as its type can be told; undefined where it can't. */
export function expressionType(reader: TokenReader, resolve: Resolve, context: ImportContext, depth = 0): TypedColumn | undefined {
  if (depth > DEEPEST) return undefined;
  let type = operandType(reader, resolve, context, depth);
  while (reader.take('::')) type = writtenType(reader, context);
  if (reader.isNext('OVER')) {
    reader.skip();
    reader.skipItem();
  }
  while (reader.take('||')) {
    operandType(reader, resolve, context, depth);
    type = typed(TEXT);
  }
  return type && arithmetic(type, reader, resolve, context, depth);
}

/** Numbers keep the type of the first; what is divided becomes a FLOAT. */
function arithmetic(first: TypedColumn, reader: TokenReader, resolve: Resolve, context: ImportContext, depth: number): TypedColumn | undefined {
  let result: TypedColumn = first;
  for (let operator = reader.peek(); ['+', '-', '*', '/', '%'].some((symbol) => isWord(operator, symbol)); operator = reader.peek()) {
    reader.skip();
    const right = operandType(reader, resolve, context, depth);
    if (!right || !isNumber(result.type) || !isNumber(right.type)) return undefined;
    result = typed(operator?.text === '/' ? FLOAT : wider(result.type, right.type));
  }
  return result;
}

function isNumber({ kind }: ColumnType): boolean {
  return kind === 'INT' || kind === 'BIGINT' || kind === 'DECIMAL' || kind === 'FLOAT';
}

const WIDTHS: readonly ColumnType['kind'][] = ['INT', 'BIGINT', 'DECIMAL', 'FLOAT'];

function wider(a: ColumnType, b: ColumnType): ColumnType {
  if (a.kind === 'DECIMAL' && b.kind === 'DECIMAL') return { kind: 'DECIMAL', precision: 38, scale: Math.max(a.scale, b.scale) };
  return WIDTHS.indexOf(a.kind) >= WIDTHS.indexOf(b.kind) ? a : b;
}

function operandType(reader: TokenReader, resolve: Resolve, context: ImportContext, depth: number): TypedColumn | undefined {
  const token = reader.peek();
  if (!token) return undefined;
  if (token.kind === 'number') return typed(reader.next()?.text.includes('.') ? { kind: 'DECIMAL', precision: 18, scale: 4 } : { kind: 'INT' });
  if (token.kind === 'string') {
    reader.skip();
    return typed(TEXT);
  }
  if (reader.isNext('(')) return insideType(reader.takeBrackets(), resolve, context, depth);
  if (reader.isNext('CASE')) return caseType(reader, resolve, context, depth);
  if (reader.isNext('CAST', '(') || reader.isNext('TRY_CAST', '(')) return castType(reader, context);
  if (reader.takeAny('TRUE', 'FALSE')) return typed({ kind: 'BOOLEAN' });
  if (token.kind === 'word' && Object.hasOwn(RESULTS, token.text) && (BARE.has(token.text) || isWord(reader.peek(1), '('))) return callType(reader, resolve, context, depth);
  const name = readQualifiedName(reader);
  return name && !reader.isNext('(') ? resolve(name.parts) : undefined;
}

function insideType(inside: TokenReader | undefined, resolve: Resolve, context: ImportContext, depth: number): TypedColumn | undefined {
  const type = inside && expressionType(inside, resolve, context, depth + 1);
  return inside?.isAtEnd ? type : undefined;
}

function callType(reader: TokenReader, resolve: Resolve, context: ImportContext, depth: number): TypedColumn | undefined {
  const result = entryOf(RESULTS, reader.next()?.text ?? '');
  const args = reader.takeBrackets()?.splitAtCommas() ?? [];
  if (result !== 'first') return result && typed(result);
  for (const argument of args) {
    argument.take('DISTINCT');
    const type = expressionType(argument, resolve, context, depth + 1);
    if (type) return typed(type.type);
  }
  return undefined;
}

/** The type behind the first THEN, or of a later one. */
function caseType(reader: TokenReader, resolve: Resolve, context: ImportContext, depth: number): TypedColumn | undefined {
  let found: TypedColumn | undefined;
  reader.skip();
  for (let level = 1; level > 0 && !reader.isAtEnd; ) {
    if (reader.isNext('CASE')) level++;
    if (reader.isNext('END')) level--;
    const isResult = level === 1 && (reader.isNext('THEN') || reader.isNext('ELSE'));
    reader.skipItem();
    if (isResult) found ??= expressionType(reader.rest(), resolve, context, depth + 1);
  }
  return found && typed(found.type);
}

function castType(reader: TokenReader, context: ImportContext): TypedColumn | undefined {
  reader.skip();
  const inside = reader.takeBrackets();
  while (inside && !inside.isAtEnd && !inside.isNext('AS')) inside.skipItem();
  return inside?.take('AS') ? writtenType(inside, context) : undefined;
}

function writtenType(reader: TokenReader, context: ImportContext): TypedColumn | undefined {
  const written = readType(reader);
  const mapped = written && mapType(written, context.dialect, context.definedType);
  if (!written || !mapped || isRefused(mapped)) return undefined;
  const { type, generator, values, min, max } = mapped;
  return { type, generator, values, min, max, writtenType: written.written };
}

function typed(type: ColumnType): TypedColumn {
  return { type, writtenType: '' };
}
