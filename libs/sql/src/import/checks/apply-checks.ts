import type { DraftColumn, DraftTable } from '../draft';
import { isUnique } from '../draft';
import { type ImportContext, shortened } from '../import-context';
import type { TokenReader } from '../token-reader';
import { type Comparison, type Condition, ConditionParser, type Scalar } from './condition';

/** Applies the CHECK constraints of a table to its columns; those that can't be honoured are told. */
export function applyChecks(table: DraftTable, context: ImportContext): void {
  for (const { condition: check, subject } of table.checks) {
    const condition = new ConditionParser(table.columns, subject).parse(check.rest());
    const items = condition.kind === 'and' ? condition.items : [condition];
    const isKept = items.map((item) => applyCondition(item, table)).every(Boolean);
    if (!isKept) tellIgnored(check, table, context);
  }
}

function tellIgnored(check: TokenReader, table: DraftTable, context: ImportContext): void {
  const start = check.index;
  const all = check.rest();
  all.skipRest();
  const text = all.textFrom(start);
  context.report.warn('check_ignored', check.here, `CHECK (${shortened(text)}) is not kept: values may break it`, { table });
}

/** True where the generated values will keep the condition. */
export function applyCondition(condition: Condition, table: DraftTable): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.items.map((item) => applyCondition(item, table)).every(Boolean);
    case 'or':
      return applyOr(condition.items, table);
    case 'in':
      return applyValues(condition.column, condition.values);
    case 'compare':
      return applyComparison(condition.column, condition.operator, condition.value);
    case 'length':
      return applyLength(condition.column, condition.operator, condition.value);
    case 'order':
      return applyOrder(condition.earlier, condition.later, table);
    case 'not_null':
      condition.column.isRequired = true;
      return true;
    default:
      return false;
  }
}

/** `a = 'x' OR a = 'y'` lists values; `a IS NULL OR …` says nothing more than the rest. */
function applyOr(items: readonly Condition[], table: DraftTable): boolean {
  const nulls = items.filter(({ kind }) => kind === 'is_null');
  const others = items.filter(({ kind }) => kind !== 'is_null');
  if (others.length === 1 && nulls.length > 0) return applyCondition(others[0], table);
  const lists = others.flatMap(listOf);
  const [first] = lists;
  if (lists.length < others.length || !first || lists.some(({ column }) => column !== first.column)) return false;
  return applyValues(first.column, lists.flatMap(({ values }) => values));
}

/** A list of values: `IN (…)`, or the only one of `=`. */
function listOf(item: Condition): readonly { readonly column: DraftColumn; readonly values: readonly Scalar[] }[] {
  if (item.kind === 'in') return [item];
  return item.kind === 'compare' && item.operator === '=' ? [{ column: item.column, values: [item.value] }] : [];
}

function applyValues(column: DraftColumn, written: readonly Scalar[]): boolean {
  const values = [...new Set(written.map((value) => valueFor(column, value)))].filter((value) => value !== undefined);
  if (written.some((value) => valueFor(column, value) === undefined)) return false;
  const kept = column.values?.filter((value) => values.includes(value)) ?? values;
  if (kept.length === 0) return false;
  column.values = kept;
  return true;
}

/** A value of the column's own type; undefined where it can't be one. */
function valueFor({ type }: DraftColumn, value: Scalar): Scalar | undefined {
  switch (type.kind) {
    case 'VARCHAR': {
      const text = String(value);
      return type.length !== undefined && [...text].length > type.length ? undefined : text;
    }
    case 'BOOLEAN':
      return typeof value === 'boolean' ? value : ['t', 'true', '1', 'yes'].includes(String(value).toLowerCase()) ? true : ['f', 'false', '0', 'no'].includes(String(value).toLowerCase()) ? false : undefined;
    case 'INT':
    case 'BIGINT':
      return numberFor(value, 0);
    case 'DECIMAL':
      return numberFor(value, type.scale);
    case 'FLOAT':
      return numberFor(value, undefined);
    default:
      return undefined;
  }
}

