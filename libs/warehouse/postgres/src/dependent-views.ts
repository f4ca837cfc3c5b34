import { quoteIdentifier, quoteLiteral } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import { isOneOf } from './foreign-keys';

/** Comment on the views that users' statements make: they may be made again. */
const MARK = 'Made by a statement of DW Simulator.';

/** A view that PostgreSQL would not let its tables go without. */
export interface DependentView {
  /** Quoted and with its schema. */
  readonly name: string;
  readonly definition: string;
  /** Such as ` WITH (security_invoker=true)`; empty where it has none. */
  readonly options: string;
  /** Roles that may read it, quoted. */
  readonly readers: readonly string[];
}

/** Marks a view as one that a statement has made. */
export function markViewSql(name: string): string {
  return `COMMENT ON VIEW ${quoteIdentifier(name)} IS ${quoteLiteral(MARK)}`;
}

/** Marked views that read any of these tables, themselves or through other views; each behind those that it reads. */
export async function dependentViews(client: Client, names: readonly string[]): Promise<readonly DependentView[]> {
  if (names.length === 0) return [];
  const { rows } = await client.query<DependentView>(`
    WITH RECURSIVE readers(oid, depth) AS (
      SELECT t.oid, 0 FROM pg_class t WHERE ${isOneOf('t', names)}
      UNION
      SELECT r.ev_class, readers.depth + 1 FROM readers
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = readers.oid AND d.classid = 'pg_rewrite'::regclass
      JOIN pg_rewrite r ON r.oid = d.objid AND r.ev_class <> readers.oid
    )
    SELECT quote_ident(n.nspname) || '.' || quote_ident(v.relname) AS name, pg_get_viewdef(v.oid) AS definition,
      coalesce(' WITH (' || array_to_string(v.reloptions, ', ') || ')', '') AS options,
      ARRAY(SELECT quote_ident(pg_get_userbyid(a.grantee)) FROM aclexplode(v.relacl) a WHERE a.privilege_type = 'SELECT' AND a.grantee NOT IN (0, v.relowner)) AS readers
    FROM readers JOIN pg_class v ON v.oid = readers.oid JOIN pg_namespace n ON n.oid = v.relnamespace
    WHERE v.relkind = 'v' AND obj_description(v.oid, 'pg_class') = ${quoteLiteral(MARK)}
    GROUP BY v.oid, v.relname, v.relacl, v.reloptions, v.relowner, n.nspname ORDER BY max(readers.depth)`);
  return rows;
}

/** The last first. */
export function dropViewsSql(views: readonly DependentView[]): readonly string[] {
  return [...views].reverse().map(({ name }) => `DROP VIEW ${name}`);
}

/** Makes views again as they were. */
export function restoreViewsSql(views: readonly DependentView[]): readonly string[] {
  return views.flatMap(({ name, definition, options, readers }) => [
    `CREATE VIEW ${name}${options} AS ${definition}`,
    `COMMENT ON VIEW ${name} IS ${quoteLiteral(MARK)}`,
    ...readers.map((role) => `GRANT SELECT ON ${name} TO ${role}`),
  ]);
}
