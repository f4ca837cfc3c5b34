import { DATE_PARTS, INTERVAL_UNITS, keywordsFor, TYPES } from './keywords';
import { aliasesOf } from '../select-items';
import { sameName } from '../same-name';
import { tableOf, type Source } from '../sources';
import { functionsFor } from './functions';
import { joinableTables, joinConditions } from './joins';
import { spelledName, writesLower } from './spelling';
import type { CompletionItem, CompletionKind } from '@dw-sim/contracts';
import type { EditorColumn, EditorContext } from '../catalogue';
import type { Expectation } from './expectation';
import type { Candidate } from './rank';
import type { Place } from './place';
import type { Surroundings } from './surroundings';

/** All that a completion is made from. */
export interface CompletionSite {
  readonly sql: string;
  readonly place: Place;
  readonly around: Surroundings;
  readonly context: EditorContext;
}

/** Weights: what is nearer to the query comes first. */
const WEIGHT = { join: 100, column: 80, alias: 75, outer: 70, source: 60, table: 50, aggregate: 45, function: 40, foreign: 48, keyword: 20, refused: 1 } as const;
/** Clauses that may use names of the select list. */
const SEES_ALIASES: ReadonlySet<string> = new Set(['GROUP BY', 'ORDER BY', 'HAVING', 'QUALIFY', 'SELECT', 'WHERE']);
const WITHOUT_AGGREGATES: ReadonlySet<string> = new Set(['WHERE', 'GROUP BY', 'FROM']);

/** What may stand at a place, before it is compared with what is written. */
export function candidatesFor(expected: Expectation, site: CompletionSite): readonly Candidate[] {
  const { around, context } = site;
  const keywords = keywordCandidates(keywordsFor(expected, around.clause?.word, context.dialect), site);
  switch (expected.kind) {
    case 'member':
      return members(expected.path, site);
    case 'relation':
      return [...(expected.joined ? joins(site) : []), ...relations(site), ...functions(site, ['table']), ...keywords];
    case 'join-condition':
      return [...conditions(site), ...values(site), ...keywords];
    case 'value':
      return [...values(site), ...keywords];
    case 'window':
      return [...keywords.map(({ item }) => ({ item, weight: WEIGHT.join })), ...columnsInScope(site)];
    case 'using':
      return commonColumns(site);
    case 'columns-of':
      return columnItems(tableOf(context, expected.table)?.columns ?? [], expected.table, site, WEIGHT.column);
    case 'date-part':
      return words(DATE_PARTS[context.dialect][expected.read ? 'read' : 'count'], 'date_part');
    case 'interval-unit':
      return words(INTERVAL_UNITS, 'date_part');
    case 'type':
      return words(TYPES[context.dialect], 'type');
    default:
      return keywords;
  }
}

function keywordCandidates(keywords: readonly string[], { sql, place }: CompletionSite): readonly Candidate[] {
  const lower = writesLower(sql, place);
  return words(lower ? keywords.map((word) => word.toLowerCase()) : keywords, 'keyword', WEIGHT.keyword);
}

/** Words in their order. */
function words(list: readonly string[], kind: CompletionKind, weight: number = WEIGHT.column): readonly Candidate[] {
  return list.map((word, index) => ({ item: { label: word, kind, insert: word }, weight: weight - index / list.length }));
}

function values(site: CompletionSite): readonly Candidate[] {
  const { around } = site;
  const clause = around.clause?.word ?? '';
  const sources = around.scopes.flat().map(({ name, table, kind }): Candidate => ({ item: nameItem(name, 'source', site, table && !sameName(table.name, name) ? table.name : kind), weight: WEIGHT.source }));
  const select = around.block?.clauses.find(({ word }) => word === 'SELECT');
  const aliases = SEES_ALIASES.has(clause) && select ? aliasesOf(select.nodes, around.scopes[0] ?? []) : [];
  return [
    ...columnsInScope(site),
    ...aliases.map((column) => ({ item: { ...nameItem(column.name, 'alias', site, column.type ?? 'select list') }, weight: WEIGHT.alias + (clause === 'ORDER BY' || clause === 'GROUP BY' ? 10 : 0) })),
    ...sources.filter(({ item }) => item.label !== ''),
    ...functions(site, undefined),
  ];
}

/** Columns of the relations in scope; of every table where the query names none yet. */
function columnsInScope(site: CompletionSite): readonly Candidate[] {
  const { around, context } = site;
  const isOpen = around.scopes.every((scope) => scope.length === 0);
  if (isOpen) return context.tables.flatMap(({ name, columns }) => columnItems(columns, name, site, WEIGHT.foreign));
  return around.scopes.flatMap((scope, depth) => {
    const counts = new Map<string, number>();
    for (const { columns } of scope) for (const { name } of columns ?? []) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
    return scope.flatMap((source) => (source.columns ?? []).map((column) => {
      const isAmbiguous = counts.get(column.name.toLowerCase())! > 1;
      return { item: columnItem(column, source.name, site, isAmbiguous), weight: depth === 0 ? WEIGHT.column : WEIGHT.outer };
    }));
  });
}

