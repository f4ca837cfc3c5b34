import type { ColumnType, GeneratorDefinition } from '@dw-sim/contracts';
import type { MappedType, TypeMapping } from './mapped-type';
import { numberIn, type WrittenType } from './written-type';

/** Longest text with a declared length; longer ones have none. */
const MAX_LENGTH = 65_535;

/** A text type of a length; 0 stands for one without. */
export function varchar(length = 0): ColumnType {
  return length >= 1 && length <= MAX_LENGTH ? { kind: 'VARCHAR', length } : { kind: 'VARCHAR' };
}

/** @param fallback length where none is given; 0 for none */
const text = (fallback = 0): TypeMapping => ({ args }, { dialect }) => {
  if (args[0]?.isNext('MAX')) return { type: varchar(dialect === 'redshift' ? MAX_LENGTH : 0) };
  return { type: varchar(numberIn(args[0]) ?? fallback) };
};

/** Redshift: TEXT, BPCHAR and VARCHAR without a length have 256 bytes. */
const redshiftText = (fallback: number): TypeMapping => (written, context) => text(context.dialect === 'redshift' ? 256 : fallback)(written, context);

/** Text of a form of its own. */
const formed = (pattern: string, length: number, what: string): TypeMapping => ({ written }) => ({
  type: varchar(length),
  generator: { type: 'pattern', params: { pattern } },
  warning: `${written} is imported as ${length > 0 ? `VARCHAR(${length})` : 'VARCHAR'} with ${what}`,
});

const WKT_POINT = 'POINT\\(-?(1[0-7]\\d|[1-9]?\\d)\\.\\d{4} -?[1-8]?\\d\\.\\d{4}\\)';
const point = formed(WKT_POINT, 64, 'points in WKT, such as POINT(13.4050 52.5200)');

const binary: TypeMapping = ({ args, written, name }) => {
  const byteLength = numberIn(args[0]) ?? (name === 'BINARY' || name === 'RAW' ? 0 : undefined);
  const digits = 2 * Math.min(16, byteLength || 16);
  const type = varchar(2 * (byteLength ?? 0));
  return { type, generator: hex(digits), warning: `${written} is imported as text of hexadecimal digits` };
};

function hex(digits: number): GeneratorDefinition {
  return { type: 'pattern', params: { pattern: `[0-9a-f]{${digits}}` } };
}

const bits: TypeMapping = ({ args, written, name }, { dialect }) => {
  const length = numberIn(args[0]) ?? (name === 'BIT' ? 1 : 64);
  if (name === 'BIT' && length === 1) return { type: { kind: 'BOOLEAN' }, ...(dialect === 'postgres' && { warning: 'BIT is imported as BOOLEAN' }) };
  return { type: varchar(length), generator: { type: 'pattern', params: { pattern: `[01]{${Math.min(length, 64)}}` } }, warning: `${written} is imported as text of the digits 0 and 1` };
};

/** `ENUM('a', 'b')`; a SET holds one of its values here. */
const listed: TypeMapping = (written) => {
  const values = textsOf(written);
  if (values.length === 0) return { code: 'invalid_type', refused: `${written.written} has no values`, hint: `write them in quotes: ${written.name}('small', 'large')` };
  return { ...enumOf(values), ...(written.name === 'SET' && { warning: `${written.written} is imported with one of its values in each row, never several` }) };
};

function textsOf({ args }: WrittenType): readonly string[] {
  return args.flatMap((argument) => argument.rest().takeText() ?? []);
}

/** The type of a column of a few texts. */
export function enumOf(values: readonly string[]): MappedType {
  const distinct = [...new Set(values)];
  return { type: varchar(Math.max(1, ...distinct.map((value) => [...value].length))), values: distinct };
}

const words: TypeMapping = ({ written }) => ({ type: varchar(), warning: `${written} is imported as VARCHAR with ordinary text` });
const rule = (name: string, length: number): TypeMapping => ({ written }) => ({ type: varchar(length), generator: { type: 'faker', params: { rule: name } }, warning: `${written} is imported as VARCHAR(${length})` });

/** Types of text and of what becomes text, by name. */
export const TEXT_TYPES: Readonly<Record<string, TypeMapping>> = {
  ...all('VARCHAR,CHARACTER VARYING,CHAR VARYING,NVARCHAR,NATIONAL VARCHAR,NCHAR VARYING,NATIONAL CHARACTER VARYING,NATIONAL CHAR VARYING,VARYING CHARACTER', redshiftText(0)),
  ...all('CHAR,CHARACTER,NCHAR,NATIONAL CHARACTER,NATIONAL CHAR,NATIVE CHARACTER', text(1)),
  ...all('TEXT,BPCHAR', redshiftText(0)),
  ...all('VARCHAR2,NVARCHAR2,STRING,GRAPHIC,VARGRAPHIC,LONG VARGRAPHIC,DBCLOB,CITEXT,CLOB,NCLOB,NTEXT,TINYTEXT,MEDIUMTEXT,LONGTEXT,LONG VARCHAR,LONG TEXT,CHARACTER LARGE OBJECT,CHAR LARGE OBJECT,NCHAR LARGE OBJECT', text()),
  ...all('NAME,REGCLASS,REGTYPE,REGPROC,SYSNAME', () => ({ type: varchar(63) })),
  ...all('ENUM,SET', listed),
  ...all('GEOMETRY,GEOGRAPHY,POINT', point),
  ...all('LINESTRING,POLYGON,MULTIPOINT,MULTILINESTRING,MULTIPOLYGON,GEOMETRYCOLLECTION,GEOMCOLLECTION,LINE,LSEG,BOX,PATH,CIRCLE', point),
  ...all('VARBYTE,VARBINARY,BINARY,BINARY VARYING,BYTEA,BLOB,TINYBLOB,MEDIUMBLOB,LONGBLOB,BYTES,RAW,LONG RAW,IMAGE,BINARY LARGE OBJECT,ROWVERSION,BFILE', binary),
  ...all('LTREE,LQUERY,LTXTQUERY', formed('[a-z]{3,8}(\\.[a-z]{3,8}){0,3}', 0, 'paths such as top.science')),
  ...all('ROWID,UROWID', formed('[A-Za-z0-9]{18}', 18, 'eighteen letters and digits')),
  ...all('BIT,BIT VARYING,VARBIT', bits),
  ...all('XML,TSVECTOR,TSQUERY,SQL_VARIANT,HIERARCHYID,INT4RANGE,INT8RANGE,NUMRANGE,TSRANGE,TSTZRANGE,DATERANGE,INT4MULTIRANGE,INT8MULTIRANGE,NUMMULTIRANGE,TSMULTIRANGE,TSTZMULTIRANGE,DATEMULTIRANGE,PG_LSN,JSONPATH,FILE,XMLTYPE,URITYPE', words),
  INET: rule('internet.ip', 45),
  CIDR: formed('(10|172|192)\\.\\d{1,2}\\.\\d{1,2}\\.0/24', 43, 'networks such as 10.4.17.0/24'),
  MACADDR: rule('internet.mac', 17),
  MACADDR8: rule('internet.mac', 23),
};

function all(names: string, mapping: TypeMapping): Readonly<Record<string, TypeMapping>> {
  return Object.fromEntries(names.split(',').map((name) => [name, mapping]));
}
