import { readAlterTable } from './alter-table';
import { readCreateTable } from './create-table';
import { type DdlToken, spanOf } from './ddl-token';
import { readCreateDomain, readCreateSequence, readCreateType } from './defined-types';
import { addKey, findColumn } from './draft';
import type { ImportContext } from './import-context';
import { lastPart, readNameList, readQualifiedName } from './qualified-name';
import { createTableEnd } from './split-ddl';
import { TokenReader } from './token-reader';

/** Words between CREATE and what is created. */
const CREATE_MODIFIERS = new Set('OR REPLACE ALTER TEMP TEMPORARY SECURE RECURSIVE MATERIALIZED UNIQUE GLOBAL LOCAL FORCE NOFORCE EDITIONABLE NONEDITIONABLE PUBLIC AGGREGATE EXTERNAL API SECURITY NOTIFICATION CATALOG STORAGE CLUSTERED NONCLUSTERED'.split(' '));
/** What is created by two words. */
const PAIRS: Readonly<Record<string, readonly string[]>> = { FILE: ['FORMAT'], MASKING: ['POLICY'], ROW: ['ACCESS'], RESOURCE: ['MONITOR'], NETWORK: ['POLICY', 'RULE'], EVENT: ['TRIGGER'], TEXT: ['SEARCH'], FOREIGN: ['DATA', 'SERVER'] };

/** True for a statement that tables may rely on, wherever in the text it stands. */
export function definesType(tokens: readonly DdlToken[]): boolean {
  const [create, ...words] = tokens.slice(0, 4);
  return create.kind === 'word' && create.text === 'CREATE' && words.some(({ kind, text }) => kind === 'word' && (text === 'TYPE' || text === 'DOMAIN' || text === 'SEQUENCE'));
}

/** Reads one statement: what defines tables and types is kept, everything else is passed over with a notice. */
export function readStatement(tokens: readonly DdlToken[], context: ImportContext): void {
  const [first] = tokens;
  if (first.kind === 'command') return passOver('client command', tokens, context);
  if (createTableEnd(tokens, 0) !== undefined) return readCreateTable(tokens, context);
  const words = tokens.slice(0, 6).map(({ kind, text }) => (kind === 'word' ? text : ''));
  if (words[0] === 'ALTER' && words[1] === 'TABLE') return readAlterTable(tokens, context);
  if (words[0] === 'CREATE' && words[1] === 'TYPE') return readCreateType(tokens, context);
  if (words[0] === 'CREATE' && words[1] === 'DOMAIN') return readCreateDomain(tokens, context);
  if (words[0] === 'DROP' && words[1] === 'TABLE') return readDropTable(tokens, context);
  if (words[0] === 'COMMENT' && words[1] === 'ON') readComment(tokens, context);
  else if (words[0] === 'CREATE' && words.includes('SEQUENCE')) readCreateSequence(tokens, context);
  else if (words[0] === 'CREATE' && words.includes('UNIQUE') && words.includes('INDEX')) readUniqueIndex(tokens, context);
  passOver(describe(tokens), tokens, context);
}

function passOver(what: string, tokens: readonly DdlToken[], context: ImportContext): void {
  context.report.passOver(what, spanOf(tokens[0]), MESSAGES[what] ?? 'it describes no table');
}

const MESSAGES: Readonly<Record<string, string>> = {
  'COMMENT ON': 'comments on tables and columns are kept as descriptions',
  'CREATE SEQUENCE': 'columns that take their values from it count up',
  'CREATE INDEX': 'indexes say nothing of the data',
  'CREATE UNIQUE INDEX': 'its columns are kept unique',
  'CREATE VIEW': 'views hold no rows of their own',
  'CREATE MATERIALIZED VIEW': 'views hold no rows of their own',
  INSERT: 'rows are generated, not imported',
  COPY: 'rows are generated, not imported',
  'client command': 'it is for the client program, not for the database',
};

