import type { Argument, Call, FunctionEntry } from '../function-entry';
import { datePartOf, type DatePart } from './date-parts';
import { addMonthsOnDuckdb, dateAddOnDuckdb, dateDiffOnDuckdb, dateTruncOnDuckdb, monthsBetweenOnDuckdb } from './dates-duckdb';
import { assertAlike, dayOf, momentOf, momentOrTimeOf, zonedMomentOf } from './moments';
import { argument, integerOf, quoted } from './render';
import { shim } from './shim';
import { nextDay } from './next-day';

/** Amounts to add are whole numbers; others would be rounded in silence. */
function amountOf(call: Call): string {
  const amount = argument(call, 1);
  if (amount.type === 'decimal' || amount.type === 'float') call.refuse(`${call.name} adds whole numbers.`, 'Round it, or use a smaller part.', amount);
  return integerOf(amount);
}

function dateAdd(call: Call): string {
  const part = datePartOf(call, call.args[0], 'count');
  const amount = amountOf(call);
  const target = argument(call, 2);
  if (call.engine === 'duckdb') return dateAddOnDuckdb(part, amount, target);
  return target.type === 'time' ? `(${target.sql} + ${amount} * INTERVAL '1 ${part}')` : shim('dateadd', quoted(part), amount, momentOf(target));
}

function dateDiff(call: Call): string {
  const part = datePartOf(call, call.args[0], 'count');
  const [from, to] = [argument(call, 1), argument(call, 2)];
  assertAlike(call, from, to);
  if (call.engine === 'duckdb') return dateDiffOnDuckdb(part, momentOrTimeOf(from), momentOrTimeOf(to));
  return shim('datediff', quoted(part), momentOrTimeOf(from), momentOrTimeOf(to));
}

function dateTrunc(call: Call): string {
  const part = datePartOf(call, call.args[0], 'count');
  const source = argument(call, 1);
  const moment = source.type === 'timestamptz' || source.type === 'interval' ? source.sql : momentOf(source);
  return call.engine === 'duckdb' ? dateTruncOnDuckdb(part, moment) : `date_trunc('${part}', ${moment})`;
}

/** Below a second EXTRACT reads one part alone; DATE_PART the whole seconds, in the unit of the part. */
function readPart(call: Call): string {
  const part = datePartOf(call, call.args[0], 'read');
  const source = momentOrTimeOf(argument(call, 1));
  const isExtract = call.name === 'EXTRACT';
  const micros = call.engine === 'duckdb' ? `date_part('microsecond', ${source})` : `extract(microseconds FROM ${source})`;
  switch (part) {
    case 'decade':
      return `(CAST(floor(${read(call, 'year', source)} / 10.0) AS INTEGER) + 1)`;
    case 'epoch':
      return isExtract ? `CAST(floor(${read(call, 'epoch', source)}) AS BIGINT)` : `CAST(${read(call, 'epoch', source)} AS DOUBLE PRECISION)`;
    case 'second':
      return isExtract ? `CAST(floor(${micros} / 1000000.0) AS INTEGER)` : `(${micros} / CAST(1000000 AS DOUBLE PRECISION))`;
    case 'millisecond':
      return isExtract ? `CAST(floor(${micros} / 1000.0) % 1000 AS INTEGER)` : `(${micros} / CAST(1000 AS DOUBLE PRECISION))`;
    case 'microsecond':
      return isExtract ? `CAST(${micros} % 1000 AS INTEGER)` : `CAST(${micros} AS BIGINT)`;
    default:
      return `CAST(${read(call, part, source)} AS INTEGER)`;
  }
}

function read({ engine }: Call, part: DatePart, source: string): string {
  return engine === 'duckdb' ? `date_part('${part}', ${source})` : `extract(${part} FROM ${source})`;
}

/** -1, 0 or 1 by how two values lie to each other. */
function comparison(first: (argument: Argument) => string, second = first): (call: Call) => string {
  return (call) => {
    const [a, b] = [first(argument(call, 0)), second(argument(call, 1))];
    return `CASE WHEN ${a} < ${b} THEN -1 WHEN ${a} > ${b} THEN 1 WHEN ${a} = ${b} THEN 0 END`;
  };
}

const intervalOf = ({ sql, type }: Argument) => (type === 'interval' ? sql : `CAST(${sql} AS INTERVAL)`);

