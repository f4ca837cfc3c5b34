import { httpStatusOf } from '@dw-sim/contracts';
import { excerptAt } from './text-excerpt';
import { visible } from './visible-text';
import type { AppError, Fault, ProblemDetails, TextPosition } from '@dw-sim/contracts';
import type { UserText } from '../document/user-text';

type PlacedFault = Fault & { readonly position?: TextPosition };

/** An error as the API would say it, with the place of each fault in the user's text. */
export function problemOf(error: AppError, source: UserText | undefined): ProblemDetails & { readonly file?: string } {
  const { errors, position, hint } = error.details;
  return {
    type: `urn:dw-sim:problem:${error.code}`,
    title: error.code.replaceAll('_', ' '),
    status: httpStatusOf(error.code) ?? 500,
    detail: error.message,
    code: error.code,
    ...(errors && { errors: errors.map((fault) => placed(fault, source)) }),
    ...(position && { position }),
    ...(hint && { hint }),
    ...(source?.label && { file: source.label }),
  };
}

/** An error for people: the message, every fault with its path and place, the marked line of an SQL text, what to do. */
export function describeProblem(error: AppError, source: UserText | undefined, red: (text: string) => string): string {
  const { errors = [], position, hint } = error.details;
  const lines = [`${red('error:')} ${visible(error.message)}`];
  if (position !== undefined && source !== undefined) {
    if (source.label) lines.push(`  ${placeName(source, position)}`);
    lines.push(excerptAt(source.text, position) ?? '');
  }
  for (const fault of errors) {
    const { position: at, path, message } = placed(fault, source);
    if (at === undefined) lines.push(`  ${path}`, `    ${visible(message)}`);
    else lines.push(`  ${placeName(source, at)}  ${path}`, `    ${visible(message)}`);
  }
  if (hint) lines.push(`hint: ${visible(hint)}`);
  return lines.filter((line) => line !== '').join('\n');
}

function placed(fault: PlacedFault, source: UserText | undefined): PlacedFault {
  const position = fault.position ?? source?.positionOf?.(fault);
  return position ? { ...fault, position } : fault;
}

/** `shop.yaml:12:17`, which editors and terminals make a link of. */
function placeName(source: UserText | undefined, position: TextPosition): string {
  return `${source?.label ?? '<input>'}:${position.line}:${position.column}`;
}
