import { keysOf, quoteIdentifier, quoteIdentifiers, quoteLiteral, type PhysicalForeignKey, type PhysicalTable } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import { nameBeside } from './constraint-names';

/** A foreign key of another table that refers to a table. */
export interface IncomingKey {
  readonly name: string;
  /** The other table, quoted and with its schema. */
  readonly child: string;
  /** `FOREIGN KEY (…) REFERENCES …`, as the server writes it. */
  readonly definition: string;
}

/** Foreign keys of other tables that refer to any of these. */
export async function incomingKeys(client: Client, names: readonly string[]): Promise<readonly IncomingKey[]> {
  const { rows } = await client.query<IncomingKey>(`
    SELECT k.conname AS name, quote_ident(n.nspname) || '.' || quote_ident(child.relname) AS child, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k
    JOIN pg_class parent ON parent.oid = k.confrelid
    JOIN pg_class child ON child.oid = k.conrelid
    JOIN pg_namespace n ON n.oid = child.relnamespace
    WHERE k.contype = 'f' AND ${isOneOf('parent', names)} AND NOT (${isOneOf('child', names)})`);
  return rows;
}

export function dropKeySql({ child, name }: IncomingKey): string {
  return `ALTER TABLE ${child} DROP CONSTRAINT ${quoteIdentifier(name)}`;
}

/** Adds a key again without looking at the rows that are there; they may be about to be replaced, too. */
export function restoreKeySql({ child, name, definition }: IncomingKey): string {
  return `ALTER TABLE ${child} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition.replace(/ NOT VALID$/, '')} NOT VALID`;
}

/** Checks the rows of every foreign key from or to a table that was added without; where they don't agree it stays so. */
export async function checkKeys(client: Client, table: string): Promise<void> {
  const { rows } = await client.query<{ name: string; child: string }>(`
    SELECT k.conname AS name, k.conrelid::regclass::text AS child FROM pg_constraint k
    JOIN pg_class t ON t.oid IN (k.conrelid, k.confrelid)
    WHERE k.contype = 'f' AND NOT k.convalidated AND ${isOneOf('t', [table])}`);
  for (const { name, child } of rows) {
    // Expected: the other table still has the rows of an earlier run.
    await client.query(`ALTER TABLE ${child} VALIDATE CONSTRAINT ${quoteIdentifier(name)}`).catch(() => undefined);
  }
}

/**
 * The foreign keys of a table that PostgreSQL can keep: it wants a unique key on what is referred to. A transaction of a user checks
 * them at its end. Statements that
 * add them to the table under another name; in a cycle the rows are checked once the other tables have theirs.
 */
export async function foreignKeySql(client: Client, table: PhysicalTable, on: string): Promise<readonly string[]> {
  const statements: string[] = [];
  for (const [index, key] of table.foreignKeys.entries()) {
    if (!(await isUnique(client, table, key))) continue;
    const self = key.referencesTable === table.name;
    const later = !self && (await leadsTo(client, key.referencesTable, table.name)) ? ' NOT VALID' : '';
    const parent = quoteIdentifier(self ? on : key.referencesTable);
    statements.push(
      `ALTER TABLE ${quoteIdentifier(on)} ADD CONSTRAINT ${quoteIdentifier(nameBeside(on, `fkey_${index + 1}`))} ` +
        `FOREIGN KEY (${quoteIdentifiers(key.columns)}) REFERENCES ${parent} (${quoteIdentifiers(key.referencesColumns)}) DEFERRABLE${later}`,
    );
  }
  return statements;
}

async function isUnique(client: Client, table: PhysicalTable, { referencesTable, referencesColumns }: PhysicalForeignKey): Promise<boolean> {
  const wanted = [...referencesColumns].sort().join('\n');
  const keys = referencesTable === table.name ? keysOf(table) : await uniqueKeys(client, referencesTable);
  return keys.some((columns) => [...columns].sort().join('\n') === wanted);
}

async function uniqueKeys(client: Client, table: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await client.query<{ columns: readonly string[] }>(`
    SELECT array(SELECT attname::text FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)) AS columns
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND ${isOneOf('t', [table])}`);
  return rows.map(({ columns }) => columns);
}

/** Whether a table refers to another one, directly or through others. */
async function leadsTo(client: Client, from: string, to: string): Promise<boolean> {
  const { rowCount } = await client.query(`
    WITH RECURSIVE parents (oid) AS (
      SELECT t.oid FROM pg_class t WHERE ${isOneOf('t', [from])}
      UNION SELECT k.confrelid FROM pg_constraint k JOIN parents ON k.conrelid = parents.oid WHERE k.contype = 'f'
    )
    SELECT 1 FROM parents JOIN pg_class t USING (oid) WHERE ${isOneOf('t', [to])}`);
  return (rowCount ?? 0) > 0;
}

/** Condition on a row of pg_class: a table of the session's schema with one of the names. */
export function isOneOf(alias: string, names: readonly string[]): string {
  const list = names.map(quoteLiteral).join(', ') || 'NULL';
  const schema = `(SELECT oid FROM pg_namespace WHERE nspname = current_schema())`;
  return `${alias}.relnamespace = ${schema} AND ${alias}.relkind IN ('r', 'p') AND ${alias}.relname IN (${list})`;
}
