import type { Argument, Call, SqlType } from '../function-entry';

export { quoteText as quoted } from '../../translate/quote';

/** An argument as text. Text stays as it is; other values become what Redshift would write. */
export function textOf({ sql, type }: Argument): string {
  return type === 'text' ? sql : `CAST(${sql} AS VARCHAR)`;
}

/** An argument as a whole number: amounts, positions and lengths. */
export function integerOf({ sql, type, literal }: Argument): string {
  return type === 'integer' && literal !== undefined ? sql : `CAST(${sql} AS INTEGER)`;
}

/** A whole number that is not below the least one; NULL stays, which GREATEST would leave out. */
export function atLeast(least: number, argument: Argument): string {
  const number = integerOf(argument);
  if ((numberOf(argument) ?? least - 1) >= least) return number;
  return `CASE WHEN ${number} < ${least} THEN ${least} ELSE ${number} END`;
}

/** DOUBLE PRECISION, which is what Redshift's transcendental functions answer. */
export function doubleOf({ sql, type, literal }: Argument): string {
  return type === 'float' && literal === undefined ? sql : `CAST(${sql} AS DOUBLE PRECISION)`;
}

/** DuckDB: evaluates `value` once and names it for an expression that needs it more than once. */
export function bound(name: string, value: string, body: string): string {
  return `list_transform([${value}], lambda ${name}: ${body})[1]`;
}

/** The number that an argument is written as; undefined for anything but a literal. */
export function numberOf(argument: Argument | undefined): number | undefined {
  return argument?.literal === undefined || !/^[+-]?\d/.test(argument.literal.trim()) ? undefined : Number(argument.literal);
}

/** The value of an argument that has to be a literal, since the engine's text depends on it. */
export function literalOf(call: Call, argument: Argument | undefined, what: string): string {
  return argument?.literal ?? call.refuse(`${what} has to be written as a literal to run here.`, `Write ${what} as a text in quotes.`, argument);
}

/** `true`, `t`, `1` … as a flag is written; undefined where the argument is absent. */
export function flagOf(call: Call, argument: Argument | undefined, what: string): boolean {
  if (!argument) return false;
  const text = (argument.literal ?? argument.word ?? argument.sql).trim().toLowerCase();
  if (['true', 't', '1', 'yes', 'y', 'on'].includes(text)) return true;
  if (['false', 'f', '0', 'no', 'n', 'off'].includes(text)) return false;
  return call.refuse(`${what} has to be true or false.`, undefined, argument);
}

/** The first argument with whose type something can be done; its absence is the translator's to report. */
export function argument(call: Call, index: number): Argument {
  return call.args[index] ?? call.refuse(`${call.name} needs ${index + 1} arguments or more.`);
}

const TEMPORAL: readonly SqlType[] = ['date', 'timestamp', 'timestamptz'];

/** Whether a value is a day or a moment. */
export function isTemporal({ type }: Argument): boolean {
  return TEMPORAL.includes(type);
}
