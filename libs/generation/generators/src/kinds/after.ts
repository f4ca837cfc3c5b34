import { hash32, TWO_POW_MINUS_32, uniform53 } from '@dw-sim/generation-rng';
import { didYouMean } from '@dw-sim/contracts';
import { DURATION_ALLOWED, parseDuration } from '../durations';
import { DAY_MS } from '../expression/calendar';
import { NumberVector } from '../expression/vector';
import { fittedKernel } from '../fitted-kernel';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault, SiblingColumn } from '../generator-kind';
import type { Kernel } from '../kernel';
import { stringOf, type Parameters } from '../parameters';
import { SiblingVectors } from '../sibling-vectors';

const DEFAULT_MAX_DAYS = 30;

interface Prepared {
  readonly column: string;
  /** Milliseconds of a unit of the start, and of this column. */
  readonly startMs: number;
  readonly unitMs: number;
  /** Smallest amount and number of amounts, in units of this column. */
  readonly first: number;
  readonly size: number;
}

/** A day or moment some time after another column of the row, never before it. */
export const after: GeneratorKind<Prepared> = {
  kind: 'after',
  description: 'A day or moment after another column of the row, by an amount of time from min to max; NULL where that is.',
  types: ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'],
  parameters: [
    { name: 'column', type: 'string', required: true, description: 'DATE, TIMESTAMP or TIMESTAMPTZ column of the same row.' },
    { name: 'min', type: 'scalar', description: 'Smallest amount: days, `90 minutes`, or an ISO 8601 duration such as `PT12H`; 0 by default.' },
    { name: 'max', type: 'scalar', description: `Largest amount, likewise; ${DEFAULT_MAX_DAYS} days, or that much more than min, by default.` },
  ],
  example: { column: 'start_date', min: 0, max: '30 days' },
  check,
  summarize: (params) => `${stringOf(params, 'column')} plus ${amountText(params['min'] ?? 0)} to ${amountText(params['max'] ?? amountsOf(params).max / DAY_MS)}`,
  distinctCount: () => Infinity,
  dependsOn: (params) => [stringOf(params, 'column') ?? ''],
  prepare: (params, column) => {
    const start = startColumn(params, column);
    if (!start) throw new Error(`the column ${stringOf(params, 'column')} was not checked`);
    const [own, other] = [unitMs(column.type.kind), unitMs(start.type.kind)];
    return { column: start.name, startMs: other, unitMs: own, ...unitsOf(params, own) };
  },
  compile,
};

function unitMs(kind: string): number {
  return kind === 'DATE' ? DAY_MS : 1;
}

function amountText(amount: unknown): string {
  return typeof amount === 'number' ? `${amount} day${amount === 1 ? '' : 's'}` : String(amount);
}

/** Amounts in milliseconds. */
function amountsOf(params: Parameters): { readonly min: number; readonly max: number } {
  const min = parseDuration(params['min'] ?? 0) ?? 0;
  return { min, max: parseDuration(params['max']) ?? min + DEFAULT_MAX_DAYS * DAY_MS };
}

function unitsOf(params: Parameters, unit: number): { readonly first: number; readonly size: number } {
  const { min, max } = amountsOf(params);
  const first = Math.ceil(min / unit);
  return { first, size: Math.floor(max / unit) - first + 1 };
}

function startColumn(params: Parameters, { siblings }: ColumnContext): SiblingColumn | undefined {
  const name = (stringOf(params, 'column') ?? '').toLowerCase();
  return siblings.find((sibling) => sibling.name.toLowerCase() === name);
}

function check(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const bad = ['min', 'max'].filter((name) => params[name] !== undefined && parseDuration(params[name]) === undefined);
  if (bad.length > 0) return bad.map((parameter) => ({ parameter, code: 'wrong_type', message: `${parameter} is ${JSON.stringify(params[parameter])}`, allowed: DURATION_ALLOWED }));
  const { min, max } = amountsOf(params);
  if (min > max) return [{ parameter: 'min', code: 'range_reversed', message: `the smallest amount ${amountText(params['min'])} is above the largest ${amountText(params['max'])}`, allowed: `at most ${amountText(params['max'])}` }];
  if (unitsOf(params, unitMs(column.type.kind)).size < 1) return [{ parameter: 'min', code: 'empty_range', message: 'no whole number of days lies between min and max', allowed: 'a range that holds at least one' }];
  return checkStart(params, column);
}

function checkStart(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const given = stringOf(params, 'column') ?? '';
  const start = startColumn(params, column);
  const times = column.siblings.filter(({ type }) => ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'].includes(type.kind)).map(({ name }) => name);
  if (column.unique) return [{ parameter: '', code: 'not_unique', message: 'days after another day repeat, so the column can\'t be unique', allowed: 'is_unique: false' }];
  if (!start) return [{ parameter: 'column', code: 'unknown_column', message: `there is no other column ${JSON.stringify(given)} in the table${didYouMean(given, times)}`, allowed: times }];
  if (!times.includes(start.name)) return [{ parameter: 'column', code: 'wrong_type', message: `the column ${JSON.stringify(start.name)} is ${start.type.kind}`, allowed: times.length > 0 ? times : 'a DATE, TIMESTAMP or TIMESTAMPTZ column' }];
  if (!column.nullable && start.mayBeNull) return [{ parameter: 'column', code: 'nullable_value', message: `the column is required, but NULL where ${start.name} is`, allowed: `required: false, or required: true on ${start.name}` }];
  return [];
}

/** A start in milliseconds counts as the first whole day that is not before it, where days are made. */
function compile({ column, startMs, unitMs: ownMs, first, size }: Prepared, context: KernelContext): Kernel {
  const [k0, k1] = context.key('value');
  const siblings = new SiblingVectors(context);
  const start = siblings.column(column) as NumberVector;
  const draw = size > 2 ** 32 ? (row: number) => Math.floor(uniform53(row, k0, k1) * size) : (row: number) => Math.floor(hash32(row, k0, k1) * TWO_POW_MINUS_32 * size);
  const end = new NumberVector(start.nullable, (values, nulls, count) => {
    start.evaluate(count);
    nulls.set(start.nulls.subarray(0, count));
    const rows = siblings.selected;
    for (let i = 0; i < count; i++) values[i] = Math.ceil((start.values[i] * startMs) / ownMs) + first + draw(rows[i]);
  });
  return fittedKernel(end, siblings, context.type, 0);
}
