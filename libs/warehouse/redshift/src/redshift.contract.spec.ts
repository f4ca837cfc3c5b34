import { describeWarehouseContract, testConnection, useWorkbench } from '@dw-sim/warehouse-testing';
import { RedshiftStrategy } from './redshift-strategy';

describeWarehouseContract({
  name: 'Redshift on PostgreSQL',
  makeStrategy: () => new RedshiftStrategy(),
  makeConnection: testConnection,
  source: {
    imports: `import { RedshiftStrategy } from '@dw-sim/warehouse-redshift';`,
    expression: 'new RedshiftStrategy()',
  },
  manyRows: 300_000,
  dialect: { typeOf: (column) => `pg_typeof(${column})::text`, jsonText: (column, member) => `${column} ->> '${member}'` },
  // The gate is PostgreSQL's own, whose suite has the whole list.
  hostileStatements: ['DROP TABLE {table}', "SELECT pg_read_file('{secret}')", "COPY {table} TO '{target}'", "UNLOAD ('SELECT 1') TO 's3://x'"],
});

describe('Redshift on PostgreSQL', () => {
  const bench = useWorkbench(() => new RedshiftStrategy(), testConnection);

  it('says that PostgreSQL stands in', async () => {
    expect((await bench().session.status()).label).toBe('Redshift (PostgreSQL standing in)');
  });

  it('leaves out what only a real Redshift knows', async () => {
    await bench().session.createTables([
      { name: 'shop__t', columns: [{ name: 'id', type: { kind: 'INT' }, nullable: false }], uniqueKeys: [], foreignKeys: [], layout: { distKey: 'id', sortKeys: ['id'], encodings: { id: 'az64' } } },
    ]);
    expect(await bench().session.countRows('shop__t')).toBe(0);
  });
});
