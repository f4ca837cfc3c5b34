import { diagnose } from './diagnose';
import type { SqlDialect } from '@dw-sim/contracts';
import type { EditorContext } from '../catalogue';

const TABLES = Object.entries({ customers: ['customer_id', 'email', 'country'], orders: ['order_id', 'customer_id', 'order_date', 'total'] }).map(([name, columns]) => ({
  name,
  columns: columns.map((column) => ({ name: column })),
  foreignKeys: [],
  physicalName: `shop__${name}`,
}));

function check(sql: string, dialect: SqlDialect = 'redshift') {
  const context: EditorContext = { dialect, language: 'duckdb', tables: TABLES };
  return diagnose(sql, context, { ...(dialect !== 'ansi' && { translation: { dialect, engine: 'duckdb' } }), rowId: 'rowid' });
}
const told = (sql: string, dialect?: SqlDialect) => check(sql, dialect).map(({ offset, length, message }) => [sql.slice(offset, offset + length), message]);

describe('diagnose', () => {
  it.each([
    ['SELECT o.order_id, c.email AS mail FROM orders o JOIN customers c ON c.customer_id = o.customer_id WHERE o.total > 1 ORDER BY mail'],
    ['SELECT customer_id id, id + 1 FROM orders'],
    ['WITH t AS (SELECT customer_id AS id, COUNT(*) AS n FROM orders GROUP BY 1) SELECT t.id, n FROM t WHERE n > 1'],
    ['WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r'],
    ['SELECT DATEADD(month, 1, order_date), EXTRACT(year FROM order_date), DATE_TRUNC(\'day\', order_date) FROM orders'],
    ['SELECT x.a FROM (SELECT customer_id AS a FROM orders) x'],
    ['SELECT (SELECT MAX(o.total) FROM orders o WHERE o.customer_id = c.customer_id) FROM customers c'],
    ['SELECT country FROM customers UNION SELECT email FROM customers ORDER BY country'],
    ['SELECT SUM(total) OVER (PARTITION BY customer_id ORDER BY order_date) FROM orders'],
    ['SELECT * FROM shop__orders WHERE total > 1'],
    ['SELECT shop.orders.total FROM shop.orders'],
    ['SELECT * FROM orders JOIN customers USING (customer_id) WHERE customer_id = 1'],
    ['SELECT q.b FROM (VALUES (1, 2)) AS q(a, b)'],
    ['CREATE TEMP TABLE t AS SELECT order_id FROM orders; SELECT order_id FROM t'],
    ['SELECT o.total FROM orders o ORDER BY o.total LIMIT 10'],
    ["SELECT count FROM (SELECT COUNT(*) FROM orders) x"],
  ])('finds nothing wrong with %s', (sql) => {
    expect(told(sql)).toEqual([]);
  });

  it('finds every unknown name, with the nearest ones', () => {
    const sql = 'SELECT o.totl, emial, x.a\nFROM orders o\nJOIN custmers c ON o.customer_id = c.customer_id;\nSELECT emial, y.* FROM customers c';
    expect(told(sql)).toEqual([
      ['totl', 'Unknown column "totl" of o; did you mean "total"?'],
      ['custmers', 'Unknown table "custmers"; did you mean "customers"?'],
      ['emial', 'Unknown column "emial"; did you mean "email"?'],
      ['y', 'The query names no table or alias "y"; did you mean "c"?'],
    ]);
    expect(check(sql)[0]).toMatchObject({ position: { line: 1, column: 10, length: 4 }, statement: 1, suggestions: ['total'], severity: 'error' });
    expect(check(sql)[2]).toMatchObject({ position: { line: 4, column: 8 }, statement: 2 });
  });

  it('finds the fault of each statement', () => {
    expect(told('SELECT total FROM orders WHERE ORDER BY 1; SELECT 1; SELECT nope() ; DROP TABLE orderz; UPDATE orders SET totl = 1 WHERE ordr_id = 2; INSERT orders')).toEqual([
      ['ORDER', expect.stringContaining('Found "ORDER"')],
      ['nope', expect.stringContaining('The function NOPE is not known as one of Redshift.')],
      ['orderz', 'Unknown table "orderz"; did you mean "orders"?'],
      ['totl', 'Unknown column "totl" of orders; did you mean "total"?'],
      ['ordr_id', 'Unknown column "ordr_id"; did you mean "order_id"?'],
      ['orders', 'Found "orders" where INTO should come.'],
    ]);
  });

  it('tells what there is where no name is near', () => {
    const hints = (sql: string) => check(sql).map(({ message, hint }) => [message, hint]);
    expect(hints('SELECT favourite FROM customers')).toEqual([['Unknown column "favourite".', 'Columns: customer_id, email, country.']]);
    expect(hints('SELECT z.total FROM orders o')).toEqual([['The query names no table or alias "z"; did you mean "o"?', undefined]]);
    expect(hints('SELECT totl FROM orders')).toEqual([['Unknown column "totl"; did you mean "total"?', undefined]]);
    expect(hints('SELECT 1 FROM warehouses')).toEqual([['Unknown table "warehouses".', 'Tables: customers, orders.']]);
    expect(hints('UPDATE warehouses SET a = 1')).toEqual([['Unknown table "warehouses".', 'Tables: customers, orders.']]);
  });

  it('points at what is left open', () => {
    expect(told('SELECT (1 + 2 FROM orders; SELECT 1')).toEqual([['(', 'The bracket "(" is not closed.']]);
    expect(told('SELECT 1) FROM orders')).toEqual([[')', 'The bracket ")" closes nothing.']]);
    expect(told("SELECT 'abc FROM orders")).toEqual([["'", 'The string that starts here has no end.']]);
  });

  it('tells what the dialect does not have or can’t be simulated', () => {
    expect(told('SELECT IFF(total > 1, 1, 0) FROM orders')[0]![1]).toContain("IFF can't be simulated: Redshift has no such function.");
    expect(told('SELECT IFF(total > 1, 1, 0) FROM orders', 'snowflake')).toEqual([]);
    expect(check('SELECT total FROM orders CONNECT BY 1 = 1')[0]!.hint).toBe('Use WITH RECURSIVE.');
  });

  it('checks names in the engine’s own SQL, and leaves to the engine what is not understood', () => {
    expect(told('SELECT totl FROM orders', 'ansi')).toEqual([['totl', 'Unknown column "totl"; did you mean "total"?']]);
    expect(told('FROM orders SELECT nope; PRAGMA x', 'ansi')).toEqual([]);
    expect(told('SELECT * FROM information_schema.tables JOIN pg_class ON true', 'ansi')).toEqual([]);
  });

  it('knows what a temporary table has', () => {
    expect(told('CREATE TEMP TABLE t AS SELECT order_id FROM orders; SELECT ordr_id FROM t')).toEqual([['ordr_id', 'Unknown column "ordr_id"; did you mean "order_id"?']]);
  });

  it.each(['redshift', 'snowflake', 'ansi'] as const)('lets the text make and change temporary tables of its own in %s', (dialect) => {
    const own = 'CREATE TEMP TABLE t (a INT); INSERT INTO t VALUES (1); UPDATE T SET a = 2; SELECT a FROM t; DROP TABLE IF EXISTS t';
    expect(told(own, dialect)).toEqual([]);
  });

  it('knows the columns of tables that it makes and changes', () => {
    expect(told('CREATE TEMP TABLE t (abc INT, def INT); INSERT INTO t (abd) VALUES (1); SELECT dfe FROM t; ALTER TABLE t ADD COLUMN more INT; SELECT more FROM t')).toEqual([
      ['abd', 'Unknown column "abd" of t; did you mean "abc"?'], ['dfe', 'Unknown column "dfe"; did you mean "def"?'],
    ]);
    expect(told('CREATE TABLE kept AS SELECT order_id, total * 2 AS twice FROM orders; SELECT twise FROM kept')).toEqual([['twise', 'Unknown column "twise"; did you mean "twice"?']]);
  });

  it.each(['', '  ;; -- nothing'])('has nothing to say of %j', (sql) => expect(check(sql)).toEqual([]));
});
