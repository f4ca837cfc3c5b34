import { quoteIdentifier, quoteLiteral, type ChangeStatement } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import { behind, statementError, type PostgresError } from './postgres-error';
import { READ_ONLY, READ_ONLY_END } from './postgres-query';

/** A temporary table that is still to get its name, so that its query can read a table of that name. */
const UNNAMED = 'dw_made';

/** Statements without rows, about the session's own tables and views. */
const OF_TEMPORARY = /^(?:CREATE TEMP |TRUNCATE pg_temp\.|(?:DROP|ALTER) (?:TABLE|VIEW) (?:IF EXISTS )?pg_temp\.)/;

interface Creation {
  readonly temporary: boolean;
  readonly keeps: boolean;
  /** Quoted, or one of our own. */
  readonly name: string;
  /** What stands before the query, behind `AS`. */
  readonly before: string;
}

/**
 * Runs the statements of a change, whose queries must not do more than others: they run with the reader's rights, read-only where
 * what they fill is temporary.
 */
export class ChangeRights {
  /** @param readerRole undefined where queries run as the connection's user */
  constructor(
    private readonly client: Client,
    private readonly readerRole: string | undefined,
  ) {}

  /** Answers the rows that it affects. @throws AppError */
  async run(statement: ChangeStatement): Promise<number> {
    const { before, query } = statement;
    const creation = query === undefined ? undefined : creationOf(before);
    if (creation) return this.create(creation, statement);
    const [, verb, name = ''] = /^(INSERT INTO|UPDATE|DELETE FROM) (pg_temp\.\w+|(?:pg_temp\.)?"(?:[^"]|"")*")/.exec(before) ?? [];
    if (verb !== undefined) return name.startsWith('pg_temp.') ? this.asReader(() => this.readOnly(statement)) : this.granted(name, statement);
    if (OF_TEMPORARY.test(before)) return this.asReader(() => this.execute(statement));
    if (query !== undefined) return this.createView(statement);
    return this.execute(statement);
  }

  /** `AS … WITH NO DATA` takes the columns of the query and calls nothing. */
  private async create({ temporary, keeps, name, before }: Creation, { query, after = '' }: ChangeStatement): Promise<number> {
    if (keeps && (await this.exists(temporary, name))) return 0;
    const made = temporary && name.startsWith('"') ? UNNAMED : name;
    const shape = { before: `CREATE ${temporary ? 'TEMP ' : ''}TABLE ${made} AS ${before}`, ...(query !== undefined && { query }), after: `${after} WITH NO DATA` };
    const rows = { before: `INSERT INTO ${temporary ? 'pg_temp.' : ''}${made} ${before}`, ...(query !== undefined && { query }), after };
    if (!temporary) return this.execute(shape).then(() => this.granted(made, rows));
    return this.asReader(async () => {
      await this.execute(shape);
      const count = await this.readOnly(rows);
      if (made !== name) await this.execute({ before: `ALTER TABLE pg_temp.${made} RENAME TO ${name}` });
      return count;
    });
  }

  /** A view reads with the rights of whoever asks it, where the server knows such views; others must not read more than the reader. */
  private async createView(statement: ChangeStatement): Promise<number> {
    await this.asReader(() => this.readOnly({ ...statement, before: 'EXPLAIN ' }));
    const { rows } = await this.client.query<{ known: boolean }>(`SELECT current_setting('server_version_num')::int >= 150000 AS known`);
    return this.execute({ ...statement, before: rows[0]?.known ? statement.before.replace(/ AS $/, ' WITH (security_invoker = true) AS ') : statement.before });
  }

  /** The reader may write to one table as long as the statement takes; nobody else sees that. */
  private async granted(name: string, statement: ChangeStatement): Promise<number> {
    const role = this.readerRole;
    if (role === undefined) return this.execute(statement);
    await this.execute({ before: `GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO ${quoteIdentifier(role)}` });
    const count = await this.asReader(() => this.execute(statement));
    await this.execute({ before: `REVOKE INSERT, UPDATE, DELETE ON ${name} FROM ${quoteIdentifier(role)}` });
    return count;
  }

  /** After a fault the transaction is rolled back, and the role with it. */
  private async asReader<T>(work: () => Promise<T>): Promise<T> {
    if (this.readerRole === undefined) return work();
    await this.client.query(`SET LOCAL ROLE ${quoteIdentifier(this.readerRole)}`);
    const answer = await work();
    await this.client.query('RESET ROLE');
    return answer;
  }

  private async readOnly(statement: ChangeStatement): Promise<number> {
    await this.client.query(READ_ONLY);
    const count = await this.execute(statement);
    await this.client.query(READ_ONLY_END);
    return count;
  }

  private async exists(temporary: boolean, name: string): Promise<boolean> {
    const schema = temporary ? `'pg_temp'` : 'quote_ident(current_schema())';
    const { rows } = await this.client.query<{ there: boolean }>(`SELECT to_regclass(${schema} || '.' || ${quoteLiteral(name)}) IS NOT NULL AS there`);
    return rows[0]?.there ?? false;
  }

  private async execute({ before, query = '', after = '' }: ChangeStatement): Promise<number> {
    try {
      // A query may end in a comment.
      const { rowCount } = await this.client.query(query === '' ? before : `${before}${query}\n${after}`);
      return rowCount ?? 0;
    } catch (error) {
      throw statementError(behind(error as PostgresError, before), query);
    }
  }
}

/** What a `CREATE TABLE … AS` with a query of the user's makes. */
function creationOf(before: string): Creation | undefined {
  const match = /^CREATE (TEMP )?TABLE (IF NOT EXISTS )?(\w+|"(?:[^"]|"")*") AS /.exec(before);
  return match ? { temporary: match[1] !== undefined, keeps: match[2] !== undefined, name: match[3]!, before: before.slice(match[0].length) } : undefined;
}
