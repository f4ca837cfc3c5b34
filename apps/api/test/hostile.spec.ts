import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemDetails, QueryResult } from '@dw-sim/contracts';
import { PostgresServer } from '@dw-sim/warehouse-testing';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

jest.setTimeout(600_000);

/** By what they try; `{table}` is a table of the experiment, `{secret}` a file, `{target}` a path where nothing is. */
const HOSTILE = JSON.parse(readFileSync(join(__dirname, '../../../libs/sql/src/testing/hostile-statements.json'), 'utf8')) as Record<string, readonly string[]>;
const ROWS = 50;
const SECRET = 'hunter2hunter2';
/** Where each dialect runs. */
const PLACES = [['duckdb', 'ansi'], ['duckdb', 'redshift'], ['duckdb', 'snowflake'], ['sqlite', 'ansi'], ['redshift', 'redshift'], ['redshift', 'ansi']] as const;
/** What a statement is answered with that the text is read over for: nothing is done. */
const ALLOWED_ANSWER = 'status';

describe('hostile statements', () => {
  let postgres: PostgresServer;
  let server: TestServer;
  let secret: string;
  let target: string;

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    server = await TestServer.start({ DW_SIMULATOR_REDSHIFT_URL: postgres.url });
    for (const warehouse of ['duckdb', 'sqlite', 'redshift']) {
      await server.create(shopDefinition(`shop_${warehouse}`, warehouse, ROWS));
      expect(await server.run(`shop_${warehouse}`)).toMatchObject({ status: 'COMPLETED' });
    }
    secret = join(server.dataRoot, 'secret.csv');
    target = join(server.dataRoot, 'target');
    writeFileSync(secret, `word\n${SECRET}\n`);
  });
  afterAll(async () => {
    await server?.destroy();
    await postgres?.stop();
  });

  const contents = async (warehouse: string) =>
    (await server.post('/api/query/execute', { sql: 'SELECT COUNT(*), MIN(order_id), MAX(order_id) FROM orders', experiment: `shop_${warehouse}` }).expect(200)).body.rows;

  it.each(PLACES)('come to nothing on %s in %s SQL', async (warehouse, dialect) => {
    const through: string[] = [];
    const before = await contents(warehouse);
    for (const statement of Object.values(HOSTILE).flat()) {
      const sql = statement.replaceAll('{table}', 'orders').replaceAll('{secret}', secret).replaceAll('{target}', target);
      const response = await server.post('/api/query/execute', { sql, dialect, experiment: `shop_${warehouse}` });
      const problem = faultOf(response.status, response.body);
      if (problem !== undefined || response.text.includes(SECRET)) through.push(`${JSON.stringify(sql)}: ${problem ?? 'tells the secret'}`);
      if (existsSync(target)) {
        through.push(`${JSON.stringify(sql)} wrote a file`);
        rmSync(target, { recursive: true });
      }
    }
    expect(through).toEqual([]);
    expect(await contents(warehouse)).toEqual(before);
    await server.post('/api/query/execute', { sql: 'SELECT * FROM evil', experiment: `shop_${warehouse}` }).expect(422);
  });
});

/** What is wrong with an answer; undefined for a refusal, and for the notice of a statement that does nothing. */
function faultOf(status: number, body: ProblemDetails | QueryResult): string | undefined {
  if (status === 200) {
    const { columns, rows } = body as QueryResult;
    if (columns.map(({ name }) => name.toLowerCase()).join() === ALLOWED_ANSWER) return undefined;
    // A table that lives as long as the text: nothing is left of it, which the test asks for at its end.
    if (columns.length === 0 && rows.length === 0) return undefined;
    // The quotes were those of one string, which is what came back.
    const isString = columns.length === 1 && rows.length === 1 && String(rows[0]?.[0]).includes('DROP TABLE');
    return isString ? undefined : `answered ${JSON.stringify(rows)}`;
  }
  const { code, detail } = body as ProblemDetails;
  if (status !== 403 && status !== 422 && status !== 400) return `status ${status}: ${detail}`;
  if (code !== 'statement_not_allowed' && code !== 'invalid_sql' && code !== 'invalid_request') return `code ${code}: ${detail}`;
  return detail && !detail.includes('\n') ? undefined : `no clear message: ${detail}`;
}
