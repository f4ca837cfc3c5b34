import { columnCells } from './column-cells';
import type { KeySuggestion, SqlImportColumn, SqlImportReport, SqlImportWarning, TextPosition } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';
import { formatPlural } from './quantities';
import { formatTable } from './table';
import { truncate, visible } from './visible-text';

const COLUMNS = [{ title: 'COLUMN' }, { title: 'TYPE' }, { title: 'KEY' }, { title: 'NULLS', align: 'right' }, { title: 'GENERATOR' }, { title: 'WHY' }] as const;

/** Foreign keys that are listed beside a result. */
const MOST_KEYS = 10;

/** Characters of a generator in words that are shown. */
const GENERATOR_WIDTH = 48;

/** What an import understood: each table with its columns, their generators and why. */
export function describeImport({ tables }: SqlImportReport, bold: (text: string) => string): string {
  return tables.map(({ name, written_name: written, target_rows: rows, columns }) => {
    const from = written.replace(/["`[\]]/g, '') === name ? '' : ` (${visible(written)})`;
    return `${bold(name)}${from}: ${formatPlural(rows, 'row')}\n${formatTable(COLUMNS, columns.map(cellsOf), bold).replace(/^/gm, '  ')}\n`;
  }).join('\n');
}

function cellsOf(column: SqlImportColumn): readonly string[] {
  return [...columnCells(column), column.references ? '' : truncate(visible(column.generator_summary), GENERATOR_WIDTH), visible(column.reason)];
}

/** Warnings at their places, statements that were passed over, and foreign keys that are offered or were taken, the first ones. */
export function noteImport({ warnings, notices, suggestions, applied }: SqlImportReport, { terminal, source }: CliContext, most = MOST_KEYS): void {
  const { yellow, dim } = terminal.errColors;
  for (const warning of warnings) terminal.note(`${yellow('warning:')} ${placeOf(warning, source?.label)}${visible(warning.message)}`);
  for (const { what, count, message, position } of notices) terminal.note(`${dim('note:')} ${placeOf({ position }, source?.label)}${formatPlural(count, 'statement')} passed over (${visible(what)}): ${visible(message)}`);
  for (const key of applied.slice(0, most)) terminal.note(`${dim('foreign key:')} ${keyText(key)}`);
  for (const key of suggestions.slice(0, most)) terminal.note(`${dim('suggestion:')} ${keyText(key)}`);
  const left = Math.max(0, applied.length - most) + Math.max(0, suggestions.length - most);
  if (left > 0) terminal.note(`… and ${formatPlural(left, 'more foreign key')}; --dry-run shows all.`);
  if (suggestions.length > 0) terminal.note(`${formatPlural(suggestions.length, 'foreign key')} ${suggestions.length === 1 ? 'is' : 'are'} only suggested; --apply-suggestions takes ${suggestions.length === 1 ? 'it' : 'them'}.`);
}

function placeOf({ position }: Pick<SqlImportWarning, 'position'> | { readonly position: TextPosition }, label: string | undefined): string {
  return position ? `${label ?? '<input>'}:${position.line}:${position.column} ` : '';
}

function keyText({ table, column, references_table: parent, references_column: key, confidence, reason }: KeySuggestion): string {
  return `${table}.${column} → ${parent}.${key} (${Math.round(confidence * 100)} %): ${visible(reason)}`;
}
