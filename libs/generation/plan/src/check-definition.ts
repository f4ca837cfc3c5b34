import { isSemanticVersion, SQL_DIALECTS, type ColumnDefinition, type ExperimentDefinition, type TableDefinition, type Warning } from '@dw-sim/contracts';
import { childPath, fanOutOf, generatorKind, modifierKind, popularityOf } from '@dw-sim/generation-generators';
import { capacityFaults, compositeCapacityFaults, describeJoin, longJoins } from './capacity';
import type { CheckedColumn, CheckedTable } from './checked-column';
import type { ReachableTable } from './column-paths';
import { checkCompositeKeys, isUniqueAnyway } from './composite-keys';
import { machineClock } from './clock';
import { alone, columnContext, placeIn, type Setting, textSource } from './column-context';
import { checkModifiers, columnModifiers } from './column-modifiers';
import { columnGenerator } from './column-generator';
import { solveCorrelation } from './correlation-model';
import { checkCorrelations } from './correlations';
import { parseColumnType } from './column-type-parser';
import { checkShape, ROWS_ALLOWED } from './document-shape';
import { expectedRows } from './derived-rows';
import { didYouMean, FaultList, shown } from './fault-list';
import { collectForeignKeys } from './foreign-keys';
import { checkGenerator } from './generator-check';
import type { ColumnModel, DefinitionCheck, DefinitionContext, ExperimentModel, GeneratorSpec, RelationModel, TableModel } from './model';
import { checkDuplicates, checkExperimentName, checkName } from './names';
import { resolveNullability } from './nullability';
import { checkReferences, parentOf, resolveReference } from './references';
import { checkWarnings, surrogateKey, tableWarnings } from './surrogate-key';
import { checkTimeframe, isTimeframe } from './timeframe';
import { checkValueCycles } from './value-cycles';

const DEFAULT_LOCALE = 'en';

/**
 * Checks a parsed document and finds every fault at once: shape, names, types, generators, references, and whether
 * what is unique can be. Never throws for what a user wrote.
 */
export function checkDefinition(document: unknown, context: DefinitionContext): DefinitionCheck {
  const faults = new FaultList();
  const shape = checkShape(document, faults);
  if (!shape) return { errors: faults.faults, warnings: [] };
  const definition = shape as unknown as Partial<ExperimentDefinition>;
  checkHead(definition, context, faults);
  const tables = checkTables(definition, faults);
  checkReferences(tables, faults);
  checkValueCycles(tables, reachableTables(tables), faults);
  const setting = settingOf(definition, context);
  checkTimeframe(definition.timeframe, setting.clock, faults);
  checkGenerators(setting, tables, faults);
  // Describing columns and counting their values makes sense only where everything else does.
  const model = faults.isEmpty ? buildModel(definition, tables, setting) : undefined;
  if (model) checkCapacity(model, tables, faults);
  const correlated = model && withCorrelations(model, tables, faults);
  if (!faults.isEmpty || !correlated) return { errors: faults.faults, warnings: [] };
  const warnings = tables.flatMap((table, index) => tableWarnings(definition.tables?.[index] as TableDefinition, table));
  return { errors: [], warnings: [...warnings, ...warningsOf(correlated)], model: correlated };
}

function settingOf({ locale = DEFAULT_LOCALE, timeframe }: Partial<ExperimentDefinition>, { clock = machineClock() }: DefinitionContext): Setting {
  return { locale, clock, timeframe: isTimeframe(timeframe) ? timeframe : null };
}

