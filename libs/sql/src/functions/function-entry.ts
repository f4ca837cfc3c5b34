/*
 * What reaches a catalogue as a call, beside `NAME(…)`:
 * - EXTRACT(part FROM x) as EXTRACT(part, x), POSITION(a IN b) as POSITION(a, b), SUBSTRING(x FROM a FOR b) as SUBSTRING(x, a, b),
 *   OVERLAY(x PLACING y FROM a FOR b) as OVERLAY(x, y, a, b), TRIM([BOTH] c FROM x) as TRIM(x, c); LEADING is LTRIM(x, c), TRAILING RTRIM(x, c)
 * - words without brackets, such as CURRENT_DATE, SYSDATE or CURRENT_USER, as calls without arguments
 * - APPROXIMATE f(…) as "APPROXIMATE F", COUNT(*) with the one argument `*`
 * - LISTAGG(x) WITHIN GROUP (ORDER BY y) with `orderBy` and `withinGroup`
 * - table functions (FLATTEN, GENERATOR, SPLIT_TO_TABLE, …) when they stand in FROM; the translator itself writes FLATTEN and GENERATOR
 * The translator itself writes CASE, CAST, TRY_CAST, CONVERT(type, x), `::`, LIKE, SIMILAR TO, operators, intervals, AT TIME ZONE,
 * `a:b`, `a[0]`, `[…]`, `{…}`. COALESCE, NULLIF, GREATEST, LEAST, IFF, COUNT, SUM, … are in the catalogues.
 *
 * JSON: values of the types json, array and object (SUPER, VARIANT, ARRAY, OBJECT) are of the engine's type JSON on DuckDB and jsonb on
 * PostgreSQL, never its lists or structs. A JSON null is not NULL. `x ->> '$'` gives the text of a JSON scalar on DuckDB,
 * `x #>> '{}'` on PostgreSQL. Booleans, dates and timestamps are the engine's own; TIMESTAMP_LTZ and _TZ are TIMESTAMPTZ.
 */

/** Type families, as far as translation needs them. */
export type SqlType =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'text'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'interval'
  | 'json'
  | 'binary'
  | 'array'
  | 'object'
  | 'geometry'
  | 'unknown';

/** What a translation is written for. */
export type Engine = 'duckdb' | 'postgres';

/** One argument as the translator hands it to a rendering. */
export interface Argument {
  /** Already translated for the engine; in parentheses where it is more than one term, so that it may stand beside any operator. */
  readonly sql: string;
  readonly type: SqlType;
  /** Value of a string or number literal, without quotes; undefined for anything else. */
  readonly literal?: string;
  /** A bare word, as in `DATEADD(month, …)`, upper case; it may be a column's name as well. */
  readonly word?: string;
  /** Name of a named argument, upper case: `INPUT => …`. */
  readonly name?: string;
  /** Offsets in the user's text. */
  readonly start: number;
  readonly end: number;
}

/** One call of a function, its arguments translated. */
export interface Call {
  /** Upper case, as the user wrote it: may be an alias of the entry's name. */
  readonly name: string;
  readonly args: readonly Argument[];
  readonly distinct: boolean;
  /** Engine text of ORDER BY inside the call or of WITHIN GROUP, without its keywords. */
  readonly orderBy?: string;
  readonly withinGroup: boolean;
  /** Engine text of ` OVER (…)`, which the translator appends itself unless the entry says `window: 'own'`. */
  readonly over?: string;
  readonly ignoreNulls?: boolean;
  readonly engine: Engine;
  /** The query reads TABLE(GENERATOR(…)), whose column `dw_row` counts its rows from 0. */
  readonly generatesRows: boolean;
  /** Other sources of the query stand before it: of a table function, that its rows are joined to theirs. */
  readonly isJoined: boolean;
  /** Throws the error that points at an argument or the call: what is not possible, and what to write instead. */
  refuse(message: string, hint?: string, at?: Argument): never;
}

/**
 * How an engine says a call. 'same': the engine has it under this name with this meaning. A string is a template: `{1}` is the
 * first argument, `{2?x}` the second or x, `{*}` all, `{3*}` from the third on, each parted by commas, `{orderBy}` the order;
 * a function writes anything. `refused`: why, and what to write instead.
 */
export type Rendering = 'same' | string | ((call: Call) => string) | { readonly refused: string };

/** One function of a dialect and how the engines say it. */
export interface FunctionEntry {
  /** Upper case, one entry per name; `aliases` for synonyms. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly family:
    | 'text'
    | 'number'
    | 'date'
    | 'conversion'
    | 'conditional'
    | 'aggregate'
    | 'window'
    | 'json'
    | 'array'
    | 'hash'
    | 'regexp'
    | 'bit'
    | 'context'
    | 'table'
    | 'geometry'
    | 'other';
  /** Fewest and most arguments; the most may be Infinity. */
  readonly args: readonly [min: number, max: number];
  /** 'first': the first argument's type; 'common': what all arguments have in common. */
  /** A function may also name the arguments whose common type it is, with its precision. */
  readonly result: SqlType | 'first' | 'common' | ((args: readonly Argument[]) => SqlType | readonly Argument[]);
  readonly duckdb: Rendering;
  /** Redshift only; Snowflake does not run on PostgreSQL. */
  readonly postgres?: Rendering;
  /** What `*` or `t.*` among the arguments stands for: the columns, or each with its name before it. Refused as an argument otherwise. */
  readonly star?: 'columns' | 'members';
  /** 'own': the rendering places `over` itself. */
  readonly window?: 'own';
  /** A limit worth telling in docs/dialects.md. */
  readonly note?: string;
}
