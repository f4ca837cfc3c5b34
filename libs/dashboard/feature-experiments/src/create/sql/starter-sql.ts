/** What stands in the editor of a new import: small, with most of what an import understands. */
export const STARTER_SQL = `CREATE TABLE customers (
  customer_id BIGINT IDENTITY(1,1) PRIMARY KEY,
  first_name  VARCHAR(40) NOT NULL,
  last_name   VARCHAR(40) NOT NULL,
  email       VARCHAR(80) NOT NULL UNIQUE,
  city        VARCHAR(60),
  country     VARCHAR(40),
  created_at  TIMESTAMP NOT NULL
);

CREATE TABLE orders (
  order_id    BIGINT PRIMARY KEY,
  customer_id BIGINT NOT NULL,
  status      VARCHAR(20) NOT NULL,
  quantity    INT NOT NULL,
  unit_price  DECIMAL(10,2) NOT NULL,
  total       DECIMAL(12,2),
  ordered_at  TIMESTAMP NOT NULL,
  shipped_at  TIMESTAMP
);
`;

/** Name of an experiment from the name of a file: `Shop schema.sql` becomes `shop_schema`. */
export function nameOfFile(file: string): string {
  const words = file.replace(/\.[^.]*$/, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 40).replace(/_+$/, '');
  return /^[a-z]/.test(words) ? words : `import_${words}`.replace(/_$/, '');
}
