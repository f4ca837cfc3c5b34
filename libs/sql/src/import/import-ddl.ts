import type { DdlDialect, DdlImport } from '@dw-sim/contracts';
import { LineIndex } from '../text-position';
import { applyChecks } from './checks/apply-checks';
import { type SettledTable, importedTable, tableDefinition } from './build-definition';
import { lexDdl } from './ddl-lexer';
import type { DdlToken, Span } from './ddl-token';
import { chooseNames } from './definition-names';
import type { DraftKey, DraftTable } from './draft';
import { groupBy } from './group-by';
import { ImportContext } from './import-context';
import { ImportReport } from './import-report';
import { fitCompositeKeys, withUniqueParents } from './relations/fit-keys';
import { lexicalRules } from './lexical-rules';
import { fitCycles, fitValueCycles } from './relations/fit-cycles';
import { fitOverlaps } from './relations/fit-overlaps';
import { fitTypes } from './relations/fit-types';
import { inheritValues } from './query/derive-columns';
import type { Relation } from './relations/relation';
import { keepSoundParents, requireParents, resolveRelations } from './relations/resolve-relations';
import { sourceText } from './source-text';
import { splitDdl } from './split-ddl';
import { definesType, readStatement } from './statements';

export interface DdlImportOptions {
  readonly dialect: DdlDialect;
  /** Name of the experiment; `imported` by default. */
  readonly name?: string;
  /** Rows of each table; 1,000 by default. */
  readonly targetRows?: number;
}

const DEFAULT_NAME = 'imported';
const DEFAULT_ROWS = 1000;

/**
 * Reads the tables of DDL and makes a definition of them. Never throws for what a user wrote: what can't be had is a
 * fault with its place and what to write instead, what is adapted a warning, and other statements are passed over with
 * a notice. Columns without a generator are left to inference. Takes time linear in the text.
 */
export function importDdl(text: string, { dialect, name = DEFAULT_NAME, targetRows = DEFAULT_ROWS }: DdlImportOptions): DdlImport {
  const report = new ImportReport();
  const source = sourceText(text, report);
  const context = new ImportContext(source, dialect, report);
  const statements = splitDdl(tokensOf(source, dialect, report));
  for (const statement of statements) if (definesType(statement)) readStatement(statement, context);
  for (const statement of statements) if (!definesType(statement)) readStatement(statement, context);
  const settled = settle(context);
  tellNothingFound(context, settled);
  const lines = new LineIndex(source);
  const positionOf = ({ start, end }: Span) => ({ ...lines.positionAt(start), length: end - start });
  return {
    definition: { name, tables: settled.map((table) => tableDefinition(table, targetRows)) },
    tables: settled.map((table) => importedTable(table, positionOf)),
    ...report.told(source),
  };
}

/** Tokens of a text; where a string is never closed, a second reading closes those that run over statements. */
function tokensOf(source: string, dialect: DdlDialect, report: ImportReport): readonly DdlToken[] {
  const rules = lexicalRules(source, dialect);
  const first = new ImportReport();
  const tokens = lexDdl(source, rules, first);
  if (first.faultCount === 0) return tokens;
  return lexDdl(source, { ...rules, distrustsLongStrings: true }, report);
}

/** Names, keys and foreign keys of all tables, fitted to each other; tables with faults are left out. */
function settle(context: ImportContext): readonly SettledTable[] {
  const { report, tables } = context;
  chooseNames(tables, report);
  const resolved = fitValueCycles(keepSoundParents(resolveRelations(tables, context), context), report);
  const sorted = fitOverlaps(resolved, report);
  requireParents(sorted, context);
  for (const table of tables) applyChecks(table, context);
  inheritValues(tables);
  const compositeKeys = new Map<DraftTable, readonly DraftKey[]>(tables.map((table) => [table, fitCompositeKeys(table, sorted.filling, report)]));
  const relations = {
    filling: withUniqueParents(sorted.filling, sorted.filling, compositeKeys, report),
    following: withUniqueParents(sorted.following, sorted.filling, compositeKeys, report),
  };
  fitTypes([...relations.filling, ...relations.following], report);
  fitCycles(relations.filling, compositeKeys, context);
  const sound = (relation: Relation) => !relation.parent.isFaulty;
  const [filling, following] = [relations.filling, relations.following].map((list) => groupBy(list.filter(sound), ({ table }) => table));
  return tables
    .filter(({ isFaulty }) => !isFaulty)
    .map((table) => ({ table, compositeKeys: compositeKeys.get(table) ?? [], relations: { filling: filling.get(table) ?? [], following: following.get(table) ?? [] } }));
}

function tellNothingFound({ report, source }: ImportContext, settled: readonly SettledTable[]): void {
  if (settled.length > 0 || report.faultCount > 0) return;
  const passed = report.passedOverWords;
  const found = passed.length > 0 ? `; it has ${passed.slice(0, 5).join(', ')}` : '';
  const isModel = /\{\{|\{%/.test(source);
  const hint = isModel ? 'a model of dbt is a query: give the CREATE TABLE of what it makes, as the warehouse tells it (GET_DDL, SHOW TABLE)' : 'give the CREATE TABLE statements of the tables';
  report.fault('no_tables', { start: 0, end: 0 }, `the text creates no table${found}`, hint);
}
