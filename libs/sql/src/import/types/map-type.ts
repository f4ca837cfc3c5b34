import type { DdlDialect } from '@dw-sim/contracts';
import { didYouMean, shortened } from '../import-context';
import type { MappedType, RefusedType, TypeContext, TypeMapping } from './mapped-type';
import { arrayType, NESTED_TYPES } from './nested-types';
import { NUMBER_TYPES } from './number-types';
import { TEXT_TYPES, varchar } from './text-types';
import { TIME_TYPES } from './time-types';
import { readType, type WrittenType } from './written-type';

function wrapped({ args, ...written }: WrittenType, context: TypeContext): MappedType | RefusedType {
  const inner = args[0] && readType(args[0]);
  return inner ? context.map(inner) : unknownType({ args, ...written });
}

const OTHER_TYPES: Readonly<Record<string, TypeMapping>> = {
  BOOLEAN: () => ({ type: { kind: 'BOOLEAN' } }),
  BOOL: () => ({ type: { kind: 'BOOLEAN' } }),
  UUID: () => ({ type: { kind: 'UUID' } }),
  // ClickHouse's wrappers of a type.
  NULLABLE: wrapped,
  LOWCARDINALITY: wrapped,
  UNIQUEIDENTIFIER: () => ({ type: { kind: 'UUID' } }),
  HLLSKETCH: () => ({ code: 'unsupported_type', refused: 'HLLSKETCH holds a sketch of other values, which can\'t be simulated', hint: 'leave the column out; HLL(column) counts in a query' }),
};

const TYPES: Readonly<Record<string, TypeMapping>> = { ...NUMBER_TYPES, ...TEXT_TYPES, ...TIME_TYPES, ...NESTED_TYPES, ...OTHER_TYPES };
/** Levels of arrays and objects in each other. */
const DEEPEST = 20;

/**
 * What a type becomes: one of the product's, with a warning where it says something else, or the reason why not.
 *
 * @param defined types that the text defines, by name in upper case
 */
export function mapType(written: WrittenType, dialect: DdlDialect, defined: (name: string) => MappedType | undefined, depth = 0): MappedType | RefusedType {
  const context: TypeContext = { dialect, defined, map: (part) => mapType(part, dialect, defined, depth + 1) };
  if (depth > DEEPEST) return { code: 'invalid_type', refused: 'the type is nested too deeply', hint: 'write JSON, SUPER or VARIANT' };
  if (written.isArray) return arrayType({ ...written, isArray: false }, context);
  const mapping = Object.hasOwn(TYPES, written.name) ? TYPES[written.name] : undefined;
  const own = defined(written.name);
  if (own) return own;
  if (mapping) return mapping(written, context);
  return dialect === 'sqlite' ? byAffinity(written) : unknownType(written);
}

/** The type of a SQLite column whose type is no known name: https://www.sqlite.org/datatype3.html, section 3.1. */
function byAffinity({ name, written }: WrittenType): MappedType {
  const told = (type: MappedType['type'], shown: string): MappedType => ({ type, warning: `${written} is imported as ${shown}, by SQLite's rules of affinity` });
  if (name.includes('INT')) return told({ kind: 'BIGINT' }, 'BIGINT');
  if (/CHAR|CLOB|TEXT/.test(name)) return told(varchar(), 'VARCHAR');
  if (/REAL|FLOA|DOUB/.test(name)) return told({ kind: 'FLOAT' }, 'FLOAT');
  return told({ kind: 'FLOAT' }, 'FLOAT');
}

/** True for a name that some dialect has for a type. */
export function isTypeName(word: string): boolean {
  return Object.hasOwn(TYPES, word);
}

function unknownType({ name, written }: WrittenType): RefusedType {
  return {
    code: 'unknown_type',
    refused: `unknown type ${shortened(written)}${didYouMean(name, Object.keys(TYPES))}`,
    hint: 'write a type of the dialect such as INTEGER, NUMERIC(12,2), VARCHAR(40), DATE or TIMESTAMP, or CREATE TYPE before the table',
  };
}
