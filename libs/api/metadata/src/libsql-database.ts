import Database from 'libsql';

type Parameters = readonly unknown[];
type Binding = Record<'run' | 'all', (...parameters: Parameters) => unknown>;

/**
 * Constructor of libsql databases for TypeORM, with two differences put right: a lone NULL, which libsql takes for an
 * object of named parameters, is passed as a list of one; and ROLLBACK is no error where SQLite has already undone the
 * transaction, as it does when a disk is full: TypeORM would believe for good that it is in one, and commit nothing more.
 */
export function LibsqlDatabase(path: string, options?: Database.Options): Database.Database {
  const database = new Database(path, options);
  const prepare = database.prepare.bind(database);
  database.prepare = ((source: string) => {
    const statement = bindingLoneNull(prepare(source) as unknown as Binding);
    return source === 'ROLLBACK' ? onlyInTransaction(statement, database) : statement;
  }) as unknown as typeof prepare;
  return database;
}

function bindingLoneNull(statement: Binding): Binding {
  for (const method of ['run', 'all'] as const) {
    const original = statement[method].bind(statement);
    statement[method] = (...parameters) => (parameters.length === 1 && parameters[0] === null ? original([null]) : original(...parameters));
  }
  return statement;
}

function onlyInTransaction(rollback: Binding, database: Database.Database): Binding {
  const run = rollback.run.bind(rollback);
  rollback.run = (...parameters) => (database.inTransaction ? run(...parameters) : { changes: 0, lastInsertRowid: 0 });
  return rollback;
}
