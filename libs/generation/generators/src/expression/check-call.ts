import { didYouMean } from '@dw-sim/contracts';
import type { Checker } from './checker';
import { common, convert, typeNames } from './conversion';
import { ROW_FUNCTIONS } from './functions';
import { checkJsonValue, JSON_VALUE_USAGE } from './json-value';
import type { Syntax } from './syntax';
import { CLOCK_PARTS, timeFunction, TIME_FUNCTIONS } from './time-units';
import { call, literal, type Typed } from './typed';

type Call = Extract<Syntax, { kind: 'call' }>;
type Special = (syntax: Call, args: readonly Typed[], checker: Checker) => Typed | undefined;

/** Functions whose types depend on their arguments, with how they are written. */
const SPECIAL: Readonly<Record<string, { readonly usage: string; readonly least: number; readonly most?: number; readonly check: Special }>> = {
  coalesce: { usage: 'x, y, …', least: 1, check: coalesce },
  nullif: { usage: 'x, y', least: 2, most: 2, check: nullif },
  least: { usage: 'x, y, …', least: 1, check: extreme('least') },
  min: { usage: 'x, y, …', least: 1, check: extreme('least') },
  greatest: { usage: 'x, y, …', least: 1, check: extreme('greatest') },
  max: { usage: 'x, y, …', least: 1, check: extreme('greatest') },
  json_value: { usage: JSON_VALUE_USAGE, least: 2, most: 2, check: checkJsonValue },
  concat: { usage: 'x, y, …', least: 1, check: concat },
};

/** Every function that an expression may call. */
export const FUNCTION_NAMES: readonly string[] = [...Object.keys(ROW_FUNCTIONS), ...Object.keys(SPECIAL), ...TIME_FUNCTIONS].sort();

/** Checks a call by name, number and types of its arguments. */
export function checkCall(syntax: Call, args: readonly Typed[], checker: Checker): Typed | undefined {
  const { name, at } = syntax;
  if (TIME_FUNCTIONS.includes(name)) return timeFunction(syntax, args, checker);
  if (Object.hasOwn(SPECIAL, name)) {
    const { usage, least, most = Infinity, check } = SPECIAL[name];
    return args.length < least || args.length > most ? checker.fault(at, 'wrong_arguments', `${name} has ${args.length} arguments`, `${name}(${usage})`) : check(syntax, args, checker);
  }
  if (Object.hasOwn(ROW_FUNCTIONS, name)) return rowFunction(syntax, args, checker);
  return checker.fault(at, 'unknown_function', `there is no function ${JSON.stringify(name)}${didYouMean(name, FUNCTION_NAMES)}`, FUNCTION_NAMES);
}

function rowFunction({ name, at, args: parts }: Call, args: readonly Typed[], checker: Checker): Typed | undefined {
  const { parameters, optional = 0, result, partial = false, usage } = ROW_FUNCTIONS[name];
  if (args.length > parameters.length || args.length < parameters.length - optional) return checker.fault(at, 'wrong_arguments', `${name} has ${args.length} arguments`, `${name}(${usage})`);
  const converted = args.map((arg, i) => {
    if (parameters[i] === 'text' && arg.type !== 'text' && arg.type !== 'null') return checker.fault(parts[i].at, 'wrong_type', `${name} needs text here, not ${typeNames(arg.type)}`, 'cast(x as varchar) converts');
    if (parameters[i] === 'timestamp' && arg.type === 'time') return CLOCK_PARTS.includes(name) ? call('time to moment', 'timestamp', [arg]) : checker.fault(parts[i].at, 'wrong_type', `a time of day has no ${name}`, CLOCK_PARTS);
    return convert(arg, parameters[i], parts[i].at, checker);
  });
  return converted.every((arg) => arg !== undefined) ? call(name, result, converted, partial || converted.some((arg) => arg.nullable)) : undefined;
}

/** The first argument that is not NULL. */
function coalesce({ at }: Call, args: readonly Typed[], checker: Checker): Typed | undefined {
  const present = args.slice(0, -1).map((arg) => call('not', 'boolean', [call('is null', 'boolean', [arg], false)]));
  return checker.choose(present, args, at, args.every((arg) => arg.nullable));
}

/** NULL where both are equal, else the first. */
function nullif({ at }: Call, args: readonly Typed[], checker: Checker): Typed | undefined {
  const type = common(args);
  if (!type) return checker.fault(at, 'wrong_type', `${typeNames(args[0].type)} can't be compared with ${typeNames(args[1].type)}`);
  const both = args.map((arg) => convert(arg, type, at, checker));
  if (!both.every((arg) => arg !== undefined)) return undefined;
  return checker.choose([call(type === 'text' ? 'text equal' : 'equal', 'boolean', both)], [literal('null', null), both[0]], at);
}

/** The smallest or largest argument; NULLs don't count, as in PostgreSQL, Redshift and DuckDB. */
function extreme(name: string): Special {
  return ({ at, args: parts }, args, checker) => {
    const type = common(args);
    if (!type || type === 'text' || type === 'boolean') return checker.fault(at, 'wrong_type', `${parts.length} values are compared that are not of one type with an order`, 'numbers, times of day, or dates and timestamps');
    const converted = args.map((arg) => convert(arg, type, at, checker));
    if (!converted.every((arg) => arg !== undefined)) return undefined;
    return call(name, type, converted, converted.every((arg) => arg.nullable));
  };
}

/** Joins texts; NULL counts as nothing, as in PostgreSQL and DuckDB. */
function concat({ args: parts }: Call, args: readonly Typed[], checker: Checker): Typed | undefined {
  const texts = args.map((arg, i) => {
    const text = convert(arg, 'text', parts[i].at, checker);
    return text?.nullable ? checker.choose([call('is null', 'boolean', [text], false)], [literal('text', ''), text], parts[i].at, false) : text;
  });
  return texts.every((text) => text !== undefined) ? call('concat', 'text', texts) : undefined;
}
