import { catalogueOf, functionsOf } from '../../translate/dialect';
import { SIGNATURES } from './signatures';
import type { CompletionItem } from '@dw-sim/contracts';
import type { FunctionEntry } from '../../functions/function-entry';
import type { EditorContext } from '../catalogue';

/** A function as a completion, with whether it runs on the engine. */
export interface FunctionCandidate {
  readonly item: CompletionItem;
  readonly family: FunctionEntry['family'];
  readonly runs: boolean;
}

type OwnFunction = readonly [name: string, family: FunctionEntry['family'], result: string];

const read = (text: string) => text.trim().split(/\s+/).map((each) => each.split(':') as unknown as OwnFunction);

/** Functions that every engine here has with the same meaning. */
const EVERYWHERE = read(`
  COUNT:aggregate:integer SUM:aggregate:any AVG:aggregate:any MIN:aggregate:any MAX:aggregate:any COALESCE:conditional:any NULLIF:conditional:any
  LOWER:text:text UPPER:text:text LENGTH:text:integer SUBSTR:text:text TRIM:text:text LTRIM:text:text RTRIM:text:text REPLACE:text:text
  ABS:number:any ROUND:number:any ROW_NUMBER:window:integer RANK:window:integer DENSE_RANK:window:integer NTILE:window:integer LAG:window:any LEAD:window:any
  FIRST_VALUE:window:any LAST_VALUE:window:any PERCENT_RANK:window:float CUME_DIST:window:float CAST:conversion:any CURRENT_DATE:context:date
  CURRENT_TIMESTAMP:context:timestamp`);
/** What DuckDB and PostgreSQL have beside. */
const SERVER = read(`
  DATE_TRUNC:date:timestamp DATE_PART:date:float EXTRACT:date:any STRING_AGG:aggregate:text SPLIT_PART:text:text LEFT:text:text RIGHT:text:text
  LPAD:text:text RPAD:text:text POSITION:text:integer CONCAT:text:text CEIL:number:any FLOOR:number:any POWER:number:float SQRT:number:float EXP:number:float
  LN:number:float MOD:number:any GREATEST:conditional:any LEAST:conditional:any STDDEV:aggregate:float VARIANCE:aggregate:float CORR:aggregate:float
  REGEXP_REPLACE:regexp:text NOW:context:timestamptz`);
/** Without brackets. */
const BARE: ReadonlySet<string> = new Set(['CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'CURRENT_USER', 'LOCALTIME', 'LOCALTIMESTAMP', 'SYSDATE', 'SESSION_USER', 'USER']);

const known = new Map<string, readonly FunctionCandidate[]>();

/** The functions that a text may call, in the order of the catalogue. */
export function functionsFor({ dialect, language }: EditorContext): readonly FunctionCandidate[] {
  const key = `${dialect} ${language}`;
  const found = known.get(key) ?? (dialect === 'ansi' ? common(language) : ofDialect(dialect, language));
  known.set(key, found);
  return found;
}

function ofDialect(dialect: 'redshift' | 'snowflake', language: EditorContext['language']): readonly FunctionCandidate[] {
  const isReal = language === dialect;
  return functionsOf(dialect).flatMap((entry) => {
    const rendering = language === 'postgres' ? entry.postgres : entry.duckdb;
    const refused = !isReal && (rendering === undefined || (typeof rendering === 'object' && 'refused' in rendering));
    return [entry.name, ...(entry.aliases ?? [])].filter((name) => /^[A-Z_][A-Z_0-9]*$/.test(name)).map((name) => ({
      item: itemOf(name, entry, refused ? 'can’t be simulated' : entry.note),
      family: entry.family,
      runs: !refused,
    }));
  });
}

function common(language: EditorContext['language']): readonly FunctionCandidate[] {
  const counts = catalogueOf('redshift');
  const all = language === 'sqlite' ? EVERYWHERE : [...EVERYWHERE, ...SERVER];
  return all.map(([name, family, result]) => ({ item: itemOf(name, { args: counts.get(name)?.args ?? [0, Infinity], result }), family, runs: true }));
}

function itemOf(name: string, entry: { readonly args: FunctionEntry['args']; readonly result: unknown }, note?: string): CompletionItem {
  const isBare = BARE.has(name);
  const signature = isBare ? name : `${name}(${SIGNATURES.get(name) ?? placeholders(entry.args)})`;
  const result = typeof entry.result === 'string' && !['first', 'common', 'any'].includes(entry.result) ? ` → ${entry.result}` : '';
  const insert = isBare ? name : `${name}()`;
  const takesNothing = entry.args[1] === 0;
  return { label: name, kind: 'function', detail: `${signature}${result}`, ...(note && { note }), insert, ...(!isBare && !takesNothing && { caret: insert.length - 1 }) };
}

/** Names for arguments of which only the number is known: `a, b[, c]`. */
function placeholders([min, max]: FunctionEntry['args']): string {
  const letter = (index: number) => String.fromCharCode(97 + (index % 26));
  const required = Array.from({ length: min }, (_, index) => letter(index)).join(', ');
  if (max === min) return required;
  if (max === Infinity) return required === '' ? '…' : `${required}, …`;
  const optional = Array.from({ length: Math.min(max - min, 4) }, (_, index) => letter(min + index));
  return required + optional.reduceRight((rest, name, index) => `[${min + index > 0 ? ', ' : ''}${name}${rest}]`, '');
}