function numberFor(value: Scalar, scale: number | undefined): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  if (!Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER) return undefined;
  return scale === undefined || Number(number.toFixed(scale)) === number ? number : undefined;
}

function applyComparison(column: DraftColumn, operator: Comparison, value: Scalar): boolean {
  if (operator === '=') return applyValues(column, [value]);
  const { type } = column;
  if (type.kind === 'VARCHAR') return operator === '<>' && value === '';
  if (type.kind === 'DATE' || type.kind === 'TIMESTAMP' || type.kind === 'TIMESTAMPTZ') return applyTime(column, operator, value);
  const number = numberFor(value, undefined);
  const step = stepOf(column);
  if (number === undefined || step === undefined) return false;
  const decimals = type.kind === 'DECIMAL' ? type.scale : type.kind === 'FLOAT' ? 12 : 0;
  if (operator === '<>') return number < 1 && type.kind !== 'FLOAT' && setMin(column, Number((Math.floor(number) + step).toFixed(decimals)), number);
  const isStrict = operator === '<' || operator === '>';
  if (operator.startsWith('>')) column.min = Math.max(Number(column.min ?? -Infinity), isStrict ? Number((number + step).toFixed(decimals)) : number);
  else column.max = Math.min(Number(column.max ?? Infinity), isStrict ? Number((number - step).toFixed(decimals)) : number);
  return true;
}

/** `a <> 0`: values above 0 are among those that are allowed. */
function setMin(column: DraftColumn, min: number, excluded: number): boolean {
  if (excluded !== 0 || column.min !== undefined || column.max !== undefined) return false;
  column.min = min;
  return true;
}

/** Distance of neighbouring values; undefined for a column that is no number. */
function stepOf({ type }: DraftColumn): number | undefined {
  if (type.kind === 'INT' || type.kind === 'BIGINT') return 1;
  if (type.kind === 'DECIMAL') return 10 ** -type.scale;
  return type.kind === 'FLOAT' ? 1e-6 : undefined;
}

const DAY_MS = 86_400_000;

function applyTime(column: DraftColumn, operator: Comparison, value: Scalar): boolean {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?/.exec(String(value));
  const at = match ? Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}Z`) : NaN;
  if (!match || !Number.isFinite(at) || operator === '<>' || operator === '=') return false;
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  // A day counts to its end, so an earlier day is meant by everything before a moment.
  if (operator.startsWith('>')) column.min = operator === '>' ? day(at + DAY_MS) : day(at);
  else column.max = operator === '<' || match[2] !== undefined ? day(at - DAY_MS) : day(at);
  return true;
}

function applyLength(column: DraftColumn, operator: Comparison, value: number): boolean {
  if (column.type.kind !== 'VARCHAR' || !Number.isInteger(value)) return false;
  if (operator === '>' || operator === '>=' || operator === '<>') return value <= (operator === '>=' ? 1 : 0);
  const most = operator === '<' ? value - 1 : value;
  const isShort = column.type.length !== undefined && column.type.length <= most;
  if (operator === '=' || most < 1) return false;
  if (!isShort) column.type = { kind: 'VARCHAR', length: most };
  return true;
}

const TIMES = ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'];

/** `ends_on >= starts_on`: the later column is made after the earlier one. */
function applyOrder(earlier: DraftColumn, later: DraftColumn, table: DraftTable): boolean {
  const isTime = later.type.kind === earlier.type.kind && TIMES.includes(later.type.kind);
  const isFree = (column: DraftColumn) => !column.generator && !table.keys.some(({ columns }) => columns.includes(column)) && !table.foreignKeys.some(({ columns }) => columns.includes(column));
  if (!isTime || earlier === later || (later.isRequired && !earlier.isRequired) || isUnique(table, later) || !isFree(later) || !isFree(earlier) || later.min !== undefined || later.max !== undefined) return false;
  later.generator = { type: 'after', params: { column: earlier.name } };
  return true;
}
