import { complete } from './complete';
import type { SqlDialect } from '@dw-sim/contracts';
import type { EditorContext, EditorTable } from '../catalogue';

const table = (name: string, columns: Readonly<Record<string, string>>, foreignKeys: EditorTable['foreignKeys'] = []): EditorTable => ({
  name,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
  foreignKeys,
  physicalName: `shop__${name}`,
});
const TABLES = [
  table('customers', { customer_id: 'INT', email: 'VARCHAR', country: 'VARCHAR' }),
  table('orders', { order_id: 'INT', customer_id: 'INT', order_date: 'DATE', total: 'DECIMAL(10,2)' }, [{ columns: ['customer_id'], table: 'customers', references: ['customer_id'] }]),
  table('order_items', { order_id: 'INT', line: 'INT', sku: 'VARCHAR' }, [{ columns: ['order_id'], table: 'orders', references: ['order_id'] }]),
];

function at(text: string, dialect: SqlDialect = 'redshift', context: Partial<EditorContext> = {}) {
  const offset = text.indexOf('|');
  const sql = text.replace('|', '');
  const { replace, items } = complete(sql, offset, { dialect, language: 'duckdb', tables: TABLES, ...context });
  return { items, replaced: sql.slice(replace.start, replace.end), labels: items.map(({ label }) => label), of: (kind: string) => items.filter((item) => item.kind === kind).map(({ label }) => label) };
}

