import { checkTimes } from '../check-times';
import { DAY_MS, monthNumber, monthStart } from '../expression/calendar';
import type { ColumnContext, ParameterFault, Timeframe } from '../generator-kind';
import { isObject, stringOf, type Parameters, type ParameterSpec } from '../parameters';
import { isTimeText, resolveEnd, resolveTime } from '../relative-time';
import { afterSteps, parseStep, STEP_ALLOWED, type TimeStep } from '../time-step';

/** A span of time and the grid of moments inside it, as plain data; times in milliseconds since 1970-01-01 UTC. */
export interface Span {
  /** First moment of the grid. */
  readonly anchor: number;
  /** Last moment of the span, included. */
  readonly last: number;
  readonly step: TimeStep;
  /** Moments of the grid; 0 where none lies in the span. */
  readonly pointCount: number;
  /** Milliseconds of a unit of the column. */
  readonly unitMs: number;
}

/** Where and on which grid the moments lie. */
export const SPAN_PARAMETERS: readonly ParameterSpec[] = [
  { name: 'within', type: 'any', form: '`timeframe` or an object { start, end }', description: 'Span of time: `timeframe` for the experiment\'s own (the default where it has one), or `{"start": …, "end": …}`.' },
  { name: 'start', type: 'time', description: 'First day or moment, instead of `within`: ISO 8601 in UTC, or relative to the clock of the run (`-90d`).' },
  { name: 'end', type: 'time', description: 'Last day or moment, included; a day counts to its end.' },
  { name: 'freq', type: 'string', description: 'Distance of the moments: `s`, `15min`, `H`, `D`, `W`, `M` (months); the timeframe\'s by default, else a millisecond or, in a DATE, a day. Steps that divide a day are counted from midnight, months from their first day, others from the start.' },
];

const WITHIN_ALLOWED = '"timeframe", or an object { "start": …, "end": … }';

/** Start, end and freq as given, wherever they are given. */
function givenSpan(params: Parameters, { timeframe }: ColumnContext): Partial<Timeframe> {
  const { within } = params;
  const own = isObject(within) ? within : params;
  const shared = within === 'timeframe' || (within === undefined && params['start'] === undefined && params['end'] === undefined) ? timeframe : undefined;
  const [start, end] = [stringOf(own, 'start') ?? shared?.start, stringOf(own, 'end') ?? shared?.end];
  const freq = stringOf(params, 'freq') ?? shared?.freq;
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }), ...(freq !== undefined && { freq }) };
}

/** Faults of what is given of a span. */
export function checkSpan(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const faults = [...checkWithin(params, column), ...checkTimes(params, ['start', 'end'], column.clock)];
  if (params['freq'] !== undefined && !parseStep(stringOf(params, 'freq') ?? '')) faults.push({ parameter: 'freq', code: 'wrong_type', message: `freq is ${JSON.stringify(params['freq'])}`, allowed: STEP_ALLOWED });
  if (faults.length > 0) return faults;
  const { start, end } = givenSpan(params, column);
  if (start === undefined || end === undefined) return [{ parameter: start === undefined ? 'start' : 'end', code: 'missing', message: `it is not said when the moments ${start === undefined ? 'start' : 'end'}`, allowed: 'within, both of start and end, or a timeframe of the experiment' }];
  if ((resolveTime(start, column.clock) ?? 0) > (resolveEnd(end, column.clock) ?? 0)) return [{ parameter: isObject(params['within']) ? 'within.start' : 'start', value: start, code: 'range_reversed', message: `the start ${start} is after the end ${end}`, allowed: `at most ${end}` }];
  if (spanOf(params, column).pointCount > 0) return [];
  return [{ parameter: 'freq', code: 'empty_range', message: `no moment of the grid lies between ${start} and ${end}`, allowed: 'a smaller freq, or a longer span' }];
}

function checkWithin(params: Parameters, { timeframe, clock }: ColumnContext): readonly ParameterFault[] {
  const { within } = params;
  if (within === undefined) return [];
  const beside = ['start', 'end'].find((name) => params[name] !== undefined);
  if (beside !== undefined) return [{ parameter: beside, code: 'contradiction', message: `within and ${beside} both say where the moments lie`, allowed: 'one of them' }];
  if (within === 'timeframe') return timeframe ? [] : [{ parameter: 'within', code: 'missing', message: 'the experiment has no timeframe', allowed: 'a key "timeframe": { "start": …, "end": … } of the experiment, or start and end here' }];
  if (!isObject(within)) return [{ parameter: 'within', code: 'wrong_type', message: `within is ${JSON.stringify(within)}`, allowed: WITHIN_ALLOWED }];
  const unknown = Object.keys(within).filter((name) => name !== 'start' && name !== 'end');
  const bad = ['start', 'end'].filter((name) => !isTimeText(stringOf(within, name) ?? ''));
  return [
    ...unknown.map((name) => ({ parameter: `within.${name}`, value: within[name], code: 'unknown_key', message: `unknown key ${JSON.stringify(name)}`, allowed: ['start', 'end'] })),
    ...bad.map((name) => ({ parameter: `within.${name}`, value: within[name], code: within[name] === undefined ? 'missing' : 'wrong_type', message: within[name] === undefined ? `${name} is missing` : `${name} is ${JSON.stringify(within[name])}`, allowed: 'ISO 8601, or relative to the clock of the run, such as "-90d"' })),
    ...(bad.length > 0 ? [] : checkTimes(within, ['start', 'end'], clock).map((fault) => ({ ...fault, parameter: `within.${fault.parameter}`, value: within[fault.parameter] }))),
  ];
}

/** The span and its grid, of parameters that are checked. */
export function spanOf(params: Parameters, column: ColumnContext): Span {
  const { start = '', end = '', freq } = givenSpan(params, column);
  const unitMs = column.type.kind === 'DATE' ? DAY_MS : 1;
  const given = (freq === undefined ? undefined : parseStep(freq)) ?? { ms: unitMs, months: 0 };
  const step = given.months === 0 && given.ms < unitMs ? { ms: unitMs, months: 0 } : given;
  const first = Math.ceil(resolveTime(start, column.clock) ?? 0);
  const anchor = anchorOf(unitMs === 1 ? first : Math.floor(first / DAY_MS) * DAY_MS, step);
  const last = Math.floor(resolveEnd(end, column.clock) ?? -1);
  return { anchor, last, step, pointCount: pointCount(anchor, last, step), unitMs };
}

/** First moment of the grid that is not before the start. */
function anchorOf(start: number, { ms, months }: TimeStep): number {
  if (months > 0) {
    const month = monthNumber(start);
    return (monthStart(month) * DAY_MS === start ? monthStart(month) : monthStart(month + 1)) * DAY_MS;
  }
  const natural = DAY_MS % ms === 0 ? ms : ms % DAY_MS === 0 ? DAY_MS : 0;
  return natural > 0 ? Math.ceil(start / natural) * natural : start;
}

function pointCount(anchor: number, last: number, step: TimeStep): number {
  if (anchor > last) return 0;
  return step.months === 0 ? Math.floor((last - anchor) / step.ms) + 1 : Math.floor((monthNumber(last) - monthNumber(anchor)) / step.months) + 1;
}

/** Moment of the grid by its index. */
export function pointAt({ anchor, step }: Span, index: number): number {
  return afterSteps(anchor, step, index);
}

/** `2024-01-01 to 2024-12-31, every 15min`. */
export function summarizeSpan(params: Parameters, column: ColumnContext): string {
  const { start, end, freq } = givenSpan(params, column);
  return `${start} to ${end}${freq === undefined ? '' : `, every ${freq}`}`;
}
