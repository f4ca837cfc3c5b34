import type { CellValue, TableDefinition, TablePreview } from '@dw-sim/contracts';
import { previewTables } from '@dw-sim/generation-engine';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import * as fc from 'fast-check';
import { importDdl } from './import-ddl';

const runs = Number(process.env['PROPERTY_RUNS'] ?? 150);
const ROWS = 6;

const TYPES = ['INT', 'BIGINT', 'VARCHAR(8)', 'VARCHAR(20)', 'NUMERIC(9,0)', 'DATE', "INT CHECK (%c IN (1, 2, 3, 4, 5, 6, 7, 8))", 'INT CHECK (%c > 10)'];
const column = fc.record({ type: fc.constantFrom(...TYPES), isRequired: fc.boolean() });
const places = fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 });

/** Keys and foreign keys of any sort over tables of five columns. */
const table = fc.record({
  columns: fc.array(column, { minLength: 5, maxLength: 5 }),
  primaryKey: fc.option(places),
  unique: fc.array(places, { maxLength: 2 }),
  foreignKeys: fc.array(fc.record({ columns: places, parent: fc.nat(3), parentColumns: fc.option(places) }), { maxLength: 3 }),
});
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

function writeTables(tables: readonly Table[]): string {
  const names = (indexes: readonly number[]) => indexes.map((index) => `c${index}`).join(', ');
  return tables
    .map(({ columns, primaryKey, unique, foreignKeys }, index) => {
      const lines = columns.map(({ type, isRequired }, at) => `c${at} ${type.replace('%c', `c${at}`)}${isRequired ? ' NOT NULL' : ''}`);
      if (primaryKey) lines.push(`PRIMARY KEY (${names(primaryKey)})`);
      lines.push(...unique.map((key) => `UNIQUE (${names(key)})`));
      lines.push(...foreignKeys.map((key) => `FOREIGN KEY (${names(key.columns)}) REFERENCES t${key.parent % tables.length}${key.parentColumns ? ` (${names(key.parentColumns.slice(0, key.columns.length))})` : ''}`));
      return `CREATE TABLE t${index} (${lines.join(', ')});`;
    })
    .join('\n');
}

test('whatever refers to whatever, the definition passes the checks and its rows keep every key', () => {
  fc.assert(
    fc.property(fc.array(table, { minLength: 1, maxLength: 4 }), (tables) => {
      const { definition, faults } = importDdl(writeTables(tables), { dialect: 'ansi', targetRows: ROWS });
      expect(faults.every(({ code }) => code === 'column_count' || code === 'required_cycle')).toBe(true);
      if (faults.length > 0) return;
      const { errors, model } = checkDefinition(definition, { warehouses: [] });
      expect(errors).toEqual([]);
      if (!model) return;
      const previews = previewTables(compilePlan(model, { seed: 3 }), ROWS);
      for (const written of definition.tables) checkRows(written, previews);
    }),
    { numRuns: runs },
  );
});

function checkRows(written: TableDefinition, previews: readonly TablePreview[]): void {
  const rowsOf = (name: string, columns: readonly string[]): readonly (readonly CellValue[])[] => {
    const preview = previews.find(({ table: other }) => other === name);
    return preview?.rows.map((row) => columns.map((own) => row[preview.columns.findIndex((candidate) => candidate.name === own)])) ?? [];
  };
  const singles = written.columns.filter(({ is_unique: unique }) => unique).map(({ name }) => [name]);
  for (const key of [...singles, ...(written.composite_keys ?? [])]) {
    const values = rowsOf(written.name, key).filter((row) => row.every((value) => value !== null)).map((row) => JSON.stringify(row));
    expect(new Set(values).size).toBe(values.length);
  }
  const inline = written.columns.flatMap(({ name, foreign_key: key }) => (key ? [{ columns: [name], references_table: key.references_table, references_columns: [key.references_column] }] : []));
  for (const key of [...inline, ...(written.foreign_keys ?? [])]) {
    const parents = new Set(rowsOf(key.references_table, key.references_columns).map((row) => JSON.stringify(row.map(String))));
    const children = rowsOf(written.name, key.columns).filter((row) => row.every((value) => value !== null));
    expect(children.every((row) => parents.has(JSON.stringify(row.map(String))))).toBe(true);
  }
  for (const { name } of written.columns.filter(({ required }) => required)) expect(rowsOf(written.name, [name]).every(([value]) => value !== null)).toBe(true);
}
