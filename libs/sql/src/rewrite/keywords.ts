/** Start a query inside brackets, whatever follows. */
export const QUERY_WORDS: ReadonlySet<string> = new Set(['SELECT', 'WITH']);

/** Start a query inside brackets where a table, a group or a string follows. */
export const TABLE_QUERY_WORDS: ReadonlySet<string> = new Set(['FROM', 'TABLE', 'PIVOT', 'UNPIVOT', 'SUMMARIZE', 'DESCRIBE', 'SHOW']);

export const SET_OPERATORS: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS']);

/** What may stand after a set operator. */
export const AFTER_SET_OPERATOR: ReadonlySet<string> = new Set(['ALL', 'DISTINCT', 'BY', 'SELECT', 'WITH', 'VALUES', 'FROM', 'TABLE']);

/** End a FROM clause. */
export const CLAUSE_WORDS: ReadonlySet<string> = new Set([
  'WHERE', 'GROUP', 'HAVING', 'QUALIFY', 'WINDOW', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'FOR', 'SELECT', 'RETURNING', 'SET', 'CONNECT', 'START',
]);

/** End a query inside brackets that starts with brackets: `((SELECT 1) ORDER BY 1)`. */
export const QUERY_TAIL_WORDS: ReadonlySet<string> = new Set(['ORDER', 'LIMIT', 'OFFSET', 'FETCH', ...SET_OPERATORS]);

/** Stand after a table's name without being its alias. */
export const NOT_AN_ALIAS: ReadonlySet<string> = new Set([
  ...CLAUSE_WORDS, ...SET_OPERATORS,
  'ON', 'USING', 'JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS', 'OUTER', 'NATURAL', 'LATERAL', 'APPLY',
  'WHEN', 'VALUES', 'INTO', 'DEFAULT', 'WITH', 'AS', 'FROM', 'TO', 'INDEXED', 'NOT', 'MATCH_CONDITION',
]);

/** Are joins before one of `JOIN_FOLLOWS` and ordinary names otherwise. */
export const JOIN_PREFIXES: ReadonlySet<string> = new Set(['SEMI', 'ANTI', 'ASOF', 'POSITIONAL', 'ANY', 'GLOBAL', 'DIRECTED']);
export const JOIN_FOLLOWS: ReadonlySet<string> = new Set(['JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', ...JOIN_PREFIXES]);

/** Follow a table with brackets of their own, before its alias. */
export const TABLE_SUFFIXES: ReadonlySet<string> = new Set([
  'AT', 'BEFORE', 'CHANGES', 'END', 'SAMPLE', 'TABLESAMPLE', 'REPEATABLE', 'SEED', 'PIVOT', 'UNPIVOT', 'MATCH_RECOGNIZE',
]);

/** Of those, time travel: there the alias comes after the brackets. */
export const TIME_TRAVEL: ReadonlySet<string> = new Set(['AT', 'BEFORE', 'CHANGES', 'END']);

/** Of those, the ones that make another table out of it, so that a later alias is not the table's. */
export const RESHAPING: ReadonlySet<string> = new Set(['PIVOT', 'UNPIVOT', 'MATCH_RECOGNIZE']);
