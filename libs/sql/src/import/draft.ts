import type { ColumnType, GeneratorDefinition } from '@dw-sim/contracts';
import type { Span } from './ddl-token';
import type { QualifiedName } from './qualified-name';
import type { TokenReader } from './token-reader';

/** A table as far as its statements have been read. Names and keys may still change. */
export interface DraftTable {
  /** Name in the definition, once it is chosen. */
  name: string;
  writtenName: QualifiedName;
  comment?: string;
  /** Something in it is refused, so that it is left out of the definition. */
  isFaulty: boolean;
  readonly columns: DraftColumn[];
  /** The primary key first, where there is one. */
  readonly keys: DraftKey[];
  readonly foreignKeys: DraftForeignKey[];
  readonly checks: DraftCheck[];
}

/** A condition of CHECK. */
export interface DraftCheck {
  readonly condition: TokenReader;
  /** The column that VALUE stands for, in the condition of a domain. */
  readonly subject?: DraftColumn;
}

export interface DraftColumn {
  /** Name in the definition, once it is chosen. */
  name: string;
  writtenName: string;
  readonly at: Span;
  type: ColumnType;
  writtenType: string;
  isRequired: boolean;
  /** Fills a column whose values have a form of their own. */
  generator?: GeneratorDefinition;
  identity?: { readonly start: number; readonly step: number };
  values?: readonly (string | number | boolean)[];
  min?: number | string;
  max?: number | string;
  comment?: string;
  defaultValue?: string;
  /** What a query takes the column from: its values are those of this one. */
  origin?: Pick<DraftColumn, 'values' | 'min' | 'max'>;
}

/** A primary or unique key. */
export interface DraftKey {
  readonly columns: readonly DraftColumn[];
  readonly isPrimary: boolean;
  readonly at: Span;
}

/** A foreign key by the names of the text, until all tables are known. */
export interface DraftForeignKey {
  readonly columns: readonly DraftColumn[];
  readonly parent: QualifiedName;
  /** Undefined where the primary key is meant. */
  readonly parentColumns?: readonly string[];
  readonly at: Span;
}

/** A table without columns yet. */
export function draftTable(writtenName: QualifiedName): DraftTable {
  return { name: '', writtenName, isFaulty: false, columns: [], keys: [], foreignKeys: [], checks: [] };
}

/** The column of a name: in its very spelling, otherwise in whatever case. */
export function findColumn(columns: readonly DraftColumn[], name: string): DraftColumn | undefined {
  const folded = name.toLowerCase();
  return columns.find(({ writtenName }) => writtenName === name) ?? columns.find(({ writtenName }) => writtenName.toLowerCase() === folded);
}

/** True for a key of this column alone. */
export function isUnique({ keys }: DraftTable, column: DraftColumn): boolean {
  return keys.some(({ columns }) => columns.length === 1 && columns[0] === column);
}

/** Adds a key, unless there is one of the same columns; a primary one stands first and its columns are required. */
export function addKey(table: DraftTable, key: DraftKey): void {
  const same = table.keys.findIndex(({ columns }) => columns.length === key.columns.length && columns.every((column) => key.columns.includes(column)));
  if (key.isPrimary) {
    for (const column of key.columns) column.isRequired = true;
    if (same >= 0) table.keys.splice(same, 1);
    table.keys.unshift(key);
  } else if (same < 0) table.keys.push(key);
}

/** A copy of a column that later changes of the other leave alone. */
export function copyColumn(column: DraftColumn): DraftColumn {
  return { ...column };
}
