import { quoteText, spellName } from './quote';
import { fold, type Column } from '../types/scope';
import { renamed } from './query';
import { UNKNOWN, ofFamily } from '../types/type';
import { text, type Part } from './text';
import type { SelectItem, Unpivot } from '../parse/syntax';
import type { Reshaped } from './reshape';
import type { Translator } from './translator';

/** UNPIVOT, written out as one row for each column; NULLs are left out unless they are asked for. */
export function translateUnpivot(t: Translator, node: Unpivot, base: Reshaped): Reshaped {
  const { columns } = base.source;
  if (!columns) return t.refuse(node, 'The columns of the unpivoted table are not known.', 'Unpivot a sub-query that names its columns: (SELECT a, b FROM t) UNPIVOT (…).');
  const turned = node.items.map((item) => fold(columnOf(t, item)));
  const kept = columns.filter(({ name }) => !turned.includes(fold(name)));
  const [value, name] = [spellName(t.nameOf(node.value)), spellName(t.nameOf(node.name))];
  const rows = node.items.flatMap((item, index): Part[] => [index === 0 ? '' : ', ', `(${quoteText(labelOf(t, item))}, dw_wide.${columnSql(t, item)})`]);
  const names = [...kept.map((column) => `dw_wide.${spellName(column.name)}`), `dw_long.${name}`, `dw_long.${value}`].join(', ');
  const where = node.includeNulls ? '' : ` WHERE dw_long.${value} IS NOT NULL`;
  const alias = (node.alias && t.nameOf(node.alias)) ?? (base.source.name === '' ? 'dw_unpivot' : base.source.name);
  const written = text(node, `(SELECT ${names} FROM (SELECT * FROM `, base.text, ') AS dw_wide, LATERAL (VALUES ', ...rows, `) AS dw_long(${name}, ${value})${where}) AS ${spellName(alias)}`);
  const type = columns.find((column) => fold(column.name) === turned[0])?.type ?? UNKNOWN;
  const made: Column[] = [...kept, { name: t.nameOf(node.name), type: ofFamily('text') }, { name: t.nameOf(node.value), type }];
  return { text: written, source: { name: alias, path: [], ...renamed({ columns: made }, node.columns.map((each) => t.nameOf(each))) } };
}

/** Its own spelling, which the engine folds as it folds the column. */
function columnSql(t: Translator, { value }: SelectItem): string {
  return value.kind === 'column' ? t.source(value.parts.at(-1)!) : '';
}

function columnOf(t: Translator, { value }: SelectItem): string {
  return value.kind === 'column' ? value.parts.at(-1)!.text : t.refuse(value, 'UNPIVOT takes names of columns.');
}

/** What stands in the column of names: plain names are in upper case in Snowflake, in lower case in Redshift. */
function labelOf(t: Translator, item: SelectItem): string {
  if (item.alias) return item.alias.text;
  const name = item.value.kind === 'column' ? item.value.parts.at(-1)! : undefined;
  if (!name || name.quoted) return columnOf(t, item);
  return t.isSnowflake ? name.text.toUpperCase() : name.text.toLowerCase();
}
