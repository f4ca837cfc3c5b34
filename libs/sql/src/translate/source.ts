import { isUnnesting, translateUnnesting } from './unnest';
import { quoteName, writtenName } from './quote';
import { renamed } from './query';
import { translateFrom } from './from';
import { reshape } from './reshape';
import { translateSample } from './sample';
import { systemView, type SystemTable } from './system-views';
import { translateTableFunction } from './table-function';
import { text, type Part, type Text } from './text';
import { systemTable } from '../functions/redshift/system-tables';
import { informationSchema } from '../functions/snowflake/system-tables';
import type { Source, TableName } from '../parse/syntax';
import { fold, type Relation, type Scope, type ScopedSource } from '../types/scope';
import type { Translator } from './translator';

/** What a base of FROM reads as, and what it brings into scope. */
export interface TranslatedBase extends Relation, Pick<ScopedSource, 'refused'> {
  readonly text: Text;
  /** A name for it where the user gives none, and the engine needs one. */
  readonly alias?: string;
  readonly path?: readonly string[];
}

/** One source of FROM, with its alias; it is added to the scope. */
export function translateSource(t: Translator, node: Source, scope: Scope): Text {
  if (isUnnesting(t, node, scope)) return translateUnnesting(t, node, scope);
  if (node.base.kind === 'paren-join') return text(node, { start: node.start, end: node.base.tree.start }, translateFrom(t, node.base.tree, scope), { start: node.base.tree.end, end: node.end });
  const base = translateBase(t, node, scope);
  const alias = node.alias?.text ?? base.alias;
  const path = base.path ?? [];
  const sample = node.suffixes.flatMap((suffix) => (suffix.kind === 'sample' ? [translateSample(t, suffix, scope)] : []));
  const reshaping = node.suffixes.filter((suffix) => suffix.kind !== 'sample');
  const own = { name: alias ?? path.at(-1) ?? '', path: node.alias ? [] : path, ...renamed(base, node.columns.map((name) => t.nameOf(name))), ...(base.refused && { refused: base.refused }) };
  const named = aliased(t, node, base, alias);
  if (reshaping.length > 0) return text(node, reshape(t, reshaping, { source: own, text: named }, scope), ...sample);
  scope.addSource(own);
  return text(node, named, ...sample);
}

/** The base and its alias with its columns. */
function aliased(t: Translator, node: Source, base: TranslatedBase, alias: string | undefined): Text {
  if (!node.alias) return text(node, base.text, ...(alias === undefined ? [] : [` AS ${alias}`]));
  const end = node.columns.at(-1) ? t.sql.indexOf(')', node.columns.at(-1)!.end) + 1 : node.alias.end;
  const isInOrder = node.suffixes.every((suffix) => suffix.start > node.alias!.start);
  const between: Part = isInOrder ? { start: node.base.end, end: node.alias.start } : ' AS ';
  return text(node, base.text, between, writtenName(t, node.alias), { start: node.alias.end, end });
}

function translateBase(t: Translator, node: Source, scope: Scope): TranslatedBase {
  const { base } = node;
  const lateral: Part = { start: node.start, end: base.start };
  switch (base.kind) {
    case 'table':
      return translateTable(t, base, scope);
    case 'derived': {
      const query = t.query(base.query, scope, { named: true, columnNames: node.columns.map((name) => name.text) });
      const brackets = t.sql[base.start] === '(';
      const written = brackets ? t.copy(base, () => query.text) : text(base, '(', query.text, ')');
      return { text: text(node, lateral, written), columns: query.columns, ...(!node.alias && !brackets && { alias: 'dw_values' }) };
    }
    case 'table-function':
      return translateTableFunction(t, node, base, scope);
    default:
      if (/^semantic_view/i.test(t.source(base))) return t.refuse(base, 'SEMANTIC_VIEW is not simulated.', 'Query the tables behind it.');
      return t.refuse(base, 'Staged files can\'t be queried here.', 'Load them into a table of the experiment.');
  }
}

/** A view of the warehouse's catalogue: Redshift's from the tables that are described, or else from the engine's own catalogue. */
function catalogueView(t: Translator, path: readonly string[]): SystemTable | undefined {
  if (t.isSnowflake) return path.at(-2)?.toLowerCase() === 'information_schema' ? informationSchema(path.at(-1)!, t.described) : undefined;
  const own = t.described.length > 0 ? undefined : systemView(path.at(-1)!.toLowerCase(), t.engine, t.tablePrefix);
  return own ?? systemTable(path, t.described);
}

/** A name of the warehouse's own catalogue: the engine's would tell of other things. */
function isCatalogue(t: Translator, path: readonly string[]): boolean {
  const [schema, name] = [path.at(-2)?.toLowerCase(), path.at(-1)!.toLowerCase()];
  if (t.isSnowflake) return schema === 'information_schema' || schema === 'account_usage';
  return schema === 'pg_catalog' || schema === 'information_schema' || (schema === undefined && /^(pg|stl|stv|svl|svv|svcs|sys)_[a-z_]+$/.test(name));
}

function translateTable(t: Translator, node: TableName, scope: Scope): TranslatedBase {
  const path = node.path.map((name) => name.text);
  const name = path.at(-1)!;
  const relation = (path.length === 1 ? scope.relation(name) : undefined) ?? t.tables(path);
  const view = relation ? undefined : catalogueView(t, path);
  if (!view && !relation && isCatalogue(t, path)) t.refuse(node, `${path.join('.')} is not simulated.`, t.isSnowflake ? 'Use INFORMATION_SCHEMA.TABLES and COLUMNS.' : 'Use SVV_TABLES, SVV_COLUMNS, PG_TABLE_DEF, PG_TABLES, or INFORMATION_SCHEMA.TABLES and COLUMNS.');
  if (view) return { text: text(node, view.sql), columns: view.columns, alias: name.toLowerCase() };
  if (!relation && path.length === 1 && name.toUpperCase() === 'DUAL') return { text: text(node, "(SELECT 'X' AS dummy)"), alias: 'dual', columns: [{ name: 'dummy', type: { family: 'text' } }] };
  const made = t.foldsQuoted && path.length === 1 ? t.made.get(fold(name)) : undefined;
  if (made && node.path[0]!.quoted) return { text: text(node, quoteName(made.name)), path, ...relation };
  if (name.startsWith('#')) return { text: text(node, quoteName(name.toLowerCase())), path, ...relation };
  const written = t.source(node).includes('`') ? text(node, node.path.map((part) => (part.quoted ? quoteName(part.text) : part.text)).join('.')) : text(node, node);
  return { text: written, path, ...relation };
}