function checkHead({ name, version, target_warehouse: warehouse, dialect, locale, seed }: Partial<ExperimentDefinition>, { warehouses }: DefinitionContext, faults: FaultList): void {
  if (name !== undefined) checkExperimentName(name, '$.name', faults);
  if (version !== undefined && !isSemanticVersion(version)) {
    faults.add('$.version', 'invalid_version', `version is ${shown(version)}`, { value: version, allowed: 'a semantic version such as "1.2.0"' });
  }
  if (warehouse !== undefined && !warehouses.includes(warehouse)) {
    faults.add('$.target_warehouse', 'unknown_warehouse', `unknown warehouse ${shown(warehouse)}${didYouMean(warehouse, warehouses)}`, { value: warehouse, allowed: warehouses });
  }
  if (dialect !== undefined && !(SQL_DIALECTS as readonly string[]).includes(dialect)) {
    faults.add('$.dialect', 'unknown_dialect', `unknown dialect ${shown(dialect)}${didYouMean(dialect, SQL_DIALECTS)}`, { value: dialect, allowed: SQL_DIALECTS });
  }
  if (locale !== undefined && !textSource.hasLocale(locale)) {
    faults.add('$.locale', 'unknown_locale', `unknown locale ${shown(locale)}`, { value: locale, allowed: textSource.nearestLocales(locale) });
  }
  if (seed !== undefined && seed < 0) faults.add('$.seed', 'out_of_range', `seed is ${seed}`, { value: seed, allowed: 'a whole number from 0' });
}

function checkTables({ tables = [] }: Partial<ExperimentDefinition>, faults: FaultList): readonly CheckedTable[] {
  checkDuplicates(tables.map((table) => table?.name), (index) => `$.tables[${index}].name`, 'table', faults);
  return tables.flatMap((table, index) => {
    // A malformed item is null here, and its fault is noted.
    if (table === null) return [];
    const path = childPath('$.tables', index);
    if (table.name !== undefined) checkName(table.name, `${path}.name`, 'table', faults);
    const checked = (table.columns ?? []).map((column, at) => column && checkColumn(column, childPath(`${path}.columns`, at), faults));
    checkDuplicates(checked.map((column) => column?.definition.name), (at) => `${path}.columns[${at}].name`, 'column', faults);
    const present = checked.filter((column) => column !== null);
    const keys = collectForeignKeys(table, present, path, faults);
    const compositeKeys = checkCompositeKeys(table, keys.columns, keys.relations, path, faults);
    checkRowCount(table, keys.relations, path, faults);
    checkWarnings(table, path, faults);
    const surrogate = surrogateKey(table, present, compositeKeys, path);
    const columns = [...(surrogate ? [surrogate] : []), ...membersOf(keys, compositeKeys)];
    const correlations = checkCorrelations(table, columns, path, faults);
    return [{ ...keys, correlations, name: table.name ?? '', path, description: table.description ?? null, targetRows: table.target_rows, columns, compositeKeys, hasSurrogateKey: surrogate !== undefined }];
  });
}

/** Columns of a table; members of keys are never NULL, and draw unique values where nothing else makes them different. */
function membersOf({ columns, relations }: Pick<CheckedTable, 'columns' | 'relations'>, compositeKeys: CheckedTable['compositeKeys']): readonly CheckedColumn[] {
  const fanOut = relations.find(({ params }) => params['fan_out'] !== undefined)?.columns.map(({ name }) => name);
  return columns.map((column) => {
    const key = compositeKeys.find((names) => names.includes(column.name));
    if (!key) return column;
    const kinds = columns.map(({ name, unique, generator }) => ({ name, unique, generator: { kind: generator?.kind ?? '', params: {} } }));
    return { ...column, isMember: !isUniqueAnyway(key, kinds, fanOut), nullable: false, nullRate: 0 };
  });
}

/** A table says how many rows it has, or its rows follow from those of a parent. */
function checkRowCount(table: TableDefinition, relations: CheckedTable['relations'], path: string, faults: FaultList): void {
  const parent = relations.find(({ params }) => params['fan_out'] !== undefined);
  const rows = table.target_rows;
  if (!parent && rows === undefined && !faults.has(`${path}.target_rows`)) faults.add(`${path}.target_rows`, 'missing', 'target_rows is missing', { allowed: `${ROWS_ALLOWED}, or a foreign key with fan_out` });
  if (parent && rows !== undefined) {
    faults.add(`${path}.target_rows`, 'contradiction', `the rows follow from ${parent.table} by fan_out, so their number can't be chosen`, { value: rows, allowed: 'no target_rows, or no fan_out' });
  }
}

