import { knownType, type KnownType } from '../../types/type-names';
import { isSemiStructured, isTemporal, ofFamily, type Type } from '../../types/type';
import { jsonText, toJson } from '../json';
import { wordAsBoolean } from '../../functions/snowflake/conversions';
import { once } from '../../functions/snowflake/define';
import { fromHex } from '../../functions/snowflake/encodings';
import { timestampOfText } from '../../functions/snowflake/moment-conversions';
import { joinedZone, withoutZone } from '../../functions/snowflake/moment-text';
import { isoClock } from '../../functions/redshift/temporal-literal';
import { normalDate } from '../date-literal';
import { quoteText } from '../quote';
import { text, type Part } from '../text';
import type { Cast } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** CAST, TRY_CAST, CONVERT and `::`, with the meaning that the warehouse gives them. */
export function translateCast(t: Translator, node: Cast, scope: Scope): Fragment {
  const known = knownType(node.type, t.dialect);
  if (!known) return t.refuse(node.type, `The type ${t.source(node.type)} can't be cast to here.`, 'Types are those of columns, such as VARCHAR(20), NUMERIC(10,2), DATE or TIMESTAMP.');
  const value = t.expression(node.value, scope);
  if (isSemiStructured(known.type)) return { ...toSemiStructured(t, node, value, known), atom: true };
  const source = isSemiStructured(value.type) ? jsonText(t, value) : dateText(t, value, known.type);
  const whole = value.type.family === 'text' && known.type.family === 'integer' && t.dialect === 'redshift' && t.isDuckDb ? wholeText(t, node, value, known) : undefined;
  return { text: text(node, ...(whole ?? castParts(t, node, source, known))), type: known.type, atom: true };
}

/** Redshift reads no fraction and no exponent as a whole number; DuckDB rounds them. Undefined where there can be none. */
function wholeText(t: Translator, node: Cast, value: Fragment, known: KnownType): readonly Part[] | undefined {
  if (value.literal !== undefined && !/[.eE]/.test(value.literal)) return undefined;
  const failing = node.try ? 'NULL' : `CAST(error('Invalid input syntax for an integer') AS VARCHAR)`;
  return cast(node, [once(t.plain(value.text), 'dw_text', (digits) => `CASE WHEN regexp_matches(${digits}, '[.eE]') THEN ${failing} ELSE ${digits} END`)], known.engine.duckdb);
}

function toSemiStructured(t: Translator, node: Cast, value: Fragment, known: KnownType): Fragment {
  const json = toJson(t, value);
  // An untyped NULL stays one.
  const isNull = node.value.kind === 'literal' && node.value.type === 'null';
  if (isNull) return { text: text(node, `CAST(NULL AS ${known.engine[t.engine]})`), type: known.type, atom: true };
  const structured = t.isSnowflake ? structuredType(node.type) : undefined;
  return { text: structured === undefined ? text(node, json.text) : text(node, 'to_json(CAST(', json.text, ` AS ${structured}))`), type: known.type, atom: true };
}

/** `ARRAY(NUMBER)` and `MAP(VARCHAR, DATE)`: DuckDB's type, which makes each element one of its own. */
function structuredType({ name, args }: Cast['type']): string | undefined {
  const written = args.at(-1);
  if (written === undefined || (name !== 'ARRAY' && name !== 'MAP')) return undefined;
  const [, element = '', digits] = /^\s*([A-Za-z_]+)\s*(?:\(([^)]*)\))?(?:\s+NOT\s+NULL)?\s*$/i.exec(written.split(/,(?![^(]*\))/).at(-1)!) ?? [];
  const known = element === '' ? undefined : knownType({ name: element.toUpperCase(), args: digits?.split(',').map((digit) => digit.trim()) ?? [], array: false } as unknown as Cast['type'], 'snowflake');
  if (!known || isSemiStructured(known.type)) return undefined;
  const type = known.type.family === 'decimal' && known.type.scale === 0 ? 'BIGINT' : known.engine.duckdb;
  return name === 'ARRAY' ? `${type}[]` : `MAP(VARCHAR, ${type})`;
}

/** Dates as people write them become those that engines read. */
function dateText(t: Translator, value: Fragment, target: Type): Fragment {
  if (value.literal === undefined || value.type.family !== 'text') return value;
  const isClock = target.family === 'time' && t.dialect === 'redshift';
  if (!isClock && !isTemporal(target)) return value;
  const normal = isClock ? isoClock(value.literal) : normalDate(value.literal, t.dialect);
  if (normal !== undefined && normal !== value.literal) return { ...value, text: text(value.text.origin, quoteText(normal)), literal: normal };
  const day = t.dialect === 'redshift' && t.isDuckDb ? DAYS_BY_NAME[value.literal.trim().toLowerCase()] : undefined;
  return day === undefined || isClock ? value : { text: text(value.text.origin, day), type: ofFamily('timestamp'), atom: true };
}

/** Words that stand for a moment in Redshift, in DuckDB's SQL. */
const DAYS_BY_NAME: Readonly<Record<string, string>> = {
  now: 'CAST(now() AS TIMESTAMP)',
  today: `date_trunc('day', CAST(now() AS TIMESTAMP))`,
  tomorrow: `date_trunc('day', CAST(now() AS TIMESTAMP) + INTERVAL 1 DAY)`,
  yesterday: `date_trunc('day', CAST(now() AS TIMESTAMP) - INTERVAL 1 DAY)`,
};

