import { AppError, type TextPosition } from '@dw-sim/contracts';
import { positionAtByte, statementNotAllowed } from '@dw-sim/warehouse-core';
import { ALLOWED_TABLE_FUNCTIONS, FORBIDDEN_FUNCTIONS, FORBIDDEN_TABLES, KNOWN_SCHEMAS } from './allowed-names';
import { BOUNDED_FUNCTIONS } from './text-lengths';

/** A node of the tree that `json_serialize_sql` writes; only what the rules read. */
export interface SyntaxNode {
  readonly class?: string;
  readonly type?: string;
  readonly query_location?: number;
  readonly function_name?: string;
  readonly function?: SyntaxNode;
  /** Before the name of a function. */
  readonly schema?: string;
  readonly catalog?: string;
  readonly catalog_name?: string;
  readonly schema_name?: string;
  readonly table_name?: string;
}

/** A name with any of these could be read as a file: DuckDB reads `FROM 'x.parquet'` where no such table exists. */
const PATH_CHARACTER = /[./\\:*?[\]]/;

/**
 * Visits every node of a tree.
 * @throws AppError `statement_not_allowed` at the first function or table that leaves the warehouse,
 * `invalid_sql` at a schema that it does not have or a parameter without a value.
 */
export function assertSyntaxAllowed(root: unknown, sql: string): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) assertNodeAllowed(node, sql);
    for (const child of Object.values(node)) waiting.push(child);
  }
}

function assertNodeAllowed(node: SyntaxNode, sql: string): void {
  if (node.type === 'TABLE_FUNCTION') assertTableFunction(node.function ?? {}, sql);
  if (node.class === 'FUNCTION') assertFunction(node, sql);
  if (node.type === 'BASE_TABLE' || node.type === 'SHOW_REF') assertTable(node, sql);
  if (node.class === 'PARAMETER') throw new AppError('invalid_sql', 'Parameters such as ? and $1 are not supported; write the value.');
}

function assertTableFunction(call: SyntaxNode, sql: string): void {
  const name = call.function_name ?? '';
  if (ALLOWED_TABLE_FUNCTIONS.has(name.toLowerCase())) return;
  throw statementNotAllowed(`The table function "${name}" is not allowed.`, placeOf(call, sql));
}

function assertFunction(call: SyntaxNode, sql: string): void {
  const { function_name: name = '', schema = '', catalog = '' } = call;
  const isQualified = schema !== '' || catalog !== '';
  if (isQualified && BOUNDED_FUNCTIONS.includes(name.toLowerCase())) throw statementNotAllowed(`Write the function "${name}" without a schema.`, placeOf(call, sql));
  if (FORBIDDEN_FUNCTIONS.has(name.toLowerCase())) throw statementNotAllowed(`The function "${name}" is not allowed.`, placeOf(call, sql));
}

function assertTable(table: SyntaxNode, sql: string): void {
  const { catalog_name: catalog = '', schema_name: schema = '', table_name: name = '' } = table;
  if (PATH_CHARACTER.test(`${catalog}${schema}${name}`)) {
    throw statementNotAllowed(`"${name}" looks like a file, and queries may not read files.`, placeOf(table, sql));
  }
  if (FORBIDDEN_TABLES.has(name.toLowerCase())) throw statementNotAllowed(`The view "${name}" is not allowed.`, placeOf(table, sql));
  for (const qualifier of [catalog, schema]) {
    if (KNOWN_SCHEMAS.has(qualifier.toLowerCase())) continue;
    throw new AppError('invalid_sql', `There is no schema "${qualifier}"; tables are in "main".`, placeOf(table, sql));
  }
}

/** Nodes without a place in the text carry the largest 64-bit number. */
function placeOf(node: SyntaxNode, sql: string): { position?: TextPosition } {
  const location = node.query_location ?? Infinity;
  return location <= Buffer.byteLength(sql) ? { position: positionAtByte(sql, location) } : {};
}
