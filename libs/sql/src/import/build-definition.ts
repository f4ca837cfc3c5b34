import { type ColumnDefinition, type ForeignKeyDefinition, formatColumnType, type GeneratorDefinition, type ImportedColumn, type ImportedForeignKey, type ImportedTable, type TableDefinition, type TableForeignKeyDefinition, type TextPosition } from '@dw-sim/contracts';
import type { Span } from './ddl-token';
import { type DraftColumn, type DraftKey, type DraftTable, isUnique } from './draft';
import type { SortedRelations } from './relations/fit-overlaps';
import type { Relation } from './relations/relation';

/** A table with all that is settled about it. */
export interface SettledTable {
  readonly table: DraftTable;
  readonly compositeKeys: readonly DraftKey[];
  readonly relations: SortedRelations;
}

/** The definition of a table: short, with nothing that is the default. */
export function tableDefinition({ table, compositeKeys, relations }: SettledTable, targetRows: number): TableDefinition {
  const keys = [...relations.filling, ...relations.following];
  const shared = keys.filter(({ columns }) => columns.length > 1 || keys.some((other) => columns.includes(other.columns[0]) && other.columns !== columns));
  const isSurrogate = compositeKeys[0]?.isPrimary === true;
  return {
    name: table.name,
    ...(table.comment && { description: table.comment }),
    target_rows: targetRows,
    columns: table.columns.map((column) => columnDefinition(column, table, keys.filter((key) => !shared.includes(key)), shared)),
    ...(compositeKeys.length > 0 && { composite_keys: compositeKeys.map(({ columns }) => namesOf(columns)) }),
    ...(compositeKeys.length > 0 && !isSurrogate && { surrogate_key: false }),
    ...(shared.length > 0 && { foreign_keys: shared.map(tableForeignKey) }),
  };
}

function tableForeignKey({ columns, parent, parentColumns }: Relation): TableForeignKeyDefinition {
  return { columns: namesOf(columns), references_table: parent.name, references_columns: namesOf(parentColumns), nullable: columns.every(({ isRequired }) => !isRequired) };
}

function columnDefinition(column: DraftColumn, table: DraftTable, inline: readonly Relation[], shared: readonly Relation[]): ColumnDefinition {
  const key = inline.find(({ columns }) => columns[0] === column);
  const isFilled = key !== undefined || shared.some(({ columns }) => columns.includes(column));
  const unique = isUnique(table, column) && column.type.kind !== 'JSON';
  return {
    name: column.name,
    ...(column.comment && { description: column.comment }),
    data_type: formatColumnType(column.type),
    ...(unique && { is_unique: true }),
    ...(column.isRequired ? { required: true } : unique || key ? { required: false } : {}),
    ...(key && { foreign_key: foreignKey(key) }),
    ...(!isFilled && filling(column)),
  };
}

function foreignKey({ columns: [column], parent, parentColumns }: Relation): ForeignKeyDefinition {
  return { references_table: parent.name, references_column: parentColumns[0].name, nullable: !column.isRequired };
}

/** What says how a column is filled: a generator, or bounds for the one that is inferred. */
function filling(column: DraftColumn): Partial<ColumnDefinition> {
  const generator = generatorOf(column);
  if (generator) return { generator };
  const { min, max } = column;
  if (typeof min === 'string' || typeof max === 'string') return { ...(min !== undefined && { date_start: String(min) }), ...(max !== undefined && { date_end: String(max) }) };
  return { ...(min !== undefined && { min_value: min }), ...(max !== undefined && { max_value: max }) };
}

function generatorOf({ generator, identity, values, type }: DraftColumn): GeneratorDefinition | undefined {
  if (identity && ['INT', 'BIGINT', 'DECIMAL', 'FLOAT'].includes(type.kind)) {
    const { start, step } = identity;
    return { type: 'sequence', params: { ...(start !== 1 && { start }), ...(step !== 1 && { step }) } };
  }
  // A choice of truth values is what a BOOLEAN is anyway, unless one of them is left out.
  if (values && !(type.kind === 'BOOLEAN' && values.length > 1)) return { type: 'choice', params: { values } };
  return generator;
}

/** What the text says of a table, for inference and for people. */
export function importedTable({ table, relations }: SettledTable, positionOf: (span: Span) => TextPosition): ImportedTable {
  const keys = [...relations.filling, ...relations.following];
  const primary = table.keys.find(({ isPrimary }) => isPrimary);
  const foreignKeys = new Map(keys.map((key) => [key, { columns: namesOf(key.columns), table: key.parent.name, parentColumns: namesOf(key.parentColumns) }]));
  const keyOf = (column: DraftColumn) => keys.find(({ columns }) => columns.includes(column));
  return {
    name: table.name,
    writtenName: table.writtenName.written,
    position: positionOf(table.writtenName.at),
    ...(table.comment && { comment: table.comment }),
    columns: table.columns.map((column) => importedColumn(column, table, foreignKeys.get(keyOf(column) as Relation), positionOf)),
    primaryKey: namesOf(primary?.columns ?? []),
    uniqueKeys: table.keys.flatMap((key) => (key === primary ? [] : [namesOf(key.columns)])),
    foreignKeys: [...foreignKeys.values()],
  };
}

function importedColumn(column: DraftColumn, table: DraftTable, foreignKey: ImportedForeignKey | undefined, positionOf: (span: Span) => TextPosition): ImportedColumn {
  const { name, writtenName, at, type, writtenType, isRequired, identity, values, min, max, comment, defaultValue } = column;
  const optional = { foreignKey, identity, values, min, max, comment, defaultValue };
  return {
    name,
    writtenName,
    position: positionOf(at),
    type,
    writtenType,
    isRequired,
    isUnique: isUnique(table, column),
    isPrimaryKey: table.keys.some(({ isPrimary, columns }) => isPrimary && columns.includes(column)),
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<ImportedColumn>),
    isFilled: foreignKey !== undefined || generatorOf(column) !== undefined,
  };
}

function namesOf(columns: readonly DraftColumn[]): readonly string[] {
  return columns.map(({ name }) => name);
}
