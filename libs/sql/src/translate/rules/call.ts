import { commonType, ofFamily, UNKNOWN, type Type } from '../../types/type';
import { nearest } from '../nearest';
import { coerceArgument } from '../coerce-argument';
import { fillTemplate } from '../template';
import { isOneTerm } from '../one-term';
import { mapArguments } from '../map-arguments';
import { orderItems } from '../order-by';
import { translateWindow } from '../window';
import { starArguments } from '../star-arguments';
import { stringValue } from './literal';
import { GENERATED_ROW } from '../generated-row';
import { text, type Part, type Text } from '../text';
import type { Argument, Call as CatalogueCall, FunctionEntry, Rendering } from '../../functions/function-entry';
import type { Call, Expression } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** An argument with what the translator knows beside. */
export interface TranslatedArgument extends Argument {
  readonly text: Text;
  readonly fullType: Type;
}

/** A call of a function of the catalogue. */
export function translateCall(t: Translator, node: Call, scope: Scope): Fragment {
  const entry = t.catalogue.get(node.name) ?? unknownFunction(t, node);
  const args = node.args.flatMap((arg): readonly TranslatedArgument[] => {
    if (arg.kind === 'star' && entry.star) return starArguments(t, arg, scope, entry.star).map((fragment) => argumentOf(t, arg, fragment));
    return [translateArgument(t, arg, scope, entry)];
  });
  checkCount(t, node, entry, args.length);
  const rendering = renderingOf(t, node, entry);
  const behind = translateBehind(t, node, scope);
  const orderBy = node.orderBy.length > 0 ? orderItems(t, node.orderBy, scope) : undefined;
  const type = resultType(entry, args);
  if (rendering === 'same' || isOwnName(rendering, node, args.length)) return { text: sameCall(t, node, entry, args, orderBy, behind), type, atom: true };
  const written = render(t, node, entry, rendering, args, orderBy, behind, scope);
  const sql = t.plain(written);
  return { text: isOneTerm(sql) ? written : text(node, '(', written, ')'), type, atom: true };
}

/** A template that says no more than the call itself. */
function isOwnName(rendering: Rendering, { name, form }: Call, count: number): boolean {
  if (typeof rendering !== 'string' || form !== 'plain') return false;
  const lower = name.toLowerCase();
  return rendering === `${lower}({*})` || (rendering === `${lower}({1})` && count === 1) || (rendering === `${lower}({1}, {2})` && count === 2);
}

function unknownFunction(t: Translator, node: Call): never {
  const name = node.path.at(-1) ?? node;
  const dialect = t.isSnowflake ? 'Snowflake' : 'Redshift';
  const near = nearest(node.name, [...t.catalogue.keys()]);
  return t.refuse(name, `The function ${node.name} is not known as one of ${dialect}.`, near.length > 0 ? `Near names: ${near.join(', ')}.` : undefined);
}

function checkCount(t: Translator, node: Call, entry: FunctionEntry, count: number): void {
  const [min, max] = entry.args;
  if (count >= min && count <= max) return;
  const wanted = min === max ? `${min}` : max === Infinity ? `at least ${min}` : `${min} to ${max}`;
  t.refuse(node, `${node.name} takes ${wanted} argument${wanted === '1' ? '' : 's'}; here are ${count}.`);
}

function renderingOf(t: Translator, node: Call, entry: FunctionEntry): Exclude<Rendering, { readonly refused: string }> {
  const rendering = t.isDuckDb ? entry.duckdb : entry.postgres;
  if (rendering === undefined) return t.refuse(node, `${node.name} can't be simulated on PostgreSQL.`, 'Use the warehouse duckdb.');
  if (typeof rendering === 'object') return t.refuse(node, `${node.name} can't be simulated: ${rendering.refused}`);
  return rendering;
}

function translateArgument(t: Translator, node: Call['args'][number], scope: Scope, entry: FunctionEntry): TranslatedArgument {
  if (node.kind === 'named') {
    const value = node.value.kind === 'query' ? t.refuse(node.value, 'A query stands where a value should.', 'Put it in brackets.') : node.value;
    return { ...translateArgument(t, value, scope, entry), name: node.name.text.toUpperCase() };
  }
  if (node.kind === 'query') return t.refuse(node, 'A query stands where a value should.', 'Put it in brackets.');
  const fragment = coerceArgument(t, entry, t.operand(node, scope));
  return argumentOf(t, node, fragment);
}

/** An argument for a rendering; its text is made when it is asked for. */
export function argumentOf(t: Translator, node: Expression, fragment: Fragment): TranslatedArgument {
  let sql: string | undefined;
  const word = node.kind === 'column' && node.parts.length === 1 && !node.parts[0]!.quoted ? node.parts[0]!.text.toUpperCase() : undefined;
  const negative = node.kind === 'unary' && node.operator === '-' && node.operand.kind === 'literal' ? `-${node.operand.raw}` : undefined;
  const literal = fragment.literal ?? negative ?? (node.kind === 'typed' ? stringValue(node.value) : undefined);
  return {
    text: fragment.text,
    fullType: fragment.type,
    type: fragment.type.family,
    start: node.start,
    end: node.end,
    ...(word !== undefined && { word }),
    ...(literal !== undefined && node.kind !== 'typed' && { literal }),
    get sql() {
      return (sql ??= t.plain(fragment.text));
    },
  };
}

