import { type DdlDialect, formatColumnType } from '@dw-sim/contracts';
import { previewTables } from '@dw-sim/generation-engine';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { importDdl } from './import-ddl';

/** What the types of a list become, without warnings and with them (`*`). */
function mapped(types: readonly string[], dialect: DdlDialect): Record<string, string> {
  const sql = `CREATE TABLE t (${types.map((type, index) => `c${index} ${type}`).join(', ')})`;
  const { tables, definition, faults, warnings } = importDdl(sql, { dialect });
  expect(faults).toEqual([]);
  const { model, errors } = checkDefinition(definition, { warehouses: [] });
  expect(errors).toEqual([]);
  if (model) expect(previewTables(compilePlan(model, { seed: 1 }), 20)[0].rows).toHaveLength(20);
  const told = new Set(warnings.map(({ column }) => column));
  return Object.fromEntries(tables[0].columns.map(({ name, type }, index) => [types[index], `${formatColumnType(type)}${told.has(name) ? '*' : ''}`]));
}

test('types of Redshift', () => {
  const expected = {
    SMALLINT: 'INT', INT2: 'INT', INTEGER: 'INT', INT: 'INT', INT4: 'INT', BIGINT: 'BIGINT', INT8: 'BIGINT', DECIMAL: 'DECIMAL(18,0)', NUMERIC: 'DECIMAL(18,0)', 'NUMERIC(38, 37)': 'DECIMAL(38,37)', 'DECIMAL(9)': 'DECIMAL(9,0)',
    REAL: 'FLOAT', FLOAT4: 'FLOAT', 'DOUBLE PRECISION': 'FLOAT', FLOAT8: 'FLOAT', FLOAT: 'FLOAT', BOOLEAN: 'BOOLEAN', BOOL: 'BOOLEAN',
    CHAR: 'VARCHAR(1)', 'CHAR(10)': 'VARCHAR(10)', 'CHARACTER(3)': 'VARCHAR(3)', 'NCHAR(4)': 'VARCHAR(4)', BPCHAR: 'VARCHAR(256)', VARCHAR: 'VARCHAR(256)', 'VARCHAR(65535)': 'VARCHAR(65535)', 'VARCHAR(MAX)': 'VARCHAR(65535)', 'CHARACTER VARYING(7)': 'VARCHAR(7)', 'NVARCHAR(5)': 'VARCHAR(5)', TEXT: 'VARCHAR(256)',
    DATE: 'DATE', TIME: 'TIME', TIMETZ: 'TIME*', 'TIME WITH TIME ZONE': 'TIME*', TIMESTAMP: 'TIMESTAMP', 'TIMESTAMP WITHOUT TIME ZONE': 'TIMESTAMP', TIMESTAMPTZ: 'TIMESTAMPTZ', 'TIMESTAMP WITH TIME ZONE': 'TIMESTAMPTZ',
    SUPER: 'JSON', GEOMETRY: 'VARCHAR(64)*', GEOGRAPHY: 'VARCHAR(64)*', VARBYTE: 'VARCHAR*', 'VARBYTE(8)': 'VARCHAR(16)*', 'VARBINARY(100)': 'VARCHAR(200)*', 'INTERVAL YEAR TO MONTH': 'INT*', 'INTERVAL DAY TO SECOND (3)': 'BIGINT*',
  };
  expect(mapped(Object.keys(expected), 'redshift')).toEqual(expected);
});

test('types of Snowflake', () => {
  const expected = {
    NUMBER: 'DECIMAL(38,0)', 'NUMBER(10,2)': 'DECIMAL(10,2)', DECIMAL: 'DECIMAL(38,0)', NUMERIC: 'DECIMAL(38,0)', INT: 'INT', INTEGER: 'INT', BIGINT: 'BIGINT', SMALLINT: 'INT', TINYINT: 'INT', BYTEINT: 'INT', FLOAT: 'FLOAT', FLOAT4: 'FLOAT', DOUBLE: 'FLOAT', REAL: 'FLOAT', DECFLOAT: 'FLOAT*',
    VARCHAR: 'VARCHAR', 'VARCHAR(16777216)': 'VARCHAR', 'VARCHAR(20)': 'VARCHAR(20)', CHAR: 'VARCHAR(1)', CHARACTER: 'VARCHAR(1)', STRING: 'VARCHAR', 'STRING(10)': 'VARCHAR(10)', TEXT: 'VARCHAR', 'BINARY(8)': 'VARCHAR(16)*', VARBINARY: 'VARCHAR*',
    BOOLEAN: 'BOOLEAN', DATE: 'DATE', DATETIME: 'TIMESTAMP', 'TIME(3)': 'TIME', 'TIMESTAMP(9)': 'TIMESTAMP', TIMESTAMP_NTZ: 'TIMESTAMP', 'TIMESTAMP_LTZ(6)': 'TIMESTAMPTZ', TIMESTAMP_TZ: 'TIMESTAMPTZ', 'TIMESTAMP WITHOUT TIME ZONE': 'TIMESTAMP',
    VARIANT: 'JSON', OBJECT: 'JSON', ARRAY: 'JSON', 'ARRAY(NUMBER NOT NULL)': 'JSON', 'OBJECT(city VARCHAR, pos OBJECT(x FLOAT))': 'JSON', 'MAP(VARCHAR, INT)': 'JSON', 'VECTOR(FLOAT, 256)': 'JSON*', 'VECTOR(INT, 4096)': 'JSON*', GEOGRAPHY: 'VARCHAR(64)*', GEOMETRY: 'VARCHAR(64)*', UUID: 'UUID',
  };
  expect(mapped(Object.keys(expected), 'snowflake')).toEqual(expected);
});