function checkColumn(definition: ColumnDefinition, path: string, faults: FaultList): CheckedColumn {
  if (definition.name !== undefined) checkName(definition.name, `${path}.name`, 'column', faults);
  const type = definition.data_type === undefined ? undefined : parseColumnType(definition.data_type, definition.varchar_length, path, faults);
  return {
    definition,
    name: definition.name ?? '',
    path,
    type,
    generator: type && columnGenerator(definition, type, path, faults),
    modifiers: columnModifiers(definition, path, faults),
    unique: definition.is_unique ?? false,
    isMember: false,
    ...resolveNullability(definition, path, faults),
  };
}

/** The model of a document without faults; undefined where something is missing after all. */
function buildModel(definition: Partial<ExperimentDefinition>, tables: readonly CheckedTable[], setting: Setting): ExperimentModel | undefined {
  const built = tables.map((table) => buildTable(table, tables, setting));
  if (definition.name === undefined || !built.every((table) => table !== undefined)) return undefined;
  return {
    name: definition.name,
    description: definition.description ?? null,
    targetWarehouse: definition.target_warehouse ?? null,
    ...setting,
    seed: definition.seed ?? null,
    tables: built,
  };
}

function buildTable(table: CheckedTable, tables: readonly CheckedTable[], setting: Setting): TableModel | undefined {
  const columns = table.columns.map((column) => buildColumn(column, table, tables));
  const targetRows = expectedRows(table, tables);
  if (targetRows === undefined || !columns.every((column) => column !== undefined)) return undefined;
  return {
    name: table.name,
    description: table.description,
    targetRows,
    isDerived: isFannedOut(table),
    columns: columns.map((column) => ({ ...column, summary: summaryOf(column, setting) })),
    compositeKeys: table.compositeKeys,
    relations: relationsOf(table, tables),
    correlations: [],
  };
}

function isFannedOut({ relations }: CheckedTable): boolean {
  return relations.some(({ params }) => params['fan_out'] !== undefined);
}

function relationsOf(table: CheckedTable, tables: readonly CheckedTable[]): readonly RelationModel[] {
  return table.relations.flatMap((key): RelationModel[] => {
    const parent = parentOf(key, tables);
    if (!parent) return [];
    const columns = table.columns.filter(({ name }) => key.columns.some((column) => column.name === name));
    return [{
      columns: key.columns.map(({ name }) => name),
      table: parent.table.name,
      parentColumns: parent.columns.map(({ name }) => name),
      nullable: columns.some(({ nullable }) => nullable),
      isUnique: columns.some(({ unique }) => unique),
      popularity: popularityOf(key.params, 'popularity') ?? null,
      fanOut: fanOutOf(key.params) ?? null,
    }];
  });
}

function summaryOf(column: ColumnModel, setting: Setting): string {
  const { kind, params } = column.generator;
  const made = generatorKind(kind)?.summarize(params, columnContext(column, alone(1, setting))) ?? kind;
  const changes = column.modifiers.map((modifier) => modifierKind(modifier.kind)?.summarize(modifier.params) ?? modifier.kind);
  return changes.length > 0 ? `${made}; ${changes.join(', ')}` : made;
}

/** A column without its summary, which only checked parameters have. */
function buildColumn(column: CheckedColumn, table: CheckedTable, tables: readonly CheckedTable[]): ColumnModel | undefined {
  const { type, generator, definition } = column;
  if (!type || !generator) return undefined;
  const references = resolveReference(column, table, tables) ?? null;
  const params = references ? { ...generator.params, table: references.table, column: references.column } : generator.params;
  return {
    name: column.name,
    type,
    unique: column.unique,
    description: definition.description ?? null,
    nullable: column.nullable,
    nullRate: column.nullRate,
    generator: { kind: generator.kind, params },
    modifiers: column.modifiers.map(({ kind, params: changes }) => ({ kind, params: changes })),
    declared: declaredBounds(definition),
    summary: '',
    distribution: generatorKind(generator.kind)?.isDistribution ? generator.kind : null,
    references,
  };
}

/** Bounds that a column declares beside its generator, under the names that generators have for them. */
function declaredBounds({ min_value: min, max_value: max, date_start: start, date_end: end }: ColumnDefinition): ColumnModel['declared'] {
  return Object.fromEntries(Object.entries({ min, max, start, end }).filter(([, value]) => value !== undefined));
}

