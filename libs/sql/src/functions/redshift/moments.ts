import type { Argument, Call } from '../function-entry';
import { quoted } from './render';
import { isoMoment } from './temporal-literal';

/** An argument as a TIMESTAMP; moments with a zone as they are in UTC. */
export function momentOf(argument: Argument): string {
  return argument.type === 'timestamp' ? argument.sql : `CAST(${isoLiteral(argument)} AS TIMESTAMP)`;
}

/** An argument that has a zone, or a text that may have one, as a TIMESTAMP in UTC. */
export function zonedMomentOf(argument: Argument): string {
  return argument.type === 'text' || argument.type === 'unknown' ? `CAST(CAST(${isoLiteral(argument)} AS TIMESTAMPTZ) AS TIMESTAMP)` : momentOf(argument);
}

/** An argument as a DATE. */
export function dayOf(argument: Argument): string {
  return argument.type === 'date' ? argument.sql : `CAST(${isoLiteral(argument)} AS DATE)`;
}

/** A moment, or a time of day, which has no day to become one. */
export function momentOrTimeOf(argument: Argument): string {
  return argument.type === 'time' || argument.type === 'interval' ? argument.sql : momentOf(argument);
}

/** Refuses a mixture of times of day and moments. */
export function assertAlike(call: Call, first: Argument, second: Argument): void {
  if ((first.type === 'time') === (second.type === 'time')) return;
  if ([first.type, second.type].includes('unknown')) return;
  call.refuse('A time of day and a day have no part in common.', 'Give both as times, or both as dates.', second);
}

function isoLiteral({ sql, type, literal }: Argument): string {
  const iso = type === 'text' && literal !== undefined ? isoMoment(literal) : undefined;
  return iso === undefined ? sql : quoted(iso);
}
