import { checkDefinition, compilePlan, type GenerationPlan } from '@dw-sim/generation-plan';
import { readFileSync } from 'node:fs';
import { manyTables, small } from './small-tables';
import { wide } from './wide-table';

/** Part of a definition that the bench reads or changes. */
export interface Definition {
  readonly name: string;
  readonly tables: { readonly name: string; target_rows?: number; readonly columns: Record<string, unknown>[] }[];
}

const DEFINITIONS: Readonly<Partial<Record<string, (rows: number) => Definition>>> = { 'nine-columns': nineColumns, wide, small, 'many-tables': manyTables };

/**
 * Plan of a definition of the bench, or of a file with one.
 *
 * @param rows of the big table, or of all tables of a file together; 0: as many as it says
 */
export function planOf(nameOrFile: string, rows = 0): GenerationPlan {
  const make = DEFINITIONS[nameOrFile];
  const document = make ? make(rows) : (JSON.parse(readFileSync(nameOrFile, 'utf8')) as Definition);
  const { model, errors } = checkDefinition(document, { warehouses: [] });
  if (!model) throw new Error(errors.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return compilePlan(model, { seed: 42, rows: make ? {} : scaledRows(compilePlan(model, { seed: 42 }), rows) });
}

/** Each table's share of the rows. */
function scaledRows({ tables }: GenerationPlan, rows: number): Readonly<Record<string, number>> {
  const defined = tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
  if (rows === 0 || rows === defined) return {};
  return Object.fromEntries(tables.map(({ name, rowCount }) => [name, Math.max(1, Math.round((rowCount * rows) / defined))]));
}

/** The nine-column table with this many rows; its parent has a million, of which only the key is used. */
function nineColumns(rows: number): Definition {
  const document = JSON.parse(readFileSync('tools/bench/nine-columns.json', 'utf8')) as Definition;
  const [, nine] = document.tables;
  nine.target_rows = rows;
  nine.columns[0].max_value = rows;
  return document;
}