/** Parameters of every column whose type and generator are known, whatever is wrong elsewhere. */
function checkGenerators(setting: Setting, tables: readonly CheckedTable[], faults: FaultList): void {
  const reachable = reachableTables(tables);
  for (const table of tables) {
    const built = table.columns.map((column) => buildColumn(column, table, tables));
    const siblings = built.filter((column) => column !== undefined);
    built.forEach((column, index) => {
      const { generator, isMember } = table.columns[index];
      const drawn = column && { ...column, unique: column.unique || isMember, isMember };
      const place = placeIn({ name: table.name, columns: siblings, isDerived: isFannedOut(table), relations: relationsOf(table, tables) }, reachable, expectedRows(table, tables) ?? 1, setting);
      if (drawn && generator && !readsFaulty(generator, table, siblings)) checkGenerator(generator, columnContext(drawn, place), faults);
      if (column) checkModifiers(table.columns[index], columnContext(column, place), table, tables, faults);
    });
  }
}

/** Tables as far as they are sound, for columns that read from others. */
function reachableTables(tables: readonly CheckedTable[]): readonly ReachableTable[] {
  return tables.map((table) => ({
    name: table.name,
    columns: table.columns.flatMap((column) => buildColumn(column, table, tables) ?? []),
    relations: relationsOf(table, tables),
  }));
}

/** True where a column is made of one whose own faults are told already. */
function readsFaulty({ kind, params }: GeneratorSpec, { columns }: CheckedTable, sound: readonly ColumnModel[]): boolean {
  const faulty = columns.map(({ name }) => name.toLowerCase()).filter((name) => !sound.some((column) => column.name.toLowerCase() === name));
  return faulty.length > 0 && (generatorKind(kind)?.dependsOn?.(params) ?? []).some((name) => faulty.includes(name.toLowerCase()));
}

function withCorrelations(model: ExperimentModel, tables: readonly CheckedTable[], faults: FaultList): ExperimentModel {
  const solved = (table: TableModel, at: number): TableModel => ({ ...table, correlations: tables[at].correlations.flatMap((group) => solveCorrelation(group, table.columns, faults) ?? []) });
  return { ...model, tables: model.tables.map(solved) };
}

function checkCapacity(model: ExperimentModel, tables: readonly CheckedTable[], faults: FaultList): void {
  for (const { table, column, what, rows, distinct } of capacityFaults(model, ({ targetRows }) => targetRows)) {
    const at = tables.find(({ name }) => name === table.name)?.columns.find(({ name }) => name === column.name);
    faults.add(`${at?.path ?? '$'}${column.unique ? '.is_unique' : ''}`, 'not_enough_values', what, { value: rows, allowed: `at most ${distinct.toLocaleString('en-US')} rows, or more values` });
  }
  for (const join of longJoins(model, ({ targetRows }) => targetRows)) {
    const { what, allowed } = describeJoin(join);
    const at = tables.find(({ name }) => name === join.table.name)?.columns.find(({ name }) => name === join.column.name);
    faults.add(`${at?.path ?? '$'}.generator.params.on`, 'too_many_rows', what, { value: join.rows, allowed });
  }
  for (const { table, index, what, rows, combinations } of compositeCapacityFaults(model, ({ targetRows }) => targetRows)) {
    const at = tables.find(({ name }) => name === table.name);
    faults.add(`${at?.path ?? '$'}.composite_keys[${index}]`, 'not_enough_values', what, { value: rows, allowed: `at most ${combinations.toLocaleString('en-US')} rows, or more values` });
  }
}

function warningsOf(model: ExperimentModel): readonly Warning[] {
  return model.tables.flatMap((table, index) =>
    table.compositeKeys.length > 0 || table.columns.some(({ unique, nullRate }) => unique && nullRate === 0)
      ? []
      : [{ path: `$.tables[${index}]`, code: 'no_key', message: `Table '${table.name}' has no unique column, so its rows can't be referred to or told apart.` }],
  );
}
