import { checkRequired, readableColumns } from '../computed-column';
import { Checker, positionOf } from '../expression';
import { convert } from '../expression/conversion';
import { call, literal, type Typed } from '../expression/typed';
import { FORMAT_ALLOWED, isMomentFormat, isNumberFormat } from '../expression/value-formats';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import { stringOf, type Parameters } from '../parameters';
import { templateKernel } from '../template-kernel';
import { templateParts, type TemplateField, type TemplatePart } from '../template-parts';
import { characterCount } from '../text-length';
import { UUID_TEXT_LENGTH } from '../uuid-text';

/** Text with other columns of the row in it. */
export const template: GeneratorKind<{ readonly typed: Typed }> = {
  kind: 'template',
  description: 'Text with other columns of the row in it; NULL where one of them is.',
  types: ['VARCHAR'],
  parameters: [{ name: 'template', type: 'string', required: true, description: 'Text with columns in braces, perhaps with a format: `{city} {id:05d}`.' }],
  example: { template: '{first_name} {last_name} <{email}>' },
  check,
  summarize: (params) => JSON.stringify(textOf(params)),
  distinctCount: () => Infinity,
  dependsOn: (params) => fieldsOf(templateParts(textOf(params)).parts).map(({ column }) => column),
  prepare: (params, column) => {
    const checker = new Checker(readableColumns(column));
    const typed = typedTemplate(templateParts(textOf(params)).parts, checker);
    if (!typed) throw new Error(`the template ${textOf(params)} was not checked`);
    return { typed };
  },
  compile: ({ typed }, context) => templateKernel(typed, context),
};

function textOf(params: Parameters): string {
  return stringOf(params, 'template') ?? '';
}

function fieldsOf(parts: readonly TemplatePart[]): readonly TemplateField[] {
  return parts.filter((part) => part.kind === 'field');
}

function check(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const text = textOf(params);
  const placed = (at: number, message: string): string => `template:${positionOf(text, at)}: ${message}`;
  const { parts, fault } = templateParts(text);
  if (fault) return [{ parameter: 'template', code: 'syntax', message: placed(fault.at, fault.message), allowed: 'columns in braces, such as {city}; {{ and }} for braces' }];
  const checker = new Checker(readableColumns(column));
  const typed = typedTemplate(parts, checker);
  if (!typed) return checker.faults.map(({ at, message, ...rest }) => ({ parameter: 'template', ...rest, message: placed(at, message) }));
  return [...checkRequired(typed, 'template', column), ...(column.unique ? checkUnique(parts, column) : [])];
}

function typedTemplate(parts: readonly TemplatePart[], checker: Checker): Typed | undefined {
  const texts = parts.map((part) => (part.kind === 'text' ? literal('text', part.text) : fieldText(part, checker)));
  if (!texts.every((text) => text !== undefined)) return undefined;
  return texts.length === 0 ? literal('text', '') : call('concat', 'text', texts);
}

function fieldText({ column, format, at }: TemplateField, checker: Checker): Typed | undefined {
  const value = checker.check({ kind: 'column', name: column, at });
  if (!value || format === '') return value && convert(value, 'text', at, checker);
  const refuse = (allowed: string): undefined => checker.fault(at, 'unknown_format', `the format ${JSON.stringify(format)} does not go with the column ${JSON.stringify(column)}`, allowed);
  switch (value.type) {
    case 'number':
      return isNumberFormat(format) ? call('format number', 'text', [value, literal('text', format)]) : refuse(FORMAT_ALLOWED.number);
    case 'date':
    case 'timestamp': {
      const moment = convert(value, 'timestamp', at, checker);
      return moment && isMomentFormat(format) ? call('format moment', 'text', [moment, literal('text', format)]) : refuse(FORMAT_ALLOWED.moment);
    }
    case 'time':
      return isMomentFormat(format) && !/%[Ymdy]/.test(format) ? call('format moment', 'text', [call('time to moment', 'timestamp', [value]), literal('text', format)]) : refuse(FORMAT_ALLOWED.time);
    case 'text':
      return /^\.\d{1,4}$/.test(format) ? call('left', 'text', [value, literal('number', Number(format.slice(1)))]) : refuse(FORMAT_ALLOWED.text);
    default:
      return refuse('no format');
  }
}

/** Longest text of a value of a type, in characters. */
function longest(type: ColumnContext['type']): number {
  if (type.kind === 'VARCHAR') return type.length ?? Infinity;
  if (type.kind === 'UUID') return UUID_TEXT_LENGTH;
  return type.kind === 'DECIMAL' ? type.precision + 2 : 25;
}

/** One field, of a unique column and whole, tells rows apart; between several, text could move from one to the next. */
function checkUnique(parts: readonly TemplatePart[], { siblings, type }: ColumnContext): readonly ParameterFault[] {
  const fields = fieldsOf(parts);
  const source = fields.length === 1 ? siblings.find(({ name }) => name.toLowerCase() === fields[0].column.toLowerCase()) : undefined;
  const whole = source && (fields[0].format === '' || (/^0?\d*,?d$/.test(fields[0].format) && ['INT', 'BIGINT'].includes(source.type.kind)));
  if (!source?.unique || !whole) return [{ parameter: 'template', code: 'not_unique', message: 'the template repeats values', allowed: 'exactly one column, which is unique itself and not shortened by its format' }];
  const fixed = parts.reduce((sum, part) => sum + (part.kind === 'text' ? characterCount(part.text) : 0), 0);
  const width = Number(/\d+/.exec(fields[0].format)?.[0] ?? 0);
  const most = fixed + Math.max(width, longest(source.type)) * (fields[0].format.includes(',') ? 2 : 1);
  if (type.kind !== 'VARCHAR' || most <= (type.length ?? Infinity)) return [];
  return [{ parameter: 'template', code: 'too_long', message: `texts of up to ${most} characters would be cut, and no longer be unique`, allowed: `at most ${type.length}` }];
}
