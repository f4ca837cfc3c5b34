import { AppError, type TextPosition } from '@dw-sim/contracts';
import { positionAt, positionAtByte, statementNotAllowed } from '@dw-sim/warehouse-core';
import { isForbiddenFunction, isForbiddenTable } from './forbidden-names';
import { statementError } from './postgres-error';

const ALLOWED = 'Allowed are SELECT, WITH, VALUES, TABLE and EXPLAIN of these.';
/** Statements inside a statement: `WITH gone AS (DELETE …)`. */
const WRITING = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];

type Parser = typeof import('libpg-query');
type Tree = Readonly<Record<string, unknown>>;

interface FunctionCall {
  readonly funcname?: readonly { readonly String?: { readonly sval: string } }[];
  readonly location?: number;
}

interface TableReference {
  readonly catalogname?: string;
  readonly relname?: string;
  readonly location?: number;
}

let loading: Promise<Parser> | undefined;

/** PostgreSQL's own parser, which is only needed where PostgreSQL is used. */
export function loadParser(): Promise<Parser> {
  loading ??= import('libpg-query').then(async (parser) => {
    await parser.loadModule();
    return parser;
  });
  return loading;
}

/**
 * Lets a text pass only where PostgreSQL's own parser sees exactly one reading statement in it, which calls no function
 * and reads no view that leaves the warehouse's tables. That it does not write is the server's to enforce, too.
 * @throws AppError `invalid_sql`, `statement_not_allowed`
 */
export function admitStatement(parser: Parser, sql: string): void {
  const statements = parse(parser, sql);
  if (statements.length > 1) throw statementNotAllowed(`The text holds ${statements.length} statements.`);
  const [statement] = statements;
  if (!statement) throw emptyStatement(sql);
  const explained = (statement['ExplainStmt'] as { readonly query?: Tree } | undefined)?.query;
  const kind = Object.keys(explained ?? statement)[0] ?? '';
  if (kind !== 'SelectStmt') throw refusal(kind, sql);
  assertTreeAllowed(statement, sql);
}

/** Whether a statement that was admitted is an EXPLAIN, which gives no rows of tables. */
export function isExplain(parser: Parser, sql: string): boolean {
  return parse(parser, sql)[0]?.['ExplainStmt'] !== undefined;
}

/**
 * The same for a real Redshift, whose grammar is its own: it must start as a reading statement does. The server takes one
 * statement at a time, in a read-only transaction, and its SQL reads no files of the server.
 * @throws AppError `statement_not_allowed`
 */
export function admitFirstWord(sql: string): void {
  const word = /^[a-z]+/i.exec(sql.slice(leadLength(sql)).replace(/^[(\s]+/, ''))?.[0].toUpperCase() ?? '';
  if (!['SELECT', 'WITH', 'VALUES', 'EXPLAIN', 'SHOW'].includes(word)) throw refusal(word, sql);
}

function parse(parser: Parser, sql: string): readonly Tree[] {
  if (sql.includes('\0')) throw new AppError('invalid_sql', 'The text holds a NUL character.', { position: positionAt(sql, sql.indexOf('\0')) });
  if (sql.trim() === '') throw emptyStatement(sql);
  try {
    const { stmts = [] } = parser.parseSync(sql) as { readonly stmts?: readonly { readonly stmt: Tree }[] };
    return stmts.map(({ stmt }) => stmt);
  } catch (error) {
    const { sqlDetails } = error as { readonly sqlDetails?: { readonly message: string; readonly cursorPosition: number } };
    if (!sqlDetails) throw new AppError('invalid_sql', 'The statement is nested too deeply.', {}, { cause: error });
    const { message, cursorPosition } = sqlDetails;
    throw statementError({ code: '42601', message, ...(cursorPosition >= 0 && { position: String(cursorPosition + 1) }) }, sql);
  }
}

function emptyStatement(sql: string): AppError {
  return new AppError('invalid_sql', 'The statement is empty.', { position: positionAt(sql, 0) });
}

function refusal(kind: string, sql: string): AppError {
  return statementNotAllowed(`This statement is not allowed: ${kind.replace(/Stmt$/, '')}. ${ALLOWED}`, { position: positionAt(sql, leadLength(sql)) });
}

/** Characters of space and comments before the first word. */
function leadLength(sql: string): number {
  return /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(sql)?.[0].length ?? 0;
}

function assertTreeAllowed(root: Tree, sql: string): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) for (const [kind, value] of Object.entries(node)) assertNodeAllowed(kind, value, sql);
    for (const child of Object.values(node)) waiting.push(child);
  }
}

function assertNodeAllowed(kind: string, value: unknown, sql: string): void {
  if (kind === 'FuncCall') assertFunction(value as FunctionCall, sql);
  if (kind === 'RangeVar') assertTable(value as TableReference, sql);
  if (WRITING.includes(kind)) throw statementNotAllowed(`This statement is not allowed: ${kind.replace(/Stmt$/, '').toUpperCase()}. ${ALLOWED}`);
  if (kind === 'intoClause') throw statementNotAllowed('SELECT INTO is not allowed: it makes a table.');
  if (kind === 'lockingClause') throw statementNotAllowed('FOR UPDATE and FOR SHARE are not allowed: they lock rows.');
  if (kind === 'ParamRef') {
    throw new AppError('invalid_sql', 'Parameters such as $1 are not supported; write the value.', placeOf(value as TableReference, sql));
  }
}

function assertFunction(call: FunctionCall, sql: string): void {
  const name = call.funcname?.at(-1)?.String?.sval ?? '';
  if (isForbiddenFunction(name)) throw statementNotAllowed(`The function "${name}" is not allowed.`, placeOf(call, sql));
}

function assertTable(table: TableReference, sql: string): void {
  const { relname = '' } = table;
  if (isForbiddenTable(relname)) throw statementNotAllowed(`The view "${relname}" is not allowed.`, placeOf(table, sql));
}

/** The parser counts bytes here. */
function placeOf({ location = 0 }: { readonly location?: number }, sql: string): { position?: TextPosition } {
  return location < 0 ? {} : { position: positionAtByte(sql, location) };
}
