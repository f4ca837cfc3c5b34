import { describeWarehouseContract, testConnection } from '@dw-sim/warehouse-testing';
import { HOSTILE_STATEMENTS } from './testing/hostile-statements';
import { PostgresStrategy } from './postgres-strategy';

describeWarehouseContract({
  name: 'PostgreSQL',
  makeStrategy: () => new PostgresStrategy(),
  makeConnection: testConnection,
  source: {
    imports: `import { PostgresStrategy } from '@dw-sim/warehouse-postgres';`,
    expression: 'new PostgresStrategy()',
  },
  manyRows: 300_000,
  dialect: { typeOf: (column) => `pg_typeof(${column})::text`, jsonText: (column, member) => `${column} ->> '${member}'` },
  hostileStatements: HOSTILE_STATEMENTS,
});
