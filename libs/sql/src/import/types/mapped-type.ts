import type { ColumnType, DdlDialect, GeneratorDefinition } from '@dw-sim/contracts';
import type { WrittenType } from './written-type';

/** What a type of the text becomes. */
export interface MappedType {
  readonly type: ColumnType;
  /** What fills a column whose values have a form of their own. */
  readonly generator?: GeneratorDefinition;
  /** The only values, of an enum. */
  readonly values?: readonly (string | number | boolean)[];
  /** The column counts up. */
  readonly isSerial?: boolean;
  readonly isRequired?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** What the user should know: a sentence about the column, without its name. */
  readonly warning?: string;
}

/** Why a type can't be had, and what to write instead. */
export interface RefusedType {
  readonly code: string;
  readonly refused: string;
  readonly hint: string;
}

/** What types are read with. */
export interface TypeContext {
  readonly dialect: DdlDialect;
  /** A type that the text defines: an enum or a domain. */
  defined(name: string): MappedType | undefined;
  /** Reads a part of a type: an element of an array. */
  map(type: WrittenType): MappedType | RefusedType;
}

export type TypeMapping = (written: WrittenType, context: TypeContext) => MappedType | RefusedType;

export function isRefused(mapped: MappedType | RefusedType): mapped is RefusedType {
  return 'refused' in mapped;
}
