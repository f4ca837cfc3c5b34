import { httpStatusOf } from '@dw-sim/contracts';
import { formatPlural } from './quantities';
import { excerptAt } from './text-excerpt';
import { visible } from './visible-text';
import type { AppError, CompletedStatement, Fault, ProblemDetails, TextPosition } from '@dw-sim/contracts';
import type { UserText } from '../document/user-text';

/** An error as the API would say it, with the place of each fault in the user's text. */
export function problemOf(error: AppError, source: UserText | undefined): ProblemDetails & { readonly file?: string } {
  const { errors, position, hint, statement } = error.details;
  return {
    type: `urn:dw-sim:problem:${error.code}`,
    title: error.code.replaceAll('_', ' '),
    status: httpStatusOf(error.code) ?? 500,
    detail: error.message,
    code: error.code,
    ...(errors && { errors: errors.map((fault) => placed(fault, source)) }),
    ...(position && { position }),
    ...(hint && { hint }),
    ...(statement && { statement }),
    ...(source?.label && { file: source.label }),
  };
}

/** An error for people: the message, every fault with its path and place, the marked line of an SQL text, what to do. */
export function describeProblem(error: AppError, source: UserText | undefined, red: (text: string) => string): string {
  const { errors = [], position, hint, statement } = error.details;
  const faults = errors.map((fault) => placed(fault, source)).sort(byPlace);
  if (source !== undefined && faults.length > 0 && faults.every(isInText)) return describeTextFaults(error, faults, source, red);
  const listed = faults.length > 1 || faults.some((fault) => fault.position !== undefined || !error.message.includes(fault.message));
  const lines = [`${red('error:')} ${visible(listed ? headline(error.message, faults.length, errors) : error.message)}`];
  if (position !== undefined && source !== undefined) {
    if (source.label) lines.push(`  ${placeName(source, position)}`);
    lines.push(excerptAt(source.text, position) ?? '');
  }
  for (const { position: at, path, message } of listed ? faults : []) {
    lines.push(`  ${at === undefined || source === undefined ? '' : `${placeName(source, at)}  `}${path}`, `    ${visible(message)}`);
  }
  if (statement && statement.completed.length > 0) lines.push(`ran before it: ${statement.completed.map(completedText).join(', ')}`);
  if (hint) lines.push(`hint: ${visible(hint)}`);
  return lines.filter((line) => line !== '').join('\n');
}

function completedText({ statement, row_count, affected_rows, message }: CompletedStatement): string {
  return `${statement} (${affected_rows !== null ? `${formatPlural(affected_rows, 'row')} affected` : (message ?? formatPlural(row_count, 'row'))})`;
}

/** True for a fault of SQL, which has a place in the text and no path in a document. */
function isInText({ path, position }: Fault): boolean {
  return path === '$.sql' && position !== undefined;
}

/** Faults of SQL, each with its place, its message and the marked line. */
function describeTextFaults(error: AppError, faults: readonly Fault[], source: UserText, red: (text: string) => string): string {
  const [head] = error.message.split(/ Line \d+, column \d+: /);
  const described = faults.flatMap(({ position, message }) => (position ? [`  ${placeName(source, position)} ${visible(message)}`, excerptAt(source.text, position) ?? ''] : []));
  return [`${red('error:')} ${visible(head)}`, ...described].filter((line) => line !== '').join('\n');
}

/** The message without the faults that it repeats: they are listed below it. */
function headline(message: string, count: number, errors: readonly Fault[]): string {
  const starts = errors.flatMap((fault) => [message.indexOf(`${fault.path}: `), message.indexOf(fault.message)]).filter((at) => at >= 0);
  const own = starts.length === 0 ? message : message.slice(0, Math.min(...starts)).trim();
  return own === '' ? `The request has ${formatPlural(count, 'fault')}.` : own.replace(/:$/, '.');
}

/** By line and column; faults without a place first, in their own order. */
function byPlace(a: Fault, b: Fault): number {
  return (a.position?.line ?? 0) - (b.position?.line ?? 0) || (a.position?.column ?? 0) - (b.position?.column ?? 0);
}

function placed(fault: Fault, source: UserText | undefined): Fault {
  const position = fault.position ?? source?.positionOf?.(fault);
  return position ? { ...fault, position } : fault;
}

/** `shop.yaml:12:17`, which editors and terminals make a link of. */
function placeName(source: UserText, position: TextPosition): string {
  return `${source.label ?? '<input>'}:${position.line}:${position.column}`;
}