test('types of other databases', () => {
  const expected = {
    SERIAL: 'INT', BIGSERIAL: 'BIGINT', 'INT[]': 'JSON', 'TEXT ARRAY[4]': 'JSON', JSONB: 'JSON', HSTORE: 'JSON*', BYTEA: 'VARCHAR*', INET: 'VARCHAR(45)*', CIDR: 'VARCHAR(43)*', MACADDR: 'VARCHAR(17)*', MONEY: 'DECIMAL(19,4)', XML: 'VARCHAR*', 'BIT(8)': 'VARCHAR(8)*', BIT: 'BOOLEAN', INTERVAL: 'BIGINT*', 'GEOMETRY(Point, 4326)': 'VARCHAR(64)*', CITEXT: 'VARCHAR',
    'INT UNSIGNED': 'BIGINT', 'TINYINT(1)': 'BOOLEAN*', 'MEDIUMINT(8)': 'INT', LONGTEXT: 'VARCHAR', "ENUM('a', 'bcd')": 'VARCHAR(3)', "SET('a', 'b')": 'VARCHAR(1)*', YEAR: 'INT', 'DECIMAL(65,30)': 'DECIMAL(38,3)*', 'VARBINARY(16)': 'VARCHAR(32)*',
    'NVARCHAR(MAX)': 'VARCHAR', DATETIME2: 'TIMESTAMP', DATETIMEOFFSET: 'TIMESTAMPTZ', UNIQUEIDENTIFIER: 'UUID', SMALLMONEY: 'DECIMAL(10,4)', 'VARCHAR2(20 CHAR)': 'VARCHAR(20)', 'NUMBER(*,0)': 'DECIMAL(38,0)', CLOB: 'VARCHAR', INT64: 'BIGINT', 'ARRAY<STRUCT<a INT64, b STRING>>': 'JSON', 'NUMERIC(10,-2)': 'DECIMAL(12,0)*',
  };
  expect(mapped(Object.keys(expected), 'ansi')).toEqual(expected);
});

test.each([
  ['a VARCAHR(20)', 'unknown_type', 'did you mean VARCHAR?'],
  ['a HLLSKETCH', 'unsupported_type', 'HLLSKETCH'],
  ['a VECTOR(10)', 'invalid_type', 'VECTOR(10)'],
  ['a TIMESTAMP_NTZ(12)', 'invalid_type', '12 digits'],
  ['a DECIMAL(0,0)', 'invalid_type', 'DECIMAL(0,0)'],
  ['a ENUM()', 'invalid_type', 'no values'],
])('%s is refused', (column, code, part) => {
  const { faults, tables } = importDdl(`CREATE TABLE t (${column})`, { dialect: 'redshift' });
  expect(tables).toEqual([]);
  expect(faults).toEqual([expect.objectContaining({ code, message: expect.stringContaining(part), position: expect.objectContaining({ line: 1, column: 19 }) })]);
  expect(faults[0].hint).not.toBe('');
});

test('enums, domains and their conditions', () => {
  const { definition, warnings } = importDdl(
    `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN app.year AS integer CHECK (VALUE >= 1901 AND VALUE <= 2155); CREATE DOMAIN grade AS text NOT NULL CHECK (VALUE IN ('A', 'B'));
     CREATE TYPE addr AS (street text); CREATE TABLE t (m mood NOT NULL, y app.year, g grade, a addr);`,
    { dialect: 'postgres' },
  );
  expect(definition.tables[0].columns).toEqual([
    { name: 'm', data_type: 'VARCHAR(3)', required: true, generator: { type: 'choice', params: { values: ['sad', 'ok'] } } },
    { name: 'y', data_type: 'INT', min_value: 1901, max_value: 2155 },
    { name: 'g', data_type: 'VARCHAR', required: true, generator: { type: 'choice', params: { values: ['A', 'B'] } } },
    { name: 'a', data_type: 'JSON' },
  ]);
  expect(warnings.map(({ code }) => code)).toEqual(['adapted_type']);
});