function columnItems(columns: readonly EditorColumn[], owner: string, site: CompletionSite, weight: number): readonly Candidate[] {
  return columns.map((column, index) => ({ item: columnItem(column, owner, site, false), weight: weight - index / (columns.length + 1) }));
}

/** A column; with its relation before it where several have one of that name. */
function columnItem(column: EditorColumn, owner: string, { place }: CompletionSite, qualified: boolean): CompletionItem {
  const insert = spelledName(column.name, place);
  const detail = [column.type, owner].filter(Boolean).join(' · ');
  return { label: column.name, kind: 'column', detail, ...(column.note !== undefined && { note: column.note }), insert: qualified && owner !== '' ? `${spelledName(owner, { quoted: false })}.${insert}` : insert };
}

function nameItem(name: string, kind: CompletionKind, { place }: CompletionSite, detail: string): CompletionItem {
  return { label: name, kind, detail, insert: spelledName(name, place) };
}

function members(path: readonly string[], site: CompletionSite): readonly Candidate[] {
  const { around, context } = site;
  const name = path.at(-1)!;
  const source = around.scopes.flat().find((each) => sameName(each.name, name));
  if (source && path.length === 1) return memberColumns(source, site);
  const cte = around.names.ctes.find((each) => sameName(each.name, name));
  const columns = cte?.columns ?? tableOf(context, name)?.columns;
  if (columns) return columnItems(columns, name, site, WEIGHT.column);
  // A schema: its tables are those of the experiment.
  return around.clause?.word === 'FROM' ? relations(site) : [];
}

function memberColumns(source: Source, site: CompletionSite): readonly Candidate[] {
  const star = site.around.clause?.word === 'SELECT' && site.place.prefix === '' ? [{ item: { label: '*', kind: 'column' as const, detail: 'every column', insert: '*' }, weight: WEIGHT.foreign }] : [];
  return [...columnItems(source.columns ?? [], source.table?.name ?? source.name, site, WEIGHT.column), ...star];
}

function relations(site: CompletionSite): readonly Candidate[] {
  const { around, context } = site;
  const ctes = around.names.ctes.map(({ name, columns }) => ({ item: nameItem(name, 'cte', site, columns ? `WITH · ${columns.length} columns` : 'WITH'), weight: WEIGHT.source }));
  const tables = context.tables.map(({ name, columns }) => ({ item: nameItem(name, 'table', site, `${columns.length} columns`), weight: WEIGHT.table }));
  return [...ctes, ...tables];
}

/** `orders o ON o.customer_id = c.customer_id`, for the relations before the JOIN. */
function joins(site: CompletionSite): readonly Candidate[] {
  const { around, context, place } = site;
  if (place.quoted) return [];
  return joinableTables(context.tables, around.scopes[0] ?? []).map(({ table, alias, condition }) => {
    const text = `${spelledName(table.name, place)} ${alias} ON ${condition}`;
    return { item: { label: text, kind: 'join' as const, detail: 'foreign key', insert: text }, weight: WEIGHT.join };
  });
}

function conditions({ around }: CompletionSite): readonly Candidate[] {
  const sources = around.scopes[0] ?? [];
  const at = joinedSource(sources, around);
  const joined = sources[at];
  if (!joined) return [];
  return joinConditions(joined, sources.slice(0, at)).map((text, index) => ({ item: { label: text, kind: 'join' as const, detail: 'foreign key', insert: text }, weight: WEIGHT.join - index }));
}

/** The relation that the ON before the mark belongs to: as many JOINs and commas come before as relations. */
function joinedSource(sources: readonly Source[], { before }: Surroundings): number {
  const count = before.filter((node) => (node.kind === 'word' && node.text === 'JOIN') || (node.kind === 'symbol' && node.text === ',')).length;
  return Math.min(count, sources.length - 1);
}

function commonColumns(site: CompletionSite): readonly Candidate[] {
  const sources = site.around.scopes[0] ?? [];
  const call = site.around.call!;
  const at = joinedSource(sources, { ...site.around, before: call.before });
  const before = sources.slice(0, at).flatMap(({ columns }) => columns ?? []);
  return columnItems((sources[at]?.columns ?? []).filter(({ name }) => before.some((column) => sameName(column.name, name))), sources[at]?.name ?? '', site, WEIGHT.column);
}

function functions(site: CompletionSite, families: readonly string[] | undefined): readonly Candidate[] {
  if (site.place.quoted) return [];
  const lower = writesLower(site.sql, site.place);
  const clause = site.around.clause?.word ?? '';
  return functionsFor(site.context)
    .filter(({ family }) => (families ? families.includes(family) : family !== 'table'))
    .map(({ item, family, runs }) => ({ item: lower ? lowered(item) : item, weight: runs ? (family === 'aggregate' && !WITHOUT_AGGREGATES.has(clause) ? WEIGHT.aggregate : WEIGHT.function) : WEIGHT.refused }));
}

function lowered(item: CompletionItem): CompletionItem {
  return { ...item, label: item.label.toLowerCase(), insert: item.insert.toLowerCase() };
}
