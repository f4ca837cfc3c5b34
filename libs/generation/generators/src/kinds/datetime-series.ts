import { DAY_MS } from '../expression/calendar';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import { stringOf, type Parameters } from '../parameters';
import { checkSpan, SPAN_PARAMETERS, spanOf, summarizeSpan } from '../schedule/span';
import { checkPatterns, PATTERN_PARAMETER, patternWeights, summarizePatterns } from '../schedule/patterns';
import { checkSchedule, ORDER_PARAMETER, scheduledKernel, summarizeOrder, type Schedule } from '../schedule/schedule';

/** Moments inside a span of time that come more often at some hours, weekdays or months. */
export const datetimeSeries: GeneratorKind<Schedule> = {
  kind: 'datetime_series',
  description: 'Days or moments on a grid inside a span of time, more of them at the hours, weekdays and months that `pattern` weights; each as likely as any other without one.',
  types: ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'],
  parameters: [...SPAN_PARAMETERS, PATTERN_PARAMETER, ORDER_PARAMETER],
  example: { start: '2024-01-01', end: '2024-12-31', freq: '15min', pattern: { dimension: 'dow', weights: { sat: 0.5, sun: 0.25 } } },
  check: (params, column) => {
    const faults = [...checkSpan(params, column), ...checkPatterns(params, column)];
    return faults.length > 0 ? faults : [...checkUnique(params, column), ...checkSchedule(scheduleOf(params, column))];
  },
  summarize: (params, column) => `${summarizeSpan(params, column)}${summarizePatterns(params)}${summarizeOrder(params)}`,
  distinctCount: (params, column) => scheduleOf(params, column).pointCount,
  prepare: scheduleOf,
  compile: scheduledKernel,
};

function checkUnique(params: Parameters, { unique }: ColumnContext): readonly ParameterFault[] {
  if (!unique || params['pattern'] === undefined) return [];
  return [{ parameter: 'pattern', code: 'not_unique', message: 'a pattern asks for some moments more than once, so the column can\'t be unique', allowed: 'no pattern, or is_unique: false' }];
}

function scheduleOf(params: Parameters, column: ColumnContext): Schedule {
  const isPatterned = params['pattern'] !== undefined;
  return { ...spanOf(params, column), ascending: stringOf(params, 'order') === 'ascending', weights: isPatterned ? { ...patternWeights(params), opening: [{ from: 0, to: DAY_MS }], closedDays: [] } : null };
}
