import { padEnd, padStart, widthOf } from './visible-text';

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Lays out cells in columns under their titles and a rule, two spaces apart. Cells may hold colour codes. */
export function formatTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[], title: (text: string) => string): string {
  const widths = columns.map((column, index) => rows.reduce((width, row) => Math.max(width, widthOf(row[index] ?? '')), widthOf(column.title)));
  const line = (cells: readonly string[]) => columns.map((column, index) => pad(column, cells[index] ?? '', widths[index] ?? 0)).join('  ').trimEnd();
  const titles = columns.map((column, index) => title(pad(column, column.title, widths[index] ?? 0))).join('  ');
  return [titles.trimEnd(), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

function pad(column: TableColumn, text: string, width: number): string {
  return column.align === 'right' ? padStart(text, width) : padEnd(text, width);
}