describe('completion of columns', () => {
  it.each([
    ['SELECT c.| FROM customers c'],
    ['SELECT c. | FROM customers c'],
    ['SELECT c.|'.concat(' FROM customers c WHERE c.country = \'NL\'')],
    ['SELECT COUNT(c.| FROM customers c'],
    ['SELECT * FROM customers c WHERE c.|'],
    ['SELECT * FROM customers AS c ORDER BY c.|'],
    ['SELECT * FROM orders o JOIN customers c ON c.|'],
    ['SELECT * FROM orders o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.|)'],
    ['SELECT * FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.|'],
    ['SELECT 1; SELECT c.| FROM customers c; SELECT 2'],
    ['EXPLAIN SELECT c.| FROM customers c'],
    ['SELECT c.| FROM shop.customers c'],
    ['SELECT c.| FROM shop__customers c'],
    ['SELECT c.| FROM "customers" c'],
    ['SELECT customers.| FROM customers'],
    ['SELECT /* c. */ c.| -- rest\nFROM customers c'],
  ])('%s', (text) => {
    expect(at(text).of('column').slice(0, 3)).toEqual(['customer_id', 'email', 'country']);
    expect(at(text).of('keyword')).toEqual([]);
  });

  it('knows an alias that a JOIN has just brought', () => {
    expect(at('SELECT * FROM customers c JOIN orders o ON o.|').labels).toEqual(['order_id', 'customer_id', 'order_date', 'total']);
  });

  it('takes the place of the word that is written, and ranks what starts with it first', () => {
    const { labels, replaced } = at('SELECT cu| FROM customers');
    expect(replaced).toBe('cu');
    expect(labels[0]).toBe('customer_id');
    expect(at('SELECT id| FROM orders').labels.slice(0, 2)).toEqual(['order_id', 'customer_id']);
    expect(at('SELECT or|d FROM orders').replaced).toBe('ord');
  });

  it('tells type and table, and what is ambiguous apart', () => {
    const [item] = at('SELECT total| FROM orders').items;
    expect(item).toMatchObject({ kind: 'column', detail: 'DECIMAL(10,2) · orders', insert: 'total' });
    const both = at('SELECT customer_id| FROM orders o JOIN customers c ON true').items.filter(({ kind }) => kind === 'column');
    expect(both.map(({ insert }) => insert)).toEqual(['o.customer_id', 'c.customer_id']);
  });

  it('offers the columns of every table where the query names none yet', () => {
    expect(at('SELECT |').of('column')).toContain('sku');
    expect(at('SELECT sk|').items[0]).toMatchObject({ label: 'sku', detail: 'VARCHAR · order_items' });
  });

  it('knows the columns of common table expressions and derived tables with their types', () => {
    const cte = 'WITH t AS (SELECT customer_id AS id, SUM(total) revenue, total::int AS whole, o.order_date FROM orders o GROUP BY 1)';
    expect(at(`${cte} SELECT t.| FROM t`).of('column').slice(0, 4)).toEqual(['id', 'revenue', 'whole', 'order_date']);
    expect(at(`${cte} SELECT order_d| FROM t`).items[0]!.detail).toBe('DATE · t');
    expect(at(`${cte} SELECT whol| FROM t`).items[0]!.detail).toBe('INT · t');
    expect(at('SELECT x.| FROM (SELECT * FROM customers) x').labels).toContain('email');
    expect(at('SELECT x.| FROM (SELECT c.*, 1 AS one FROM customers c) x').of('column')).toEqual(['customer_id', 'email', 'country', 'one', '*']);
    expect(at('WITH a AS (SELECT email FROM customers), b AS (SELECT a.| FROM a) SELECT * FROM b').labels).toContain('email');
    expect(at('WITH a(x, y) AS (SELECT 1, 2) SELECT a.| FROM a').labels).toEqual(['x', 'y', '*']);
    expect(at('SELECT q.| FROM (SELECT email FROM customers UNION ALL SELECT sku FROM order_items) AS q(name)').labels).toContain('name');
  });

  it('sees outer queries from inside, and not what stands beside', () => {
    expect(at('SELECT * FROM customers c WHERE EXISTS (SELECT | FROM orders o)').of('source')).toEqual(['o', 'c']);
    expect(at('SELECT * FROM customers c, (SELECT | FROM orders o) x').of('source')).toEqual(['o']);
  });

  it('gives the items of FLATTEN in Snowflake', () => {
    expect(at('SELECT f.| FROM orders o, LATERAL FLATTEN(INPUT => o.total) f', 'snowflake').labels).toContain('VALUE');
  });

  it('offers names of the select list where they can be used', () => {
    expect(at('SELECT SUM(total) AS revenue FROM orders GROUP BY 1 ORDER BY rev|').items[0]).toMatchObject({ label: 'revenue', kind: 'alias' });
    expect(at('SELECT SUM(total) revenue FROM orders ORDER BY |').of('alias')).toEqual(['revenue']);
  });

  it('writes names that need quotes in quotes, also where one is open', () => {
    const tables = [table('my table', { 'first name': 'VARCHAR', 'order': 'INT' })];
    expect(at('SELECT fi| FROM "my table"', 'redshift', { tables }).items[0]!.insert).toBe('"first name"');
    expect(at('SELECT ord| FROM "my table"', 'redshift', { tables }).items[0]!.insert).toBe('"order"');
    const open = at('SELECT "cust| FROM customers');
    expect(open.items[0]!.insert).toBe('"customer_id"');
    expect(open.replaced).toBe('"cust');
  });
});