/** First words of a statement, by which notices are grouped. */
function describe(tokens: readonly DdlToken[]): string {
  const [first] = tokens;
  if (first.kind !== 'word') return 'other text';
  if (first.text === 'COMMENT') return 'COMMENT ON';
  if (first.text !== 'CREATE') return first.text === 'ALTER' || first.text === 'DROP' ? `${first.text} ${tokens[1]?.kind === 'word' ? tokens[1].text : ''}`.trim() : first.text;
  const at = tokens.findIndex((token, index) => index > 0 && !(token.kind === 'word' && CREATE_MODIFIERS.has(token.text)));
  const kind = tokens[at];
  if (kind?.kind !== 'word') return 'CREATE';
  const kept = tokens.slice(1, at).flatMap(({ text }) => (text === 'MATERIALIZED' || text === 'UNIQUE' || text === 'EXTERNAL' ? [text] : []));
  const pair = Object.hasOwn(PAIRS, kind.text) && PAIRS[kind.text].includes(tokens[at + 1]?.text) ? [tokens[at + 1].text] : [];
  return ['CREATE', ...kept, kind.text, ...pair].join(' ');
}

/** A table that is dropped may be created anew. One that never is again is imported nevertheless. */
function readDropTable(tokens: readonly DdlToken[], context: ImportContext): void {
  const reader = new TokenReader(context.source, tokens, 2);
  reader.take('IF', 'EXISTS');
  for (const item of reader.splitAtCommas()) {
    const name = readQualifiedName(item);
    const table = name && context.findTable(name);
    if (!table || !name) continue;
    context.dropped.add(table);
    context.report.warn('dropped_table', name.at, `${name.written} is dropped here, but created before, and is imported nevertheless`, { table });
  }
  passOver('DROP TABLE', tokens, context);
}

/** `COMMENT ON TABLE t IS '…'`, `COMMENT ON COLUMN t.a IS '…'`, Snowflake's `COMMENT IF EXISTS ON …`. */
function readComment(tokens: readonly DdlToken[], context: ImportContext): void {
  const reader = new TokenReader(context.source, tokens, 2);
  const isColumn = reader.take('COLUMN');
  if (!isColumn && !reader.take('TABLE')) return;
  const name = readQualifiedName(reader);
  reader.take('IS');
  const comment = reader.takeText();
  if (!name || comment === undefined) return;
  if (!isColumn) {
    const table = context.findTable(name);
    if (table) table.comment = comment;
    return;
  }
  const table = context.findTable({ ...name, parts: name.parts.slice(0, -1) });
  const column = table && findColumn(table.columns, lastPart(name));
  if (column) column.comment = comment;
}

/** `CREATE UNIQUE INDEX i ON t (a, b)`; one with a condition or of expressions says nothing of all rows. */
function readUniqueIndex(tokens: readonly DdlToken[], context: ImportContext): void {
  const on = tokens.findIndex(({ kind, text }) => kind === 'word' && text === 'ON');
  const reader = new TokenReader(context.source, tokens, on + 1);
  reader.take('ONLY');
  const name = on > 0 ? readQualifiedName(reader) : undefined;
  const table = name && context.findTable(name);
  if (reader.take('USING')) reader.skip();
  const brackets = reader.takeBrackets();
  if (!table || !brackets) return;
  const { names, others } = readNameList(brackets);
  const isPartial = tokens.some(({ kind, text }) => kind === 'word' && text === 'WHERE');
  const at = spanOf(tokens[0], tokens.at(-1));
  if (others > 0 || isPartial) return context.report.warn('constraint_ignored', at, `the unique index on ${lastPart(name)} is not kept: it is of ${isPartial ? 'some rows only' : 'expressions'}`, { table });
  const columns = context.columnsOf(table, names);
  if (columns) addKey(table, { columns: [...new Set(columns)], isPrimary: false, at });
}
