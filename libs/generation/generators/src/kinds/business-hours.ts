import { checkOpening, closedDaysOf, HOURS_PARAMETERS, openDays, openingOf, summarizeOpening } from '../schedule/opening-hours';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import { stringOf, type Parameters } from '../parameters';
import { checkPatterns, PATTERN_PARAMETER, patternWeights, summarizePatterns } from '../schedule/patterns';
import { checkSchedule, ORDER_PARAMETER, scheduledKernel, summarizeOrder, type Schedule } from '../schedule/schedule';
import { checkSpan, SPAN_PARAMETERS, spanOf, summarizeSpan } from '../schedule/span';

/** Moments at which a business is open. */
export const businessHours: GeneratorKind<Schedule> = {
  kind: 'business_hours',
  description: 'Moments from opening to closing time on the days of the week that are open, holidays and breaks left out; in a DATE the open days.',
  types: ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'],
  parameters: [...SPAN_PARAMETERS, ...HOURS_PARAMETERS, PATTERN_PARAMETER, ORDER_PARAMETER],
  example: { start: '2024-01-01', end: '2024-12-31', freq: 'min', days: 'mon-fri', open: '09:00', close: '17:30', holidays: ['2024-12-25'], breaks: ['12:30-13:00'] },
  check: (params, column) => {
    const faults = [...checkUnique(column), ...checkSpan(params, column), ...checkOpening(params), ...checkPatterns(params, column)];
    return faults.length > 0 ? faults : checkSchedule(scheduleOf(params, column));
  },
  summarize: (params, column) => `${summarizeOpening(params)}, ${summarizeSpan(params, column)}${summarizePatterns(params)}${summarizeOrder(params)}`,
  distinctCount: () => Infinity,
  prepare: scheduleOf,
  compile: scheduledKernel,
};

function checkUnique({ unique }: ColumnContext): readonly ParameterFault[] {
  return unique ? [{ parameter: '', code: 'not_unique', message: 'moments of open hours may repeat, so the column can\'t be unique', allowed: 'is_unique: false' }] : [];
}

function scheduleOf(params: Parameters, column: ColumnContext): Schedule {
  const pattern = patternWeights(params);
  const open = openDays(params);
  const weights = {
    ...pattern,
    dow: pattern.dow.map((weight, day) => (open.includes(day) ? weight : 0)),
    opening: openingOf(params, column.type.kind),
    closedDays: closedDaysOf(params),
  };
  return { ...spanOf(params, column), ascending: stringOf(params, 'order') === 'ascending', weights };
}