describe('completion of relations', () => {
  it.each(['SELECT * FROM |', 'SELECT * FROM orders, |', 'INSERT INTO |', 'DESCRIBE |', 'SELECT (SELECT 1 FROM |)'])('%s', (text) => {
    expect(at(text).of('table').slice().sort()).toEqual(['customers', 'order_items', 'orders']);
  });

  it('offers common table expressions first', () => {
    expect(at('WITH recent AS (SELECT 1 AS a) SELECT * FROM |').labels[0]).toBe('recent');
  });

  it('offers what foreign keys join, with the condition', () => {
    expect(at('SELECT * FROM orders o JOIN |').of('join')).toEqual(['customers c ON c.customer_id = o.customer_id', 'order_items oi ON oi.order_id = o.order_id']);
    expect(at('SELECT * FROM orders o JOIN cus|').labels[0]).toBe('customers c ON c.customer_id = o.customer_id');
    expect(at('SELECT * FROM orders o JOIN customers c ON |').labels[0]).toBe('c.customer_id = o.customer_id');
    expect(at('SELECT * FROM customers c JOIN orders o ON | JOIN order_items i ON i.order_id = o.order_id').labels[0]).toBe('o.customer_id = c.customer_id');
    expect(at('SELECT * FROM orders JOIN customers USING (|)').labels).toEqual(['customer_id']);
  });

  it('takes a free alias, and none that is a word', () => {
    const tables = [...TABLES, table('order_notes', { order_id: 'INT' }, [{ columns: ['order_id'], table: 'orders', references: ['order_id'] }])];
    expect(at('SELECT * FROM orders o JOIN order_n|', 'redshift', { tables }).labels[0]).toContain('order_notes on2 ON');
  });

  it('names the columns of an INSERT', () => {
    expect(at('INSERT INTO orders (order_id, |').labels).toEqual(['order_id', 'customer_id', 'order_date', 'total']);
  });
});

describe('completion of words', () => {
  it.each([
    ['|', 'SELECT'],
    ['sel|', 'select'],
    ['SELECT * F|', 'FROM'],
    ['SELECT * FROM orders WH|', 'WHERE'],
    ['SELECT * FROM orders o |', 'WHERE'],
    ['select * from orders o le|', 'left join'],
    ['SELECT total FROM orders WHERE total > 1 A|', 'AND'],
    ['SELECT total FROM orders ORDER BY total D|', 'DESC'],
    ['SELECT CASE WHEN total > 1 TH|', 'THEN'],
    ['SELECT ROW_NUMBER() OVER (|', 'PARTITION BY'],
    ['SELECT DATEADD(|', 'day'],
    ['SELECT DATEADD(mo|, 1, order_date) FROM orders', 'month'],
    ["SELECT DATE_TRUNC('mo|', order_date) FROM orders", 'month'],
    ["SELECT DATE_TRUNC('mo|", 'month'],
    ['SELECT EXTRACT(ye|', 'year'],
    ["SELECT order_date + INTERVAL '1' d|", 'day'],
    ['SELECT total::v|', 'VARCHAR'],
    ['SELECT CAST(total AS int|)', 'INTEGER'],
    ['SELECT datea|', 'dateadd'],
    ['WITH a AS (SELECT 1) |', 'SELECT'],
  ])('%s', (text, label) => {
    expect(at(text).labels[0]).toBe(label);
  });

  it('writes keywords as the user does', () => {
    expect(at('select * from orders wh|').labels[0]).toBe('where');
    expect(at('SELECT * FROM orders |').labels[0]).toBe('WHERE');
  });

  it('puts the cursor between the brackets of a function, and shows its signature', () => {
    expect(at('SELECT DATED|').items[0]).toMatchObject({ label: 'DATEDIFF', detail: 'DATEDIFF(part, start, end) → integer', insert: 'DATEDIFF()', caret: 9 });
    expect(at('SELECT SYSDA|').items[0]).toMatchObject({ insert: 'SYSDATE' });
  });

  it('has the functions and words of the dialect', () => {
    expect(at('SELECT IFF|', 'snowflake').labels[0]).toBe('IFF');
    expect(at('SELECT IFF|', 'ansi').labels).not.toContain('IFF');
    expect(at('SELECT * FROM orders MIN|', 'snowflake').of('keyword')).toEqual(['MINUS']);
    expect(at('SELECT total::VARI|', 'snowflake').labels[0]).toBe('VARIANT');
  });

  it.each(["SELECT 'c| FROM customers", "SELECT 'cu|st' FROM customers", 'SELECT 12|', '-- SELECT |', 'SELECT /* | */ 1', 'SELECT total AS |', 'SELECT * FROM orders AS |', 'SELECT 1 LIMIT |', 'SELECT * FROM customers|'])(
    'offers nothing in %s',
    (text) => expect(at(text).items).toEqual([]),
  );
});
