import { type ColumnDefinition, DDL_DIALECTS, type DdlDialect, type TableDefinition } from '@dw-sim/contracts';
import { checkDefinition } from '@dw-sim/generation-plan';
import * as fc from 'fast-check';
import { importDdl } from './import-ddl';
import { layout, type TableModel, tables, writeDdl } from './testing/arbitrary-ddl';

const runs = Number(process.env['PROPERTY_RUNS'] ?? 40);
/** Dialects that take every type of the model. */
const dialect = fc.constantFrom<DdlDialect>('ansi', 'postgres', 'mysql', 'redshift', 'snowflake');

/** The definition that a model should become. */
function expected(models: readonly TableModel[]): readonly TableDefinition[] {
  return models.map((model) => ({
    name: model.name,
    target_rows: 1000,
    columns: model.columns.map((column, index): ColumnDefinition => {
      const unique = (model.primaryKey.length === 1 && model.primaryKey[0] === index) || model.unique.includes(index);
      const parent = model.parent?.column === index ? models[model.parent.table] : undefined;
      return {
        name: column.name,
        ...(column.comment !== undefined && { description: column.comment }),
        data_type: column.type[1],
        ...(unique && { is_unique: true }),
        ...(column.isRequired ? { required: true } : unique || parent ? { required: false } : {}),
        ...(parent && { foreign_key: { references_table: parent.name, references_column: parent.columns[parent.primaryKey[0]].name, nullable: !column.isRequired } }),
      };
    }),
    ...(model.primaryKey.length > 1 && { composite_keys: [model.primaryKey.map((index) => model.columns[index].name)] }),
  }));
}

test('whatever the layout, the tables are those of the text', () => {
  fc.assert(
    fc.property(tables, layout, dialect, (models, style, dialectName) => {
      const { definition, faults, warnings } = importDdl(writeDdl(models, style), { dialect: dialectName });
      expect({ faults, warnings, tables: definition.tables }).toEqual({ faults: [], warnings: [], tables: expected(models) });
    }),
    { numRuns: runs },
  );
});

test('a broken statement is told at its place and changes no other table', () => {
  const broken = fc.constantFrom('CREATE TABLE oops (a INTEGR);', 'CREATE TABLE oops (a INT', "CREATE TABLE oops (a TEXT DEFAULT 'x);", 'CREATE TABLE oops (a INT b INT);', 'CREATE TABLE oops (a INT, PRIMARY KEY (zz));', 'CREATE TABLE oops ();', 'CREATE TABLE oops AS SELECT 1;', 'CREATE TABLE (a INT);', 'ALTER TABLE nowhere ADD COLUMN a INT;');
  fc.assert(
    fc.property(tables, tables, layout, broken, (before, after, style, statement) => {
      const renamed = after.map((model) => ({ ...model, name: `later_${model.name}` }));
      const [first, second] = [writeDdl(before, style), writeDdl(renamed, style)];
      const { definition, faults } = importDdl(`${first}\n${statement}\n${second}`, { dialect: 'ansi' });
      expect(faults.length).toBeGreaterThan(0);
      expect(faults.every(({ position: { line } }) => line === `${first}\n`.split('\n').length)).toBe(true);
      expect(definition.tables.filter(({ name }) => name !== 'oops')).toEqual([...expected(before), ...expected(renamed)]);
    }),
    { numRuns: runs },
  );
});

/** Pieces of DDL, in whatever order. */
const piece = fc.constantFrom(
  ...'CREATE TABLE|t|u|"q r"|(|)|,|;|.|a|b|INT|VARCHAR(9)|ENUM(\'x\',\'y\')|DEFAULT|NOT NULL|PRIMARY KEY|UNIQUE|CHECK|REFERENCES|FOREIGN KEY|IN|BETWEEN|AND|OR|1|-|\'s\'|\'|"|`|[|]|$$|/*|*/|--|\n|::|AS|SELECT|FROM|WITH|LIKE|ALTER TABLE|ADD|RENAME TO|COLUMN|DROP TABLE|CREATE TYPE|CREATE DOMAIN|VALUE|COMMENT|ON|IS|IDENTITY|CASE|WHEN|END|BEGIN|PROCEDURE|{{|}}|<|>|=|ARRAY|\\|\0|\uFEFF|\uD800|é|GO\n|DELIMITER //|COPY|STDIN'.split('|'),
);

