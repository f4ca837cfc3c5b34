import { textOf, type Part, type Text } from './text';
import type { Call } from '../parse/syntax';
import type { TranslatedArgument } from './rules/call';

/** What a template is filled with. */
export interface TemplateValues {
  readonly node: Call;
  readonly args: readonly TranslatedArgument[];
  readonly orderBy?: Part;
  readonly over?: Part;
}

const HOLE = /\{(?:(\d+)(\*)?(?:\?([^{}]*))?|(\*)|(orderBy)|(over))\}/g;

/** Fills a template of the catalogue: `{1}`, `{2?x}`, `{*}`, `{3*}`, `{orderBy}`, `{over}`. */
export function fillTemplate(template: string, values: TemplateValues): Text {
  const parts: Part[] = [];
  let at = 0;
  for (const match of template.matchAll(HOLE)) {
    parts.push(template.slice(at, match.index), ...hole(match, values));
    at = match.index + match[0].length;
  }
  parts.push(template.slice(at));
  return textOf(values.node, parts);
}

function hole([, number, rest, otherwise, all, orderBy, over]: RegExpMatchArray, { node, args, ...values }: TemplateValues): readonly Part[] {
  if (orderBy !== undefined) return [values.orderBy ?? ''];
  if (over !== undefined) return [values.over ?? ''];
  const distinct = node.distinct && (all !== undefined || number === '1') ? ['DISTINCT '] : [];
  if (all !== undefined || rest !== undefined) return [...distinct, ...joined(args.slice(all === undefined ? Number(number) - 1 : 0))];
  const arg = args[Number(number) - 1];
  return arg ? [...distinct, arg.text] : [otherwise ?? 'NULL'];
}

function joined(args: readonly TranslatedArgument[]): readonly Part[] {
  return args.flatMap((arg, index) => (index === 0 ? [arg.text] : [', ', arg.text]));
}
