import { FakerTextSource } from '@dw-sim/generation-faker';

/** The strings that both sides draw from, so that they write the same kind of table. */
function pools(): { readonly firstNames: readonly string[]; readonly lastNames: readonly string[]; readonly domains: readonly string[] } {
  const source = new FakerTextSource();
  const valuesOf = (rule: string): readonly string[] => {
    const recipe = source.recipe(rule, 'en');
    return recipe?.kind === 'pool' ? recipe.values : [];
  };
  return { firstNames: valuesOf('first_name'), lastNames: valuesOf('last_name'), domains: ['gmail.com', 'hotmail.com', 'yahoo.com', 'example.com', 'example.net', 'example.org'] };
}

/**
 * The nine-column table as one SELECT of pure DuckDB SQL: the baseline. Every value is a hash of the row, as with the
 * kernels, so that both do the same amount of drawing; the key is a multiplicative permutation.
 *
 * @param rowStart inclusive
 * @param rowEnd exclusive
 */
export function nineColumnsSql(rowCount: number, rowStart: number, rowEnd: number): string {
  const { firstNames, lastNames, domains } = pools();
  const first = `${draw(3, firstNames.length)} + 1`;
  return `
    SELECT
      ((i * ${coprimeMultiplier(rowCount)} + 12345) % ${rowCount} + 1)::INTEGER AS id,
      (${draw(1, 1_000_000)} + 1)::INTEGER AS user_id,
      ${list(firstNames)}[${first}] AS first_name,
      ${list(firstNames.map((name) => `${slug(name)}.`))}[${first}] || ${list(lastNames.map(slug))}[${draw(4, lastNames.length)} + 1] || ${draw(5, 10_000)} || ${list(domains.map((domain) => `@${domain}`))}[${draw(6, domains.length)} + 1] AS email,
      round(greatest(1, least(1000, 150 + 50 * sqrt(-2 * ln(1 - ${uniform(7)})) * cos(2 * pi() * ${uniform(8)}))), 2) AS price,
      (${draw(9, 100)} + 1)::INTEGER AS quantity,
      CASE WHEN ${uniform(10)} < 0.10 THEN 'pending' WHEN ${uniform(10)} < 0.25 THEN 'paid' WHEN ${uniform(10)} < 0.50 THEN 'shipped' WHEN ${uniform(10)} < 0.95 THEN 'delivered' ELSE 'cancelled' END AS status,
      DATE '2023-01-01' + ${draw(11, 730)}::INTEGER AS order_date,
      CASE WHEN ${draw(12, 100)} >= 5 THEN make_timestamp_ms(1672531200000 + ${draw(13, 63_072_000_000)}) END AS created_at
    FROM range(${rowStart}, ${rowEnd}) t(i)`;
}

/** Uniform whole number below `size`. */
function draw(stream: number, size: number): string {
  return `(hash(i, ${stream}) % ${size})::BIGINT`;
}

/** Uniform number on [0, 1). */
function uniform(stream: number): string {
  return `((hash(i, ${stream}) >> 11)::DOUBLE / 9007199254740992)`;
}

function list(values: readonly string[]): string {
  return `[${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',')}]`;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A multiplier near the golden section of the size that shares no factor with it. */
function coprimeMultiplier(size: number): number {
  let multiplier = Math.floor(size * 0.618) | 1;
  while (greatestCommonDivisor(multiplier, size) !== 1) multiplier += 2;
  return multiplier;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
