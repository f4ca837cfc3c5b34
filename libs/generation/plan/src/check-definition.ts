import type { ColumnDefinition, ExperimentDefinition, Warning } from '@dw-sim/contracts';
import { childPath, generatorKind, modifierKind } from '@dw-sim/generation-generators';
import { capacityFaults, compositeCapacityFaults } from './capacity';
import type { CheckedColumn, CheckedTable } from './checked-column';
import { checkCompositeKeys } from './composite-keys';
import { machineClock } from './clock';
import { columnContext, type Setting, textSource } from './column-context';
import { checkModifiers, columnModifiers } from './column-modifiers';
import { columnGenerator } from './column-generator';
import { parseColumnType } from './column-type-parser';
import { checkShape } from './document-shape';
import { didYouMean, FaultList, shown } from './fault-list';
import { checkGenerator } from './generator-check';
import type { ColumnModel, DefinitionCheck, DefinitionContext, ExperimentModel, GeneratorSpec, TableModel } from './model';
import { checkDuplicates, checkExperimentName, checkName } from './names';
import { resolveNullability } from './nullability';
import { checkTimeframe, isTimeframe } from './timeframe';
import { checkReferences, resolveReference } from './references';
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
  checkValueCycles(tables, faults);
  const setting = settingOfDefinition(definition, context);
  checkTimeframe(definition.timeframe, setting.clock, faults);
  checkGenerators(tables, setting, faults);
  // Describing columns and counting their values makes sense only where everything else does.
  const model = faults.isEmpty ? buildModel(definition, tables, setting) : undefined;
  if (model) checkCapacity(model, tables, setting.clock, faults);
  return faults.isEmpty && model ? { errors: [], warnings: warningsOf(model), model } : { errors: faults.faults, warnings: [] };
}

function settingOfDefinition({ locale = DEFAULT_LOCALE, timeframe }: Partial<ExperimentDefinition>, { clock = machineClock() }: DefinitionContext): Setting {
  return { locale, clock, ...(isTimeframe(timeframe) && { timeframe }) };
}

function checkHead({ name, target_warehouse: warehouse, locale, seed }: Partial<ExperimentDefinition>, { warehouses }: DefinitionContext, faults: FaultList): void {
  if (name !== undefined) checkExperimentName(name, '$.name', faults);
  if (warehouse !== undefined && !warehouses.includes(warehouse)) {
    faults.add('$.target_warehouse', 'unknown_warehouse', `unknown warehouse ${shown(warehouse)}${didYouMean(warehouse, warehouses)}`, { value: warehouse, allowed: warehouses });
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
    const compositeKeys = checkCompositeKeys(table, present, path, faults);
    const columns = present.map((column) => (compositeKeys.flat().includes(column.name) ? asMember(column) : column));
    return [{ name: table.name ?? '', path, description: table.description ?? null, targetRows: table.target_rows, columns, compositeKeys }];
  });
}

/** Members of keys are never NULL. */
function asMember(column: CheckedColumn): CheckedColumn {
  return { ...column, isMember: true, nullable: false, nullRate: 0 };
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
  if (definition.name === undefined || built.some((table) => table === undefined)) return undefined;
  return {
    name: definition.name,
    description: definition.description ?? null,
    targetWarehouse: definition.target_warehouse ?? null,
    locale: setting.locale,
    seed: definition.seed ?? null,
    timeframe: setting.timeframe ?? null,
    tables: built as TableModel[],
  };
}

function buildTable(table: CheckedTable, tables: readonly CheckedTable[], setting: Setting): TableModel | undefined {
  const columns = table.columns.map((column) => buildColumn(column, tables));
  if (table.targetRows === undefined || columns.some((column) => column === undefined)) return undefined;
  return { name: table.name, description: table.description, targetRows: table.targetRows, columns: (columns as ColumnModel[]).map((column) => ({ ...column, summary: summaryOf(column, setting) })), compositeKeys: table.compositeKeys };
}

function summaryOf(column: ColumnModel, setting: Setting): string {
  const { kind, params } = column.generator;
  const made = generatorKind(kind)?.summarize(params, columnContext(column, [], 1, setting)) ?? kind;
  const changes = column.modifiers.map((modifier) => modifierKind(modifier.kind)?.summarize(modifier.params) ?? modifier.kind);
  return changes.length > 0 ? `${made}; ${changes.join(', ')}` : made;
}

/** A column without its summary, which only checked parameters have. */
function buildColumn(column: CheckedColumn, tables: readonly CheckedTable[]): ColumnModel | undefined {
  const { type, generator, definition } = column;
  if (!type || !generator) return undefined;
  const references = resolveReference(column, tables) ?? null;
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
function checkGenerators(tables: readonly CheckedTable[], setting: Setting, faults: FaultList): void {
  for (const table of tables) {
    const built = table.columns.map((column) => buildColumn(column, tables));
    const siblings = built.filter((column) => column !== undefined);
    built.forEach((column, index) => {
      const { generator, isMember } = table.columns[index];
      const drawn = column && { ...column, unique: column.unique || isMember };
      if (drawn && generator && !readsFaulty(generator, table, siblings)) checkGenerator(generator, columnContext(drawn, siblings, table.targetRows ?? 1, setting), faults);
      if (column) checkModifiers(table.columns[index], column, siblings, table, tables, setting, faults);
    });
  }
}

/** True where a column is made of one whose own faults are told already. */
function readsFaulty({ kind, params }: GeneratorSpec, { columns }: CheckedTable, sound: readonly ColumnModel[]): boolean {
  const faulty = columns.map(({ name }) => name.toLowerCase()).filter((name) => !sound.some((column) => column.name.toLowerCase() === name));
  return faulty.length > 0 && (generatorKind(kind)?.dependsOn?.(params) ?? []).some((name) => faulty.includes(name.toLowerCase()));
}

function checkCapacity(model: ExperimentModel, tables: readonly CheckedTable[], clock: number, faults: FaultList): void {
  for (const { table, column, what, rows, distinct } of capacityFaults(model, ({ targetRows }) => targetRows, clock)) {
    const at = tables.find(({ name }) => name === table.name)?.columns.find(({ name }) => name === column.name);
    faults.add(`${at?.path ?? '$'}${column.unique ? '.is_unique' : ''}`, 'not_enough_values', what, { value: rows, allowed: `at most ${distinct.toLocaleString('en-US')} rows, or more values` });
  }
  for (const { table, index, what, rows, combinations } of compositeCapacityFaults(model, ({ targetRows }) => targetRows, clock)) {
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
