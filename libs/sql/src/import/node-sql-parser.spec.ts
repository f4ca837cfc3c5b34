import * as fc from 'fast-check';
import { Parser } from 'node-sql-parser/build/postgresql';
import { importDdl } from './import-ddl';
import { layout, tables, writeDdl } from './testing/arbitrary-ddl';

interface Ast {
  readonly type: string;
  readonly keyword: string;
  readonly table: readonly { readonly table: string }[];
  readonly create_definitions: readonly Item[];
}

interface Item {
  readonly resource: string;
  readonly column?: { readonly column: string | { readonly expr: { readonly value: string } } };
  readonly definition?: { readonly dataType: string; readonly length?: number } | readonly { readonly column: string | { readonly expr: { readonly value: string } } }[];
  readonly nullable?: { readonly type: string };
  readonly primary_key?: string;
  readonly unique?: string;
  readonly constraint_type?: string;
}

const nameOf = (column: string | { readonly expr: { readonly value: string } }): string => (typeof column === 'string' ? column : column.expr.value);

const parser = new Parser();
/** First word of a type; the other parser takes the 4 of INT4 for a length. */
const wordOf = (type: string): string => (/^[a-z]+/i.exec(type)?.[0] ?? '').toUpperCase();

/** Names, types, lengths, NOT NULL and keys as the other parser reads them. */
function readByOther(statement: string): unknown {
  const ast = [parser.astify(statement)].flat()[0] as Ast;
  const columns = ast.create_definitions.filter(({ resource }) => resource === 'column');
  const keys = ast.create_definitions.filter(({ resource }) => resource === 'constraint');
  const keysOf = (type: string, inline: 'primary_key' | 'unique') => [
    ...columns.filter((item) => item[inline]).map(({ column }) => [nameOf(column?.column ?? '')]),
    ...keys.filter(({ constraint_type: own }) => own?.toLowerCase() === type).map(({ definition }) => (definition as readonly { readonly column: string }[]).map(({ column }) => nameOf(column))),
  ];
  const primary = keysOf('primary key', 'primary_key').flat();
  return {
    table: ast.table[0].table,
    primary,
    unique: keysOf('unique', 'unique'),
    columns: columns.map(({ column, definition, nullable }) => {
      const name = nameOf(column?.column ?? '');
      const { dataType, length } = definition as { readonly dataType: string; readonly length?: number };
      return { name, type: wordOf(dataType), ...(/char|dec|num/i.test(dataType) && { length }), isRequired: nullable?.type === 'not null' || primary.includes(name) };
    }),
  };
}

function readByImport(statement: string): unknown {
  const [table] = importDdl(statement, { dialect: 'postgres' }).tables;
  const sizeOf = (written: string) => Number(/\(\s*(\d+)/.exec(written)?.[1]);
  return {
    table: table.name,
    primary: table.primaryKey,
    unique: table.uniqueKeys,
    columns: table.columns.map(({ name, writtenType, isRequired }) => ({ name, type: wordOf(writtenType), ...(/char|dec|num/i.test(writtenType) && { length: sizeOf(writtenType) }), isRequired })),
  };
}

/** Without what the other parser does not read: a space before a length, comments on columns, options of warehouses. */
const plain = fc.tuple(tables, layout).map(([models, style]) => {
  const shared = { ...style, comment: '', schema: '', options: '', between: '', newline: '\n', quote: style.quote && (['"', '"'] as const) };
  return models.map((model) => writeDdl([{ ...model, parent: undefined, columns: model.columns.map((column) => ({ ...column, comment: undefined })) }], shared).replaceAll(/\( 7 \)/gi, '(7)').trim());
});

test('an independent parser reads the same names, types, lengths and keys', () => {
  fc.assert(
    fc.property(plain, (statements) => {
      for (const statement of statements) expect(readByImport(statement)).toEqual(readByOther(statement));
    }),
    { numRuns: 60 },
  );
});
