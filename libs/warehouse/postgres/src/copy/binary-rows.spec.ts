import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { tableOf, testConnection, useWorkbench } from '@dw-sim/warehouse-testing';
import { PostgresStrategy } from '../postgres-strategy';

describe('binaryRows', () => {
  const bench = useWorkbench(() => new PostgresStrategy(), testConnection);

  it('keeps every value of every type over many chunks, NULL among them', async () => {
    const rowCount = 7_000;
    const table = tableOf('shop__all', {
      i: { kind: 'INT' },
      b: { kind: 'BIGINT' },
      f: { kind: 'FLOAT' },
      d: { kind: 'DECIMAL', precision: 20, scale: 5 },
      v: { kind: 'VARCHAR', length: 200 },
      day: { kind: 'DATE' },
      t: { kind: 'TIME' },
      ts: { kind: 'TIMESTAMP' },
      tz: { kind: 'TIMESTAMPTZ' },
      yes: { kind: 'BOOLEAN' },
      u: { kind: 'UUID' },
      j: { kind: 'JSON' },
    });
    const h = (salt: number) => `(hash(range, ${salt}) >> 1)::BIGINT`;
    const values: Record<string, string> = {
      i: `(${h(1)} % 4294967296 - 2147483648)::INTEGER`,
      b: `${h(2)} - 4611686018427387904`,
      f: `(${h(3)} - 4611686018427387904) / 1e9`,
      d: `((${h(4)} - 4611686018427387904) / power(10, 4 + ${h(5)} % 15))::DECIMAL(20, 5)`,
      v: `repeat(chr((33 + ${h(6)} % 900)::INTEGER), (${h(7)} % 60)::INTEGER)`,
      day: `DATE '1900-01-01' + (${h(8)} % 100000)::INTEGER`,
      t: `TIME '00:00:00' + to_microseconds(${h(9)} % 86400000000)`,
      ts: `make_timestamp(${h(10)} % 9000000000000000 - 4500000000000000)`,
      tz: `make_timestamp(${h(11)} % 9000000000000000 - 4500000000000000) AT TIME ZONE 'UTC'`,
      yes: `${h(12)} % 2 = 0`,
      u: `md5(range::VARCHAR)::UUID`,
      j: `('{"a":' || range || '}')::JSON`,
    };
    const columns = Object.entries(values).map(([name, sql], index) => `CASE WHEN ${h(20 + index)} % 9 > 0 THEN ${sql} END AS ${name}`);
    const select = `SELECT ${columns.join(', ')} FROM range(${rowCount})`;
    await bench().fill(table, select, rowCount);
    const cells = Object.keys(values).map((name) => `${name}::VARCHAR`).join(', ');
    const { rows } = await bench().query(`SELECT ${cells} FROM shop__all`);
    expect(rows).toHaveLength(rowCount);
    expect(rows.map((row) => row.map(alike))).toEqual((await asDuckDbWrites(`SELECT ${cells} FROM (${select})`)).map((row) => row.map(alike)));
  });
});

/** Floats by their value; JSON and years before our era as DuckDB writes them. */
function alike(cell: unknown, index: number): unknown {
  if (cell === null) return null;
  return index === 2 ? Number(cell) : String(cell).replace('": ', '":').replace(/ \(BC\)/, ' BC');
}

async function asDuckDbWrites(select: string): Promise<DuckDBValue[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  const rows = await (await connection.run(select)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows;
}
