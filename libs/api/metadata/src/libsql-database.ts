import Database from 'libsql';

type Parameters = readonly unknown[];
type Binding = Record<'run' | 'all', (...parameters: Parameters) => unknown>;

/**
 * Constructor of libsql databases for TypeORM, with one difference from better-sqlite3 put right: a lone NULL, which
 * libsql takes for an object of named parameters, is passed as a list of one.
 */
export function LibsqlDatabase(path: string, options?: Database.Options): Database.Database {
  const database = new Database(path, options);
  const prepare = database.prepare.bind(database);
  database.prepare = ((source: string) => bindingLoneNull(prepare(source) as unknown as Binding)) as unknown as typeof prepare;
  return database;
}

function bindingLoneNull(statement: Binding): Binding {
  for (const method of ['run', 'all'] as const) {
    const original = statement[method].bind(statement);
    statement[method] = (...parameters) => (parameters.length === 1 && parameters[0] === null ? original([null]) : original(...parameters));
  }
  return statement;
}
