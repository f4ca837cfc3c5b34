import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { translateSql } from '../../translate/translate-sql';
import { describedTable } from '../redshift/described-table';

const described = [
  describedTable('orders', [{ name: 'id', type: { kind: 'BIGINT' }, nullable: false }, { name: 'total', type: { kind: 'DECIMAL', precision: 12, scale: 2 }, nullable: true }, { name: 'tags', type: { kind: 'JSON' }, nullable: true }]),
  describedTable('regions', [{ name: 'name', type: { kind: 'VARCHAR', length: 20 }, nullable: true }, { name: 'seen', type: { kind: 'TIMESTAMP' }, nullable: true }]),
];

describe('INFORMATION_SCHEMA of Snowflake', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(':memory:')).connect();
  });
  afterAll(() => connection.closeSync());

  const rows = async (sql: string) => (await connection.runAndReadAll(translateSql(sql, { dialect: 'snowflake', engine: 'duckdb', described }).sql)).getRowsJson();

  it('lists the tables of the experiment in upper case', async () => {
    expect(await rows('select table_schema, table_name, table_type from information_schema.tables order by 2')).toEqual([['PUBLIC', 'ORDERS', 'BASE TABLE'], ['PUBLIC', 'REGIONS', 'BASE TABLE']]);
    expect(await rows("select count(*) from db.INFORMATION_SCHEMA.TABLES t where t.table_name = 'ORDERS'")).toEqual([['1']]);
  });

  it('tells the types of columns as Snowflake names them', async () => {
    expect(await rows('select column_name, data_type, numeric_precision, numeric_scale, character_maximum_length, is_nullable from information_schema.columns order by table_name, ordinal_position')).toEqual([
      ['ID', 'NUMBER', '38', '0', null, 'NO'], ['TOTAL', 'NUMBER', '12', '2', null, 'YES'], ['TAGS', 'VARIANT', null, null, null, 'YES'], ['NAME', 'TEXT', null, null, '20', 'YES'], ['SEEN', 'TIMESTAMP_NTZ', null, null, null, 'YES'],
    ]);
  });

  it.each(['information_schema.views', 'snowflake.account_usage.query_history'])('refuses %s', (name) => {
    expect(() => translateSql(`select * from ${name}`, { dialect: 'snowflake', engine: 'duckdb', described })).toThrow('is not simulated');
  });
});
