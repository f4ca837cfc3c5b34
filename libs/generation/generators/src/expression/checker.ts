import { didYouMean, type ColumnType } from '@dw-sim/contracts';
import { numericLimits } from '../numeric-scale';
import { checkCall } from './check-call';
import { common, convert, type Scope, typeNames } from './conversion';
import type { ExpressionFault } from './expression-fault';
import { checkLike } from './like';
import type { Operator, Syntax } from './syntax';
import { call, literal, type Typed, type ValueType } from './typed';

/** A column of the row that an expression may read. */
export interface ReadableColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
}

const COMPARISONS: Readonly<Record<string, string>> = { '=': 'equal', '<>': 'unequal', '<': 'less', '<=': 'at most', '>': 'greater', '>=': 'at least' };
const ARITHMETIC: Readonly<Record<string, string>> = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide', '//': 'integer divide', '%': 'mod' };

/** Finds the type of an expression over the columns of a row, or adds its faults: every one that stands by itself. */
export class Checker implements Scope {
  readonly faults: ExpressionFault[] = [];
  /** Parts that were checked: `x IN (a, b)` holds its operand once for each item, and tells its faults once. */
  private readonly checked = new Map<Syntax, Typed | undefined>();

  constructor(private readonly columns: readonly ReadableColumn[]) {}

  /** The typed expression; undefined where it has faults. */
  check(syntax: Syntax): Typed | undefined {
    if (!this.checked.has(syntax)) this.checked.set(syntax, this.checkNew(syntax));
    return this.checked.get(syntax);
  }

  private checkNew(syntax: Syntax): Typed | undefined {
    switch (syntax.kind) {
      case 'literal':
        return literalOf(syntax.value);
      case 'time':
        return convert(literal('text', syntax.text), syntax.type, syntax.at, this);
      case 'column':
        return this.column(syntax.name, syntax.at);
      case 'call': {
        const args = syntax.name === 'json_value' ? this.checkWithJson(syntax.args) : this.checkAll(syntax.args);
        return args && checkCall(syntax, args, this);
      }
      case 'operator': {
        const args = syntax.operator === 'is null' ? this.checkWithJson(syntax.args) : this.checkAll(syntax.args);
        return args && this.operator(syntax.operator, args, syntax);
      }
      case 'case':
        return this.case(syntax);
      case 'cast': {
        const operand = this.check(syntax.operand);
        return operand && this.cast(operand, syntax.type, syntax.at);
      }
    }
  }

  fault(at: number, code: string, message: string, allowed?: string | readonly string[]): undefined {
    this.faults.push({ at, code, message, allowed });
    return undefined;
  }

  private checkAll(parts: readonly Syntax[]): readonly Typed[] | undefined {
    const typed = parts.map((part) => this.check(part));
    return typed.every((part) => part !== undefined) ? typed : undefined;
  }

  /** Arguments whose first may be a JSON column. */
  private checkWithJson([first, ...more]: readonly Syntax[]): readonly Typed[] | undefined {
    const json = first?.kind === 'column' ? this.column(first.name, first.at, true) : first && this.check(first);
    const others = this.checkAll(more);
    return !first ? [] : json && others && [json, ...others];
  }

  private column(name: string, at: number, mayBeJson = false): Typed | undefined {
    const found = this.columns.find((column) => column.name === name) ?? this.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
    const names = this.columns.map((column) => column.name);
    if (!found) return this.fault(at, 'unknown_column', `there is no other column ${JSON.stringify(name)} in the table${didYouMean(name, names)}`, names);
    if (found.type === 'json' && !mayBeJson) return this.fault(at, 'wrong_type', `the column ${JSON.stringify(name)} is JSON`, `json_value(${name}, '$.path'), ${name} IS NULL`);
    return { kind: 'column', type: found.type, nullable: found.nullable, name: found.name };
  }

  private operator(operator: Operator, args: readonly Typed[], { at, args: parts }: Extract<Syntax, { kind: 'operator' }>): Typed | undefined {
    switch (operator) {
      case 'is null':
        return call('is null', 'boolean', args, false);
      case 'not':
      case 'and':
      case 'or':
        return this.uniform(operator, 'boolean', args, parts);
      case 'negate':
        return this.uniform('negate', 'number', args, parts);
      case 'like':
      case 'ilike':
        return checkLike(operator, args, parts, this);
      case '||':
        return this.uniform('concat', 'text', args.map((arg, i) => convert(arg, 'text', parts[i].at, this) ?? arg), parts);
    }
    return Object.hasOwn(COMPARISONS, operator) ? this.comparison(operator, args, at) : this.arithmetic(operator, args, at, parts);
  }

  /** A call whose arguments and result are of one type. */
  private uniform(name: string, type: ValueType, args: readonly Typed[], parts: readonly Syntax[]): Typed | undefined {
    const given = args.map((arg, i) => (arg.type === type || arg.type === 'null' ? convert(arg, type, parts[i].at, this) : this.fault(parts[i].at, 'wrong_type', `${typeNames(arg.type)} stands where ${typeNames(type)} is needed`)));
    return given.every((arg) => arg !== undefined) ? call(name, type, given) : undefined;
  }