function comparing(name: string, render: (call: Call) => string): FunctionEntry {
  return { name, family: 'date', args: [2, 2], result: 'integer', duckdb: render, postgres: render };
}

function readMoment(args: readonly Argument[]): 'float' | 'integer' {
  return /^'?(sec|ms|mil?l?isec|mic|us|ep)/i.test(args[0]?.word ?? args[0]?.literal ?? '') ? 'float' : 'integer';
}

/** Date and time functions (https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html). */
export const DATE_FUNCTIONS: readonly FunctionEntry[] = [
  {
    name: 'ADD_MONTHS', family: 'date', args: [2, 2], result: 'timestamp',
    duckdb: (call) => addMonthsOnDuckdb(momentOf(argument(call, 0)), amountOf(call)),
    postgres: (call) => shim('add_months', momentOf(argument(call, 0)), amountOf(call)),
    note: 'The last day of a month gives the last day of the other month.',
  },
  {
    name: 'DATEADD', aliases: ['DATE_ADD'], family: 'date', args: [3, 3], result: (args) => (args[2]?.type === 'time' ? 'time' : 'timestamp'),
    duckdb: dateAdd, postgres: dateAdd, note: '29 February and a number of years give 1 March where there is no such day.',
  },
  { name: 'DATEDIFF', aliases: ['DATE_DIFF'], family: 'date', args: [3, 3], result: 'integer', duckdb: dateDiff, postgres: dateDiff, note: 'Counts boundaries; weeks begin on Monday.' },
  { name: 'DATE_PART', aliases: ['PGDATE_PART'], family: 'date', args: [2, 2], result: readMoment, duckdb: readPart, postgres: readPart },
  { name: 'EXTRACT', family: 'date', args: [2, 2], result: 'integer', duckdb: readPart, postgres: readPart },
  { name: 'DATE', family: 'date', args: [1, 1], result: 'date', ...both((call) => dayOf(argument(call, 0))), note: 'A cast written as a call.' },
  { name: 'DATE_PART_YEAR', family: 'date', args: [1, 1], result: 'integer', ...both((call) => `CAST(extract(year FROM ${dayOf(argument(call, 0))}) AS INTEGER)`) },
  { name: 'DATE_TRUNC', family: 'date', args: [2, 2], result: (args) => (args[1]?.type === 'timestamptz' || args[1]?.type === 'interval' ? args[1].type : 'timestamp'), duckdb: dateTrunc, postgres: dateTrunc },
  comparing('DATE_CMP', comparison(dayOf)),
  comparing('DATE_CMP_TIMESTAMP', comparison(momentOf)),
  comparing('DATE_CMP_TIMESTAMPTZ', comparison(momentOf, zonedMomentOf)),
  comparing('TIMESTAMP_CMP', comparison(momentOf)),
  comparing('TIMESTAMP_CMP_DATE', comparison(momentOf)),
  comparing('TIMESTAMP_CMP_TIMESTAMPTZ', comparison(momentOf, zonedMomentOf)),
  comparing('TIMESTAMPTZ_CMP', comparison(zonedMomentOf)),
  comparing('TIMESTAMPTZ_CMP_DATE', comparison(zonedMomentOf, momentOf)),
  comparing('TIMESTAMPTZ_CMP_TIMESTAMP', comparison(zonedMomentOf, momentOf)),
  comparing('INTERVAL_CMP', comparison(intervalOf)),
  {
    name: 'LAST_DAY', family: 'date', args: [1, 1], result: 'date',
    duckdb: (call) => `last_day(${dayOf(argument(call, 0))})`,
    postgres: (call) => `CAST(date_trunc('month', ${momentOf(argument(call, 0))}) + INTERVAL '1 month -1 day' AS DATE)`,
  },
  {
    name: 'MONTHS_BETWEEN', family: 'date', args: [2, 2], result: 'float',
    duckdb: (call) => monthsBetweenOnDuckdb(momentOf(argument(call, 0)), momentOf(argument(call, 1))),
    postgres: (call) => shim('months_between', momentOf(argument(call, 0)), momentOf(argument(call, 1))),
  },
  { name: 'NEXT_DAY', family: 'date', args: [2, 2], result: 'date', duckdb: nextDay, postgres: nextDay },
];

function both(render: (call: Call) => string): Pick<FunctionEntry, 'duckdb' | 'postgres'> {
  return { duckdb: render, postgres: render };
}
