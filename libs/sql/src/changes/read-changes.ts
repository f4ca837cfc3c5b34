import { AppError, type SqlDialect } from '@dw-sim/contracts';
import { statementTokens } from '../split-statements';
import { LineIndex } from '../text-position';
import { tokenize } from '../tokenize';
import { composeText, text, type Part } from '../translate/text';
import type { SplicedText } from '../rewrite/spliced-text';
import type { Token } from '../token';
import { ChangeReader } from './change-reader';
import { readMerge } from './read-merge';
import { readInsert } from './read-insert';
import { readDelete, readUpdate } from './read-rows-change';
import { readAlter, readCreate, readDrop, readSelectInto, readTruncate } from './read-table-change';
import { readListing, type ListedTable } from './read-listing';
import { readTransaction } from './read-transaction';
import type { WrittenChange } from './written-change';

/** Omit that keeps the kinds of a union apart. */
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** A change, and the queries that stand in its place. */
export interface ReadChange {
  /** Absent where a query alone stands in the statement's place. */
  readonly change?: Without<WrittenChange, 'word' | 'position' | 'queries'> & { readonly word?: string };
  readonly queries: readonly (readonly Part[])[];
}

/** A text without its changes: queries stand in their places, `SELECT 1` where a change has none. */
export interface TextOfQueries extends SplicedText {
  /** For each statement of the user's text, the change that it asks for; undefined where it is a query or another statement. */
  readonly changes: readonly (WrittenChange | undefined)[];
}

export interface ChangeReadingOptions {
  /** Whose SQL it is; `ansi` by default. */
  readonly dialect?: SqlDialect;
  /** Tables that SHOW and DESCRIBE list; the engine lists its own where they are absent. */
  readonly tables?: readonly ListedTable[];
  /** Takes what is wrong with a statement, in whose place `SELECT 1` stands then; it is thrown otherwise. */
  readonly onFault?: (fault: AppError, statement: number) => void;
}

/**
 * Takes the statements that change tables apart into what they change and the queries inside them, so that queries alone are rewritten,
 * translated and judged.
 * @param rowId hidden column that tells rows of a table apart
 * @throws AppError `invalid_sql` with a position where such a statement is not understood
 */
export function readChanges(sql: string, rowId: string, { onFault = rethrow, dialect = 'ansi', tables }: ChangeReadingOptions = {}): TextOfQueries {
  const lines = new LineIndex(sql);
  const parts: Part[] = [];
  const changes: (WrittenChange | undefined)[] = [];
  let at = 0;
  for (const tokens of statementTokens(tokenize(sql, { backslashEscapes: dialect !== 'ansi' }))) {
    const [start, end] = [tokens[0]!.start, tokens.at(-1)!.end];
    const reader = new ChangeReader(sql, tokens, lines, rowId, dialect);
    const read = attempt(() => (tables && readListed(reader, tables)) ?? readChange(reader, tokens), (fault) => onFault(fault, changes.length));
    changes.push(read && read !== 'faulty' && read.change ? { word: changeWord(tokens), ...read.change, position: reader.positionOf(start, end), queries: read.queries.length } : undefined);
    if (!read) continue;
    const queries = read !== 'faulty' && read.queries.length > 0 ? read.queries : [['SELECT 1']];
    parts.push({ start: at, end: start }, ...queries.map((query, index) => text({ start, end }, index === 0 ? '' : ';\n', ...query)));
    at = end;
  }
  parts.push({ start: at, end: sql.length });
  return { ...composeText(sql, text({ start: 0, end: sql.length }, ...parts)), changes };
}

function readListed(reader: ChangeReader, tables: readonly ListedTable[]): ReadChange | undefined {
  const word = reader.takeOne('SHOW', 'DESCRIBE', 'DESC');
  const query = word && readListing(reader, word, tables);
  reader.at = 0;
  return query ? { queries: [[query]] } : undefined;
}

function rethrow(fault: AppError): never {
  throw fault;
}

function attempt<T>(read: () => T, onFault: (fault: AppError) => void): T | 'faulty' {
  try {
    return read();
  } catch (error) {
    // Expected: a statement that is not understood.
    if (!(error instanceof AppError)) throw error;
    onFault(error);
    return 'faulty';
  }
}

function changeWord(tokens: readonly Token[]): string {
  const word = tokens.find(({ kind, text: each }) => kind === 'word' && each !== 'WITH' && each !== 'EXPLAIN')?.text ?? '';
  return tokens[0]?.text === 'WITH' ? (tokens.find(({ kind, text: each }) => kind === 'word' && CHANGING.has(each))?.text ?? word) : word;
}

const CHANGING: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);

function readChange(reader: ChangeReader, tokens: readonly Token[]): ReadChange | undefined {
  const before = withClause(reader, tokens);
  const word = reader.list[reader.at]?.kind === 'word' ? reader.list[reader.at++]!.text : '';
  switch (word) {
    case 'INSERT':
      return readInsert(reader, before);
    case 'UPDATE':
      return readUpdate(reader, before);
    case 'DELETE':
      return readDelete(reader, before);
    case 'MERGE':
      return readMerge(reader);
    case 'CREATE':
      return readCreate(reader);
    case 'DROP':
      return readDrop(reader);
    case 'TRUNCATE':
      return readTruncate(reader);
    case 'ALTER':
      return readAlter(reader);
    case 'BEGIN':
    case 'START':
    case 'COMMIT':
    case 'END':
    case 'ROLLBACK':
    case 'ABORT':
    case 'SAVEPOINT':
    case 'RELEASE':
      return readTransaction(reader, word);
    case 'SELECT':
      return before.length > 0 ? undefined : readSelectInto(reader);
    default:
      return undefined;
  }
}

/** The WITH clause before a word that changes rows, which it moves to; none where a query follows. */
function withClause(reader: ChangeReader, tokens: readonly Token[]): readonly Part[] {
  if (!reader.isWord('WITH')) return [];
  const at = reader.find(...CHANGING);
  if (at >= tokens.length || !reader.isSymbol(')', at - 1)) return [];
  reader.at = at;
  return [...reader.part(0, at), '\n'];
}
