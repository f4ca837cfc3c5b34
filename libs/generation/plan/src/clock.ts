import { FIRST_MOMENT, isRelativeTime, LAST_MOMENT, resolveTime } from '@dw-sim/generation-generators';
import { columnContext, placeIn } from './column-context';
import { drawnKeys } from './composite-keys';
import { FaultList, shown } from './fault-list';
import { checkGenerator } from './generator-check';
import type { ExperimentModel, TableModel } from './model';

const CLOCK_ALLOWED = 'a day or moment in ISO 8601, such as "2025-01-31T12:00:00Z"';
const SECOND_MS = 1000;

/** The machine's clock in milliseconds since 1970-01-01 UTC, to the second. */
export function machineClock(): number {
  return Math.floor(Date.now() / SECOND_MS) * SECOND_MS;
}

/** The clock of a run in milliseconds since 1970-01-01 UTC; a fault at `$.clock` where what is given is none. */
export function resolveClock(given: number | string | undefined, faults: FaultList): number {
  const now = machineClock();
  if (given === undefined) return now;
  const clock = typeof given === 'string' ? resolveTime(given, now) : typeof given === 'number' ? given : undefined;
  if (clock !== undefined && clock >= FIRST_MOMENT && clock <= LAST_MOMENT) return Math.floor(clock);
  faults.add('$.clock', 'wrong_type', `clock is ${shown(given)}`, { value: given, allowed: CLOCK_ALLOWED });
  return now;
}

/** Checks the columns with relative times once more: what was right when the definition was checked need not be so at the clock of a run. */
export function checkRelativeTimes(model: ExperimentModel, rowsOf: (table: TableModel) => number, faults: FaultList): void {
  for (const table of model.tables) {
    for (const column of table.columns) {
      if (!holdsRelativeTime([column.generator.params, model.timeframe])) continue;
      const isMember = drawnKeys(table).some(({ key }) => key.includes(column.name));
      const context = columnContext({ ...column, unique: column.unique || isMember, isMember }, placeIn(table, model.tables, rowsOf(table), model));
      const found = new FaultList();
      checkGenerator({ ...column.generator, pathOf: () => '$.clock' }, context, found);
      const where = `at the clock ${new Date(model.clock).toISOString()} ${table.name}.${column.name} can't be made: `;
      faults.faults.push(...found.faults.map((fault) => ({ ...fault, message: where + fault.message })));
    }
  }
}

function holdsRelativeTime(value: unknown): boolean {
  if (typeof value === 'string') return isRelativeTime(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsRelativeTime);
}
