import { hash32, TWO_POW_MINUS_32, uniform53 } from '@dw-sim/generation-rng';
import { checkTimes } from '../check-times';
import { addMonths, DAY_MS, FIRST_MOMENT, LAST_MOMENT, monthNumber } from '../expression/calendar';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault } from '../generator-kind';
import type { NumberKernel } from '../kernel';
import { numberOf, stringOf, type Parameters } from '../parameters';
import { resolveTime } from '../relative-time';
import { parseStep, shortestMs, STEP_ALLOWED, type TimeStep } from '../time-step';

interface Prepared {
  /** Moment of row 0 without jitter, in milliseconds since 1970-01-01 UTC. */
  readonly startMs: number;
  readonly step: TimeStep;
  readonly jitterMs: number;
  /** Milliseconds of a unit of the column. */
  readonly unitMs: number;
}

/** Moments in equal steps, in row order, as a sensor or a log writes them. */
export const timeSeries: GeneratorKind<Prepared> = {
  kind: 'time_series',
  description: 'Days or moments in equal steps in row order: start, start + step, start + 2 step, …, each moved by a random amount of up to `jitter_seconds` back or forth.',
  types: ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'],
  parameters: [
    { name: 'start', type: 'time', required: true, description: 'Moment of the first row: ISO 8601 in UTC, `now`, `today`, or an offset from now such as `-7d`, `-12h` or `-1mo`.' },
    { name: 'step', type: 'string', required: true, description: 'Distance between rows: `150ms`, `5s`, `1m` (a minute), `1h`, `1d`, `1w`, `1mo` (a month), `1y`.' },
    { name: 'jitter_seconds', type: 'number', minimum: 0, description: 'Largest distance from the step, uniform in both directions; 0 by default. Rows stay in order where it is below half a step.' },
  ],
  example: { start: '-7d', step: '1m', jitter_seconds: 5 },
  check,
  summarize: (params) => {
    const jitter = numberOf(params, 'jitter_seconds', 0);
    return `from ${stringOf(params, 'start')}, every ${stringOf(params, 'step')}${jitter > 0 ? `, ± ${jitter} s` : ''}`;
  },
  distinctCount: rowLimit,
  rowLimit,
  prepare,
  compile: (prepared, context) => (prepared.jitterMs > 0 ? jittered(prepared, context) : stepped(prepared)),
};

function prepare(params: Parameters, { type, clock }: ColumnContext): Prepared {
  const step = parseStep(stringOf(params, 'step') ?? '');
  if (!step) throw new Error(`the step ${stringOf(params, 'step')} was not checked`);
  return {
    startMs: Math.floor(resolveTime(stringOf(params, 'start') ?? '', clock) ?? 0),
    step,
    jitterMs: Math.floor(numberOf(params, 'jitter_seconds', 0) * 1000),
    unitMs: type.kind === 'DATE' ? DAY_MS : 1,
  };
}

function check(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const faults = [...checkTimes(params, ['start'], column.clock)];
  if (!parseStep(stringOf(params, 'step') ?? '')) faults.push({ parameter: 'step', code: 'wrong_type', message: `step is ${JSON.stringify(params['step'])}`, allowed: STEP_ALLOWED });
  if (faults.length > 0) return faults;
  const { startMs, step, jitterMs, unitMs } = prepare(params, column);
  if (startMs - jitterMs < FIRST_MOMENT || startMs + jitterMs > LAST_MOMENT) faults.push({ parameter: 'jitter_seconds', code: 'out_of_range', message: 'the jitter leads outside the years 1 to 9999', allowed: 'a smaller jitter' });
  if (column.unique && shortestMs(step) - 2 * jitterMs < unitMs) {
    faults.push({ parameter: jitterMs > 0 ? 'jitter_seconds' : 'step', code: 'not_unique', message: `rows a step apart may have the same ${unitMs === 1 ? 'moment' : 'day'}, so the column can't be unique`, allowed: unitMs === 1 ? 'a jitter below half a step' : 'steps of a day or more, and a jitter that keeps rows a day apart' });
  }
  return faults;
}

/** Rows up to the end of the year 9999. */
function rowLimit(params: Parameters, column: ColumnContext): number {
  const { startMs, step, jitterMs } = prepare(params, column);
  const last = LAST_MOMENT - jitterMs;
  if (step.months === 0) return Math.floor((last - startMs) / step.ms) + 1;
  const steps = Math.floor((monthNumber(last) - monthNumber(startMs)) / step.months);
  return steps + (addMonths(startMs, steps * step.months) <= last ? 1 : 0);
}

function stepped({ startMs, step: { ms, months }, unitMs }: Prepared): NumberKernel {
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      if (months > 0) for (let i = 0; i < count; i++) out[i] = Math.floor(addMonths(startMs, rows[i] * months) / unitMs);
      else for (let i = 0; i < count; i++) out[i] = Math.floor((startMs + rows[i] * ms) / unitMs);
    },
  };
}

function jittered(prepared: Prepared, context: KernelContext): NumberKernel {
  const { jitterMs, unitMs } = prepared;
  const [k0, k1] = context.key('jitter');
  const base = stepped({ ...prepared, unitMs: 1 });
  const size = 2 * jitterMs + 1;
  const draw = size > 2 ** 32 ? (row: number) => uniform53(row, k0, k1) : (row: number) => hash32(row, k0, k1) * TWO_POW_MINUS_32;
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      base.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] = Math.floor((out[i] - jitterMs + Math.floor(draw(rows[i]) * size)) / unitMs);
    },
  };
}
