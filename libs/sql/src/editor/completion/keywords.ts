import type { SqlDialect } from '@dw-sim/contracts';
import type { Expectation } from './expectation';

const list = (text: string) => text.split(',').map((word) => word.trim());

const JOINS = list('JOIN, LEFT JOIN, INNER JOIN, RIGHT JOIN, FULL JOIN, CROSS JOIN');
const AFTER_FROM = list('WHERE, GROUP BY, ORDER BY, LIMIT, HAVING, QUALIFY, UNION ALL, UNION, INTERSECT, EXCEPT');
const OPERATORS = list('AND, OR, IN, NOT IN, IS NULL, IS NOT NULL, BETWEEN, LIKE, NOT LIKE, ILIKE');
const AFTER_VALUE: Readonly<Record<string, readonly string[]>> = {
  'SELECT': list('FROM, AS, OVER, FILTER, WHEN, THEN, ELSE, END, AND, OR, IN, IS NULL, IS NOT NULL, BETWEEN, LIKE, INTO'),
  'FROM': [...list('AND, OR'), ...JOINS, ...AFTER_FROM, ...OPERATORS.slice(2)],
  'WHERE': [...OPERATORS, ...AFTER_FROM.slice(1)],
  'GROUP BY': [...list('HAVING, ORDER BY, LIMIT, QUALIFY, UNION ALL, UNION')],
  'HAVING': [...OPERATORS, ...list('ORDER BY, LIMIT, QUALIFY, UNION ALL')],
  'QUALIFY': [...OPERATORS, ...list('ORDER BY, LIMIT, UNION ALL')],
  'ORDER BY': list('DESC, ASC, NULLS FIRST, NULLS LAST, LIMIT'),
  'LIMIT': list('OFFSET'),
  'VALUES': list('UNION ALL, ORDER BY, LIMIT'),
};
const VALUES = list('CASE, NOT, NULL, TRUE, FALSE, EXISTS, INTERVAL, DATE');

/** What only one dialect says. */
const OWN: Readonly<Record<SqlDialect, { readonly statement: readonly string[]; readonly select: readonly string[]; readonly relation: readonly string[]; readonly set: readonly string[] }>> = {
  ansi: { statement: [], select: [], relation: ['LATERAL'], set: [] },
  redshift: { statement: ['CREATE TEMP TABLE'], select: ['TOP'], relation: ['UNPIVOT'], set: ['MINUS'] },
  snowflake: { statement: ['CREATE TEMP TABLE', 'SET'], select: ['TOP'], relation: ['LATERAL FLATTEN', 'TABLE', 'LATERAL'], set: ['MINUS'] },
};

/** The keywords that may stand at a place, the likeliest first. */
export function keywordsFor(expected: Expectation, clause: string | undefined, dialect: SqlDialect): readonly string[] {
  const own = OWN[dialect];
  switch (expected.kind) {
    case 'statement':
      return [...list('SELECT, WITH, EXPLAIN, VALUES, DESCRIBE, SHOW'), ...own.statement];
    case 'value':
    case 'join-condition': {
      const first = expected.kind === 'value' && expected.opens ? ['SELECT', 'DISTINCT'] : [];
      return clause === 'SELECT' ? [...first, 'DISTINCT', ...own.select, ...VALUES] : [...first, ...VALUES];
    }
    case 'behind-value':
      return [...(AFTER_VALUE[clause ?? ''] ?? OPERATORS), ...(clause === 'SELECT' ? [] : own.set)];
    case 'relation':
      return [...own.relation, 'SELECT'];
    case 'behind-relation':
      return [...list('WHERE'), ...JOINS, ...list('ON, USING, AS'), ...AFTER_FROM.slice(1), ...list('PIVOT, UNPIVOT'), ...own.set];
    case 'window':
      return list('PARTITION BY, ORDER BY, ROWS BETWEEN, RANGE BETWEEN, UNBOUNDED PRECEDING, AND CURRENT ROW, DESC, ASC');
    case 'behind-cte':
      return list('SELECT');
    default:
      return [];
  }
}

/** Types that a cast may name. */
export const TYPES: Readonly<Record<SqlDialect, readonly string[]>> = {
  ansi: list('INTEGER, BIGINT, DECIMAL, DOUBLE PRECISION, VARCHAR, DATE, TIMESTAMP, BOOLEAN, TIME, TIMESTAMPTZ, SMALLINT, REAL, CHAR, UUID, JSON, INTERVAL'),
  redshift: list('INTEGER, BIGINT, DECIMAL, VARCHAR, DATE, TIMESTAMP, BOOLEAN, DOUBLE PRECISION, SMALLINT, REAL, CHAR, TIMESTAMPTZ, TIME, TIMETZ, SUPER, VARBYTE'),
  snowflake: list('NUMBER, VARCHAR, DATE, TIMESTAMP_NTZ, BOOLEAN, FLOAT, INTEGER, STRING, TIMESTAMP_TZ, TIMESTAMP_LTZ, TIME, VARIANT, OBJECT, ARRAY, BINARY, DECIMAL, BIGINT, CHAR'),
};

/** Parts of a date, the likeliest first: those that can be added and counted, and those that can be read. */
export interface DateParts {
  readonly count: readonly string[];
  readonly read: readonly string[];
}

const UNITS = list('day, month, year, week, quarter, hour, minute, second');
const FINE = list('millisecond, microsecond');
export const DATE_PARTS: Readonly<Record<SqlDialect, DateParts>> = {
  ansi: { count: [...UNITS, ...FINE], read: [...UNITS, ...FINE, ...list('dow, doy, epoch, decade, century')] },
  redshift: { count: [...UNITS, ...FINE], read: [...UNITS, ...FINE, ...list('dow, doy, epoch, decade, century, millennium')] },
  snowflake: { count: [...UNITS, ...FINE], read: [...UNITS, ...list('dayofweek, dayofweekiso, dayofyear, weekiso, yearofweek, yearofweekiso, epoch_second, epoch_millisecond')] },
};

/** Units behind INTERVAL '1'. */
export const INTERVAL_UNITS = list('day, month, year, week, hour, minute, second, quarter');
