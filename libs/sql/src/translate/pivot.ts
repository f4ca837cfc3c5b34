import { quoteName, spellName } from './quote';
import { renamed } from './query';
import { Scope, fold, type Column } from '../types/scope';
import { UNKNOWN, ofFamily } from '../types/type';
import { text, type Part, type Text } from './text';
import type { Expression, Pivot, SelectItem } from '../parse/syntax';
import type { Reshaped } from './reshape';
import type { Translator } from './translator';

/** A column that PIVOT makes: its name, the value that selects its rows, and its aggregate. */
interface PivotColumn {
  readonly name: string;
  readonly value: Text;
  readonly aggregate: SelectItem;
}

/**
 * PIVOT, written out as aggregates with filters over the groups of all other columns: so the names are the warehouse's,
 * and both engines run it.
 */
export function translatePivot(t: Translator, node: Pivot, base: Reshaped, outer: Scope): Reshaped {
  if (node.dynamic) t.refuse(node.dynamic, 'The values of PIVOT must be written out.', "Write IN ('a', 'b').");
  const { columns } = base.source;
  if (!columns) return t.refuse(node, 'The columns of the pivoted table are not known, so that its groups are not either.', 'Pivot a sub-query that names its columns: (SELECT a, b, c FROM t) PIVOT (…).');
  const scope = new Scope(outer.parent);
  scope.addSource(base.source);
  const used = new Set([...node.aggregates.flatMap(({ value }) => columnNames(value)), ...columnNames(node.column)]);
  const groups = columns.filter(({ name }) => !used.has(fold(name)));
  const made = node.values.flatMap((value) => node.aggregates.map((aggregate): PivotColumn => ({ name: pivotName(t, value, aggregate, node.aggregates.length > 1), value: t.expression(value.value, scope).text, aggregate })));
  const column = t.operand(node.column, scope).text;
  const items: Part[] = [...groups.map(({ name }) => spellName(name)).flatMap((name) => [name, ', ']), ...made.flatMap((each, index): Part[] => [index === 0 ? '' : ', ', aggregateText(t, node, each, column, scope), ` AS ${quoteName(each.name)}`])];
  const groupBy = groups.length === 0 ? '' : ` GROUP BY ${groups.map(({ name }) => spellName(name)).join(', ')}`;
  const name = node.alias ? t.nameOf(node.alias) : base.source.name;
  const written = text(node, '(SELECT ', ...items, ' FROM ', base.text, groupBy, ')', aliasText(name, node));
  const types: Column[] = [...groups, ...made.map((each) => ({ name: each.name, type: each.aggregate.value.kind === 'call' && each.aggregate.value.name === 'COUNT' ? ofFamily('integer') : UNKNOWN }))];
  return { text: written, source: { name, path: [], ...renamed({ columns: types }, node.columns.map((each) => t.nameOf(each))) } };
}

function aliasText(name: string, node: Pivot): string {
  if (name === '') return ' AS dw_pivot';
  return ` AS ${spellName(name)}${node.columns.length > 0 ? `(${node.columns.map((each) => spellName(each.text)).join(', ')})` : ''}`;
}

/** Snowflake's column of the value 'Q1' is called `'Q1'`, with its quotes; Redshift's q1. */
function pivotName(t: Translator, { value, alias }: SelectItem, aggregate: SelectItem, several: boolean): string {
  const literal = value.kind === 'literal' && value.type === 'string' ? value.raw.slice(1, -1).replaceAll("''", "'") : t.source(value);
  const own = alias ? t.nameOf(alias) : t.isSnowflake ? t.source(value) : literal;
  if (alias?.quoted || (t.isSnowflake && !alias)) t.quotedNames.add(own);
  return aggregate.alias && (several || !t.isSnowflake) ? `${own}_${aggregate.alias.text}` : own;
}

function aggregateText(t: Translator, node: Pivot, { aggregate, value }: PivotColumn, column: Text, scope: Scope): Text {
  if (aggregate.value.kind !== 'call') return t.refuse(aggregate, 'PIVOT needs an aggregate, such as SUM(amount).');
  const call = t.expression(aggregate.value, scope).text;
  const filtered: Part[] = [call, ' FILTER (WHERE ', column, ' = ', value, ')'];
  return node.otherwise ? text(node, 'COALESCE(', ...filtered, ', ', t.expression(node.otherwise, scope).text, ')') : text(node, ...filtered);
}

function columnNames(node: Expression): readonly string[] {
  if (node.kind === 'column') return [fold(node.parts.at(-1)!.text)];
  return node.children.flatMap((child) => columnNames(child as Expression));
}
