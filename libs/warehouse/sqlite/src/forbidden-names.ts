/** Functions that touch files, run text as SQL, load code, or tell about the library. The driver compiles them in. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'edit',
  'fts3_tokenizer',
  'load_extension',
  'optimize',
  'readfile',
  'rtreecheck',
  'sha3_query',
  'sqlite_compileoption_get',
  'sqlite_compileoption_used',
  'sqlite_crypt',
  'sqlite_log',
  'writefile',
]);

/** Tables that are no tables of the warehouse: the pages of the file, folders, statements, memory. */
const TABLES: ReadonlySet<string> = new Set([
  'bytecode',
  'carray',
  'dbstat',
  'fsdir',
  'fts3tokenize',
  'fts4aux',
  'fts5vocab',
  'sqlite_dbpage',
  'sqlite_stmt',
  'tables_used',
  'vector_top_k',
]);

/** Whether a call of this name is refused. */
export function isForbiddenFunction(name: string): boolean {
  const lower = name.toLowerCase();
  return FUNCTIONS.has(lower) || lower.startsWith('sqlite3mc_');
}

/** Whether a name is refused wherever it stands, since SQLite takes even a text literal as a table's name. */
export function isForbiddenTable(name: string): boolean {
  const lower = name.toLowerCase();
  return TABLES.has(lower) || lower.startsWith('pragma_');
}