test('any text has an answer: tables that pass the checks of definitions, or faults', () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(' ')), fc.string({ unit: 'binary', maxLength: 200 })), fc.constantFrom(...DDL_DIALECTS), (text, dialectName) => {
      const { definition, tables: told, faults, warnings } = importDdl(text, { dialect: dialectName, targetRows: 1 });
      expect(definition.tables.length + faults.length).toBeGreaterThan(0);
      expect(told.map(({ name }) => name)).toEqual(definition.tables.map(({ name }) => name));
      for (const { position, message } of [...faults, ...warnings]) {
        expect(position.line).toBeGreaterThan(0);
        expect(position.column).toBeGreaterThan(0);
        expect(message).not.toBe('');
      }
      if (definition.tables.length > 0) expect(checkDefinition(definition, { warehouses: [] }).errors).toEqual([]);
    }),
    { numRuns: runs * 8 },
  );
});

test('a table that is mutilated is imported or refused', () => {
  const cut = fc.tuple(fc.nat(10_000), fc.nat(40), fc.constantFrom('', '(', ')', ',', "'", '"', ';', ' NOT ', '/*', 'CREATE TABLE x '));
  fc.assert(
    fc.property(tables, layout, fc.array(cut, { maxLength: 3 }), (models, style, cuts) => {
      const text = cuts.reduce((sql, [at, length, insert]) => sql.slice(0, at % (sql.length + 1)) + insert + sql.slice((at % (sql.length + 1)) + length), writeDdl(models, style));
      const { definition, faults } = importDdl(text, { dialect: 'ansi', targetRows: 1 });
      expect(definition.tables.length + faults.length).toBeGreaterThan(0);
      if (definition.tables.length > 0) expect(checkDefinition(definition, { warehouses: [] }).errors).toEqual([]);
    }),
    { numRuns: runs * 2 },
  );
});

const MEGABYTE = 2 ** 20;

test.each([
  ['brackets', '('.repeat(MEGABYTE)],
  ['brackets of a condition', `CREATE TABLE t (a INT CHECK (${'('.repeat(MEGABYTE / 2)}a > 0${')'.repeat(MEGABYTE / 2)}))`],
  ['brackets of a type', `CREATE TABLE t (a ${'ARRAY<'.repeat(MEGABYTE / 8)}INT${'>'.repeat(MEGABYTE / 8)})`],
  ['quotes', "'".repeat(MEGABYTE - 1)],
  ['escaped quotes', "\\'\n".repeat(MEGABYTE / 3)],
  ['comments', '/*'.repeat(MEGABYTE / 2)],
  ['dollar quotes', Array.from({ length: MEGABYTE / 8 }, (_, i) => `$a${i}$`).join(' ')],
  ['procedures', 'CREATE PROCEDURE p AS BEGIN SELECT 1;\n'.repeat(MEGABYTE / 40)],
  ['commas', `CREATE TABLE t (${','.repeat(MEGABYTE)})`],
  ['queries', `CREATE TABLE t AS ${'('.repeat(MEGABYTE)}SELECT 1`],
  ['NUL characters', '\0'.repeat(MEGABYTE)],
  ['statements', ';'.repeat(MEGABYTE)],
  ['a name', `CREATE TABLE t (a ${'x'.repeat(MEGABYTE)})`],
  ['templates', '{{'.repeat(MEGABYTE / 2)],
])('a megabyte of %s has an answer', (_, text) => {
  const { tables: told, faults } = importDdl(text, { dialect: 'ansi' });
  expect(told.length + faults.length).toBe(1 + (faults.length > 1 ? faults.length - 1 : 0));
});

test('ten thousand tables in a file, each referring to another', () => {
  const sql = Array.from({ length: 10_000 }, (_, i) => `CREATE TABLE t${i} (id INT PRIMARY KEY, p INT REFERENCES t${(i * 7) % 10_000} (id));`).join('\n');
  const { definition, faults } = importDdl(sql, { dialect: 'ansi' });
  expect(faults).toEqual([]);
  expect(definition.tables).toHaveLength(10_000);
  expect(definition.tables.every(({ columns }) => columns[1].foreign_key !== undefined)).toBe(true);
});