function castParts(t: Translator, node: Cast, value: Fragment, known: KnownType): readonly Part[] {
  const target = known.engine[t.engine];
  if (known.type.family === 'text') return textCast(t, node, value, known);
  if (known.type.family === 'binary' && value.type.family === 'text' && t.isDuckDb) return t.isSnowflake ? [fromHex(t.plain(value.text), node.try)] : ['encode(', value.text, ')'];
  if (known.type.family === 'integer' && value.type.family === 'float' && t.isSnowflake) return cast(node, ['round(', value.text, ')'], target);
  if (t.isSnowflake && known.type.family === 'boolean' && value.type.family === 'text') return [wordAsBoolean(t.plain(value.text), node.try)];
  if (t.dialect === 'redshift' && t.isDuckDb && value.type.family === 'text' && value.literal === undefined && isDay(known.type)) return [dayOfText(t.plain(value.text), target, node.try)];
  if (t.isSnowflake && value.type.family === 'text' && isDay(known.type) && (value.literal === undefined || /^\s*-?\d+\s*$/.test(value.literal))) {
    const moment = timestampOfText(t.plain(value.text), value.literal, node.try);
    return known.type.family === 'date' ? cast(node, [moment], target) : [moment];
  }
  if (t.isSnowflake && value.type.family === 'text') {
    // Snowflake drops a zone where it wants none; DuckDB would apply it, and takes no blank before one.
    if (known.type.family === 'timestamp') return cast(node, [withoutZone(t.plain(value.text))], target);
    if (known.type.family === 'timestamptz') return cast(node, [joinedZone(t.plain(value.text))], target);
  }
  if (known.type.family === 'date' && value.type.family === 'timestamptz') return cast(node, [value.text], target);
  if (node.try && !t.isDuckDb) return tryCast(t, value, target);
  return sameSpelling(t, node, value, target) ?? cast(node, [value.text], target);
}

function isDay({ family }: Type): boolean {
  return family === 'date' || family === 'timestamp';
}

/** Spellings of a day that Redshift reads beside ISO's, and DuckDB does not. */
const DAY_FORMATS = ['%Y%m%d', '%m/%d/%Y', '%d-%b-%Y', '%d %b %Y', '%b %d, %Y', '%B %d, %Y'].flatMap((day) => [day, `${day} %H:%M:%S`]);

/** DuckDB: a text of which nobody knows how it writes its day. */
function dayOfText(sql: string, target: string, lenient: boolean): string {
  return once(sql, 'dw_day', (day) => {
    const others = `CAST(try_strptime(${day}, [${DAY_FORMATS.map(quoteText).join(', ')}]) AS ${target})`;
    return `coalesce(TRY_CAST(${day} AS ${target}), ${others}${lenient ? '' : `, CAST(${day} AS ${target})`})`;
  });
}

/** The user's own text where only the value inside it changes. */
function sameSpelling(t: Translator, node: Cast, value: Fragment, target: string): readonly Part[] | undefined {
  if (node.form === 'convert' || t.source(node.type).replaceAll(' ', '').toUpperCase() !== target.replaceAll(' ', '').toUpperCase()) return undefined;
  return [{ start: node.start, end: node.value.start }, value.text, { start: node.value.end, end: node.end }];
}

function cast(node: Cast, value: readonly Part[], target: string): readonly Part[] {
  return [node.try ? 'TRY_CAST(' : 'CAST(', ...value, ` AS ${target})`];
}

/** PostgreSQL has no TRY_CAST: the text is tested first. */
function tryCast(t: Translator, value: Fragment, target: string): readonly Part[] {
  const asText = value.type.family === 'text' ? value.text : text(value.text.origin, 'CAST(', value.text, ' AS text)');
  // PostgreSQL computes constants before it looks at conditions.
  if (value.literal !== undefined) return [`(SELECT CAST(dw_text AS ${target}) FROM (SELECT CAST(`, value.text, ` AS text) AS dw_text OFFSET 0) AS dw_try WHERE pg_input_is_valid(dw_text, ${quoteText(target)}))`];
  return ['(CASE WHEN pg_input_is_valid(', asText, `, ${quoteText(target)}) THEN CAST(`, t.asOperand(value).text, ` AS ${target}) END)`];
}

/** A text is cut to its length by a cast. */
function textCast(t: Translator, node: Cast, value: Fragment, known: KnownType): readonly Part[] {
  const { length } = known;
  const inner = asText(t, node, value);
  if (!t.isDuckDb) {
    if (known.fixed) return [`CAST(`, value.text, ` AS char(${length ?? 1}))`];
    return length === undefined ? inner : ['left(', ...inner, `, ${length})`];
  }
  // Blanks at the end of a CHAR mean nothing.
  if (known.fixed && t.dialect === 'redshift') return ['rtrim(left(', ...inner, `, ${length ?? 1}), ' ')`];
  return length === undefined ? inner : ['left(', ...inner, `, ${length})`];
}

function asText(t: Translator, node: Cast, value: Fragment): readonly Part[] {
  const { family } = value.type;
  if (family === 'text') return [value.text];
  if (t.isDuckDb && family === 'float') return ["regexp_replace(CAST(", value.text, " AS VARCHAR), '\\.0$', '')"];
  if (t.isSnowflake && family === 'timestamp') return ["strftime(", value.text, ", '%Y-%m-%d %H:%M:%S.%g')"];
  if (t.isSnowflake && family === 'timestamptz') return ["strftime(", value.text, ", '%Y-%m-%d %H:%M:%S.%g +0000')"];
  if (t.isSnowflake && family === 'time') return ['left(CAST(', value.text, ' AS VARCHAR), 8)'];
  if (family === 'binary' && t.isDuckDb) return t.isSnowflake ? ['hex(', value.text, ')'] : ['decode(', value.text, ')'];
  return cast(node, [value.text], t.isDuckDb ? 'VARCHAR' : 'varchar');
}

