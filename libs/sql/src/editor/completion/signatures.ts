/** Parameters of functions by their usual names; a bracket holds what may be left out. */
const TEXT = `
DATEADD: part, number, date | DATEDIFF: part, start, end | DATE_TRUNC: part, date | DATE_PART: part, date | EXTRACT: part FROM date | ADD_MONTHS: date, months
LAST_DAY: date[, part] | NEXT_DAY: date, weekday | MONTHS_BETWEEN: date1, date2 | TIMESTAMPADD: part, number, date | TIMESTAMPDIFF: part, start, end
TIME_SLICE: date, length, part[, start_or_end] | CONVERT_TIMEZONE: [from_zone, ]to_zone, timestamp | DATE_FROM_PARTS: year, month, day
TO_CHAR: value, format | TO_DATE: text[, format] | TO_TIMESTAMP: text[, format] | TO_NUMBER: text, format | CAST: value AS type | TRY_CAST: text AS type
COUNT: * | [DISTINCT] value | SUM: [DISTINCT ]number | AVG: [DISTINCT ]number | MIN: value | MAX: value | MEDIAN: number | STDDEV: number | VARIANCE: number
LISTAGG: [DISTINCT ]text[, delimiter] | STRING_AGG: text, delimiter | ARRAY_AGG: [DISTINCT ]value | OBJECT_AGG: key, value | ANY_VALUE: value | CORR: y, x
PERCENTILE_CONT: fraction | PERCENTILE_DISC: fraction | APPROX_COUNT_DISTINCT: value | RATIO_TO_REPORT: number | BOOL_AND: condition | BOOL_OR: condition
ROW_NUMBER: | RANK: | DENSE_RANK: | PERCENT_RANK: | CUME_DIST: | NTILE: buckets | LAG: value[, offset[, default]] | LEAD: value[, offset[, default]]
FIRST_VALUE: value | LAST_VALUE: value | NTH_VALUE: value, n
COALESCE: value, … | NVL: value, if_null | NVL2: value, if_not_null, if_null | NULLIF: value, other | IFF: condition, if_true, if_false | IFNULL: value, if_null
DECODE: value, search, result, …[, default] | GREATEST: value, … | LEAST: value, … | ZEROIFNULL: number | NULLIFZERO: number | DIV0: number, divisor | DIV0NULL: number, divisor
ABS: number | CEIL: number | CEILING: number | FLOOR: number | ROUND: number[, digits] | TRUNC: number[, digits] | MOD: number, divisor | POWER: base, exponent | SQRT: number
EXP: number | LN: number | LOG: number | SIGN: number | RANDOM: | WIDTH_BUCKET: value, low, high, buckets
LOWER: text | UPPER: text | INITCAP: text | LENGTH: text | LEN: text | TRIM: [[BOTH] characters FROM ]text | LTRIM: text[, characters] | RTRIM: text[, characters] | BTRIM: text[, characters]
LEFT: text, length | RIGHT: text, length | SUBSTRING: text, start[, length] | SUBSTR: text, start[, length] | LPAD: text, length[, fill] | RPAD: text, length[, fill]
REPLACE: text, search, replacement | REVERSE: text | REPEAT: text, times | CONCAT: text, text | CONCAT_WS: separator, text, … | SPLIT_PART: text, delimiter, part | SPLIT: text, delimiter
POSITION: search IN text | STRPOS: text, search | CHARINDEX: search, text[, start] | TRANSLATE: text, from, to | CHR: code | ASCII: text | CONTAINS: text, search | STARTSWITH: text, prefix
ENDSWITH: text, suffix | STRTOK: text[, delimiters[, part]] | REGEXP_REPLACE: text, pattern[, replacement] | REGEXP_SUBSTR: text, pattern[, position[, occurrence]]
REGEXP_COUNT: text, pattern[, position] | REGEXP_INSTR: text, pattern[, position[, occurrence]] | REGEXP_LIKE: text, pattern[, flags]
JSON_EXTRACT_PATH_TEXT: json, key, … | JSON_EXTRACT_ARRAY_ELEMENT_TEXT: json, index | JSON_PARSE: text | JSON_SERIALIZE: super | JSON_ARRAY_LENGTH: json | IS_VALID_JSON: text
PARSE_JSON: text | TRY_PARSE_JSON: text | OBJECT_CONSTRUCT: key, value, … | ARRAY_CONSTRUCT: value, … | ARRAY_SIZE: array | ARRAY_CONTAINS: value, array | GET: value, key | GET_PATH: value, path
FLATTEN: INPUT => value[, PATH => path][, OUTER => boolean] | GENERATOR: ROWCOUNT => count | MD5: text | SHA1: text | SHA2: text, bits | HASH: value, … | NOW:
`;

/** The parameters of well-known functions by name, as they are shown between the brackets. */
export const SIGNATURES: ReadonlyMap<string, string> = new Map(
  TEXT.trim()
    .split(/\n| \| (?=[A-Z_0-9]+:)/)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const),
);