/** ` OVER (…)`. */
function translateBehind(t: Translator, node: Call, scope: Scope): Part | undefined {
  if (node.filter) t.refuse(node.filter, `${t.isSnowflake ? 'Snowflake' : 'Redshift'} has no FILTER.`, 'Use CASE inside the aggregate: SUM(CASE WHEN … THEN x END).');
  return node.over && text(node, ' OVER ', node.over.kind === 'name' ? node.over : translateWindow(t, node.over, scope));
}

function resultType(entry: FunctionEntry, args: readonly TranslatedArgument[]): Type {
  if (typeof entry.result === 'function') {
    const told = entry.result(args);
    if (typeof told !== 'string') return commonType(args.filter((arg) => told.includes(arg)).map(({ fullType }) => fullType));
    return withScale(entry, ofFamily(told), args[0]);
  }
  if (entry.name === 'AVG') return averageType(args[0]?.fullType ?? UNKNOWN);
  if (entry.result === 'first') return args[0]?.fullType ?? UNKNOWN;
  return entry.result === 'common' ? commonType(args.map(({ fullType }) => fullType)) : withScale(entry, ofFamily(entry.result), args[0]);
}

/** A sum has the scale of what it sums up; a division behind it depends on that. */
function withScale({ name }: FunctionEntry, type: Type, argument: TranslatedArgument | undefined): Type {
  const scale = argument?.fullType.scale ?? (argument?.type === 'integer' ? 0 : undefined);
  // Snowflake's averages have six digits more behind the point than the values, twelve at most.
  if (name === 'AVG' && type.family === 'decimal' && scale !== undefined) return { family: 'decimal', precision: 38, scale: Math.max(scale, Math.min(scale + 6, 12)) };
  if (name !== 'SUM' || type.family !== 'decimal' || argument?.fullType.scale === undefined) return type;
  return { family: 'decimal', precision: 38, scale: argument.fullType.scale };
}

/** Redshift's averages of decimals have 38 digits, as many of them behind the point as the values. */
function averageType(type: Type): Type {
  return type.family === 'decimal' && type.scale !== undefined ? { ...type, precision: 38 } : type;
}

/** The engine has the function: the user's text, with the arguments in their translation. */
function sameCall(t: Translator, node: Call, entry: FunctionEntry, args: readonly TranslatedArgument[], orderBy: Part | undefined, behind: Part | undefined): Text {
  const ignores = node.nulls === 'IGNORE';
  if (ignores && !t.isDuckDb) t.refuse(node, 'IGNORE NULLS is not possible on PostgreSQL.', 'Use the warehouse duckdb.');
  if (node.form === 'bare') return text(node, node);
  if (node.form === 'special') return t.copy(node, (child) => args.find(({ start, end }) => start === child.start && end === child.end)?.text);
  const keepsName = node.path.length === 1 && (node.name === entry.name || typeof (t.isDuckDb ? entry.duckdb : entry.postgres) === 'string');
  const name: Part = keepsName ? { start: node.start, end: node.argsSpan.start - 1 } : entry.name.toLowerCase();
  const inside: Part[] = [node.distinct ? 'DISTINCT ' : '', ...listed(node, args)];
  const order: Part[] = orderBy === undefined ? [] : node.withinGroup ? [') WITHIN GROUP (ORDER BY ', orderBy] : [' ORDER BY ', orderBy];
  return text(node, name, '(', ...inside, ...order, ignores ? ' IGNORE NULLS' : '', ')', behind ?? '');
}

/** The arguments with the user's own text between them. */
function listed(node: Call, args: readonly TranslatedArgument[]): readonly Part[] {
  const { argsSpan } = node;
  const [first] = args;
  if (!first) return [];
  const lead: Part[] = node.distinct ? [] : [{ start: argsSpan.start, end: first.start }];
  return [...lead, ...args.flatMap((arg, index): Part[] => [arg.text, ...(index + 1 < args.length ? [{ start: arg.end, end: args[index + 1]!.start }] : [])])];
}

function render(t: Translator, node: Call, entry: FunctionEntry, rendering: Exclude<Rendering, 'same' | object> | ((call: CatalogueCall) => string), args: readonly TranslatedArgument[], orderBy: Part | undefined, behind: Part | undefined, scope: Scope): Text {
  if (typeof rendering === 'string') {
    const filled = fillTemplate(rendering, { node, args, orderBy, over: behind });
    return rendering.includes('{over}') || entry.window === 'own' ? filled : text(node, filled, behind ?? '');
  }
  const over = behind === undefined ? undefined : t.plain(behind);
  const call: CatalogueCall = {
    name: node.name,
    args,
    distinct: node.distinct,
    withinGroup: node.withinGroup,
    engine: t.engine,
    generatesRows: scope.sources.some(({ columns }) => columns?.some(({ name }) => name === GENERATED_ROW)),
    isJoined: scope.sources.length > 0,
    ...(orderBy !== undefined && { orderBy: t.plain(orderBy) }),
    ...(over !== undefined && { over }),
    ...(node.nulls !== undefined && { ignoreNulls: node.nulls === 'IGNORE' }),
    refuse: (message, hint, at) => t.refuse(at ?? node, message, hint),
  };
  const written = mapArguments(node, rendering(call), args);
  return entry.window === 'own' ? written : text(node, written, behind ?? '');
}

