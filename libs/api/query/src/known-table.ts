import type { MadeTable, TableNaming } from '@dw-sim/api-warehouses';
import { formatColumnType, type ColumnType, type SqlDialect } from '@dw-sim/contracts';
import type { ExperimentModel } from '@dw-sim/generation-plan';
import { describedTable, writtenType, type DescribedTable, type EditorColumn, type EditorTable, type ListedTable, type SqlType, type TableLookup } from '@dw-sim/sql';

type TableModel = ExperimentModel['tables'][number];

/** A table that a text may name: of the experiment's definition, or made by an earlier text. */
export interface KnownTable {
  /** As the user knows it. */
  readonly name: string;
  readonly physicalName: string;
  readonly kind: 'table' | 'view';
  readonly columns: readonly KnownColumn[];
  readonly foreignKeys: EditorTable['foreignKeys'];
}

export interface KnownColumn {
  readonly name: string;
  /** Absent where it is none that a definition can have. */
  readonly type?: ColumnType;
  /** For people. */
  readonly typeName: string;
  readonly nullable: boolean;
  readonly hasDefault?: boolean;
  /** What else is worth telling: `key`, `→ customers.id`. */
  readonly note?: string;
}

/** A table of the definition. */
export function definedTable({ name, columns, relations }: TableModel, naming: TableNaming): KnownTable {
  return {
    name,
    physicalName: naming.physical(name),
    kind: 'table',
    columns: columns.map((column) => {
      const note = column.references ? `→ ${column.references.table}.${column.references.column}` : column.unique && !column.nullable ? 'key' : undefined;
      return { name: column.name, type: column.type, typeName: formatColumnType(column.type), nullable: column.nullable, ...(note !== undefined && { note }) };
    }),
    foreignKeys: relations.map((relation) => ({ columns: relation.columns, table: relation.table, references: relation.parentColumns })),
  };
}

/** A table that statements have made. */
export function madeTable({ name, kind, columns }: MadeTable, naming: TableNaming): KnownTable {
  return { name, physicalName: naming.physical(name), kind, columns, foreignKeys: [] };
}

/** A table as an editor shows it. */
export function editorTable({ name, physicalName, columns, foreignKeys }: KnownTable): EditorTable {
  return { name, physicalName, foreignKeys, columns: columns.map((column): EditorColumn => ({ name: column.name, type: column.typeName, ...(column.note !== undefined && { note: column.note }) })) };
}

/** A table as the warehouse's own catalogue tells of it. */
export function catalogueTable({ name, columns }: KnownTable): DescribedTable {
  const typed = describedTable(name, columns.map((column) => ({ ...column, type: column.type ?? { kind: 'VARCHAR' } })));
  return { ...typed, columns: typed.columns.map((column, index) => (columns[index]!.type ? column : { ...column, type: columns[index]!.typeName.toLowerCase() })) };
}

/** A table as SHOW and DESCRIBE tell of it, with types as the dialect writes them. */
export function listedTable({ name, kind, columns }: KnownTable, dialect: SqlDialect): ListedTable {
  return { name, kind, columns: columns.map(({ name: column, type, typeName, nullable }) => ({ name: column, type: type ? writtenType(type, dialect) : typeName, nullable })) };
}

/** Finds tables by their names, in whatever case; those of one schema alone where it is given. */
export function tableLookup(tables: readonly { readonly name: string; readonly columns: readonly Pick<KnownColumn, 'name' | 'type'>[] }[], schema?: string): TableLookup {
  const relations = new Map(tables.map(({ name, columns }) => [name.toLowerCase(), relationOf(columns)]));
  return (path) => {
    const written = path.at(-2)?.toLowerCase();
    const isElsewhere = schema !== undefined && written !== undefined && written !== schema.toLowerCase();
    return isElsewhere ? undefined : relations.get(path.at(-1)?.toLowerCase() ?? '');
  };
}

/** Columns with their types, as far as translation needs them. */
export function relationOf(columns: readonly Pick<KnownColumn, 'name' | 'type'>[]) {
  return { columns: columns.map(({ name, type }) => ({ name, type: type ? sqlType(type) : { family: 'unknown' as const } })) };
}

const FAMILIES: Readonly<Record<ColumnType['kind'], SqlType>> = {
  INT: 'integer', BIGINT: 'integer', FLOAT: 'float', DECIMAL: 'decimal', VARCHAR: 'text', DATE: 'date', TIME: 'time',
  TIMESTAMP: 'timestamp', TIMESTAMPTZ: 'timestamptz', BOOLEAN: 'boolean', UUID: 'text', JSON: 'json',
};

function sqlType(type: ColumnType): { readonly family: SqlType; readonly precision?: number; readonly scale?: number } {
  if (type.kind === 'DECIMAL') return { family: 'decimal', precision: type.precision, scale: type.scale };
  if (type.kind === 'BIGINT') return { family: 'integer', precision: 19, scale: 0 };
  return { family: FAMILIES[type.kind] };
}