  private comparison(operator: string, args: readonly Typed[], at: number): Typed | undefined {
    const type = common(args);
    if (!type) return this.fault(at, 'wrong_type', `${typeNames(args[0].type)} can't be compared with ${typeNames(args[1].type)}`, 'values of one type; cast(x as type) converts');
    const converted = args.map((arg) => convert(arg, type, at, this));
    if (!converted.every((arg) => arg !== undefined)) return undefined;
    return call(type === 'text' ? `text ${COMPARISONS[operator]}` : COMPARISONS[operator], 'boolean', converted);
  }

  private arithmetic(operator: string, args: readonly Typed[], at: number, parts: readonly Syntax[]): Typed | undefined {
    const [left, right] = args;
    if (left.type === 'date' && (operator === '-' || operator === '+')) {
      if (right.type === 'date' && operator === '-') return call('subtract', 'number', args);
      if (right.type === 'number') return this.daysLater(left, right, operator);
      if (right.type === 'time' && operator === '+') return call('add ms', 'timestamp', [call('date to timestamp', 'timestamp', [left]), call('time to moment', 'timestamp', [right])]);
    }
    const odd = args.findIndex((arg) => arg.type !== 'number' && arg.type !== 'null');
    if (odd >= 0) {
      const hint = args[odd].type === 'text' ? '|| joins texts' : args[odd].type === 'timestamp' || args[odd].type === 'date' ? "date_add(time, n, 'day') and date_diff('day', a, b)" : args[odd].type === 'time' ? "date_add(time, n, 'hour') and date_diff('hour', a, b)" : 'numbers; cast(x as type) converts';
      return this.fault(parts[odd].at, 'wrong_type', `${operator} needs numbers, and ${typeNames(args[odd].type)} stands here`, hint);
    }
    const divisor = right.kind === 'literal' && right.value !== 0 && right.value !== null;
    const partial = (operator === '/' || operator === '//' || operator === '%') && !divisor;
    const numbers = args.map((arg) => convert(arg, 'number', at, this) ?? arg);
    return call(ARITHMETIC[operator], 'number', numbers, partial || numbers.some((arg) => arg.nullable));
  }

  private daysLater(date: Typed, days: Typed, operator: string): Typed {
    const signed = operator === '-' ? call('negate', 'number', [days]) : days;
    const moment = call('add ms', 'timestamp', [call('date to timestamp', 'timestamp', [date]), call('multiply', 'number', [call('trunc', 'number', [signed]), literal('number', 86_400_000)])]);
    return call('timestamp to date', 'date', [moment]);
  }

  private case({ branches, otherwise, at }: Extract<Syntax, { kind: 'case' }>): Typed | undefined {
    const conditions = branches.map(({ when }) => {
      const condition = this.check(when);
      if (!condition || condition.type === 'boolean') return condition;
      return condition.type === 'null' ? convert(condition, 'boolean', when.at, this) : this.fault(when.at, 'wrong_type', `${typeNames(condition.type)} is no condition`, 'a comparison or a BOOLEAN column');
    });
    const values = this.checkAll([...branches.map(({ then }) => then), otherwise]);
    if (!values || !conditions.every((condition) => condition !== undefined)) return undefined;
    return this.choose(conditions, values, at);
  }

  /** A case over checked conditions and values. */
  choose(conditions: readonly Typed[], values: readonly Typed[], at: number, nullable?: boolean): Typed | undefined {
    const type = common(values);
    if (!type) return this.fault(at, 'wrong_type', `the values of a condition are of different types: ${[...new Set(values.map((value) => typeNames(value.type)))].join(', ')}`, 'values of one type; cast(x as type) converts');
    const converted = values.map((value) => convert(value, type, at, this));
    if (!converted.every((value) => value !== undefined)) return undefined;
    const args = conditions.flatMap((condition, i): Typed[] => [condition, converted[i]]);
    return call('case', type, [...args, converted[converted.length - 1]], nullable ?? converted.some((value) => value.nullable));
  }

  private cast(operand: Typed, type: ColumnType, at: number): Typed | undefined {
    switch (type.kind) {
      case 'VARCHAR': {
        const text = convert(operand, 'text', at, this, true);
        return text && type.length !== undefined ? call('left', 'text', [text, literal('number', type.length)]) : text;
      }
      case 'DATE':
        return convert(operand, 'date', at, this, true);
      case 'TIMESTAMP':
      case 'TIMESTAMPTZ':
        return convert(operand, 'timestamp', at, this, true);
      case 'TIME':
        return convert(operand, 'time', at, this, true);
      case 'BOOLEAN':
        return convert(operand, 'boolean', at, this, true);
      default: {
        const number = convert(operand, 'number', at, this, true);
        if (!number || type.kind === 'FLOAT') return number;
        const { min, max } = numericLimits(type);
        const rounded = call('round', 'number', [number, literal('number', type.kind === 'DECIMAL' ? type.scale : 0)]);
        return call('saturate', 'number', [rounded, literal('number', min), literal('number', max)]);
      }
    }
  }
}

function literalOf(value: string | number | boolean | null): Typed {
  if (value === null) return literal('null', null);
  return typeof value === 'string' ? literal('text', value) : literal(typeof value === 'boolean' ? 'boolean' : 'number', Number(value));
}
