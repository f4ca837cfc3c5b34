import * as fc from 'fast-check';

/** A table in words of no dialect, from which DDL is written and against which its import is held. */
export interface TableModel {
  readonly name: string;
  readonly columns: readonly ColumnModel[];
  /** Indexes of the primary key's columns; empty without one. */
  readonly primaryKey: readonly number[];
  readonly unique: readonly number[];
  /** Index of an earlier table with a primary key of one column, and of the column that refers to it. */
  readonly parent?: { readonly table: number; readonly column: number; readonly isAltered: boolean };
}

export interface ColumnModel {
  readonly name: string;
  /** As written, and what it becomes. */
  readonly type: readonly [written: string, dataType: string];
  readonly isRequired: boolean;
  readonly comment?: string;
}

/** How DDL looks that says the same. */
export interface Layout {
  readonly quote: readonly [open: string, close: string] | undefined;
  readonly isUpper: boolean;
  readonly newline: string;
  readonly comment: string;
  readonly schema: string;
  readonly options: string;
  readonly between: string;
  readonly isInline: boolean;
}

const TYPES: readonly (readonly [string, string])[] = [
  ['integer', 'INT'], ['int4', 'INT'], ['smallint', 'INT'], ['bigint', 'BIGINT'], ['int8', 'BIGINT'], ['numeric(12, 2)', 'DECIMAL(12,2)'], ['decimal(38,0)', 'DECIMAL(38,0)'],
  ['double precision', 'FLOAT'], ['real', 'FLOAT'], ['varchar(40)', 'VARCHAR(40)'], ['character varying ( 7 )', 'VARCHAR(7)'], ['char(12)', 'VARCHAR(12)'], ['varchar(70000)', 'VARCHAR'],
  ['date', 'DATE'], ['time', 'TIME'], ['timestamp', 'TIMESTAMP'], ['timestamp(6) without time zone', 'TIMESTAMP'], ['timestamp with time zone', 'TIMESTAMPTZ'], ['boolean', 'BOOLEAN'], ['uuid', 'UUID'], ['json', 'JSON'],
];

const name = fc.stringMatching(/^[a-z][a-z0-9_]{3,10}[a-z0-9]$/).filter((text) => !/^(?:check|unique|primary|foreign|constraint|exclude|period|index|fulltext|spatial)$/.test(text));
const column: fc.Arbitrary<Omit<ColumnModel, 'name'>> = fc.record({ type: fc.constantFrom(...TYPES), isRequired: fc.boolean(), comment: fc.option(fc.constantFrom("it's; -- new", 'a "b", (c', '/* x'), { nil: undefined, freq: 5 }) });

/** Tables of different names, each with columns of different names. */
export const tables: fc.Arbitrary<readonly TableModel[]> = fc
  .uniqueArray(name, { minLength: 1, maxLength: 5 })
  .chain((names) => fc.tuple(...names.map((table) => arbitraryTable(`t_${table}`))))
  .map((models) => models.map((model, index) => withParent(model, models.slice(0, index))));

function arbitraryTable(tableName: string): fc.Arbitrary<TableModel & { readonly wantsParent: number }> {
  return fc.record({ names: fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), columns: fc.array(column, { minLength: 8, maxLength: 8 }), keySize: fc.nat(2), isUnique: fc.boolean(), wantsParent: fc.nat(1000) }).map(({ names, columns, keySize, isUnique, wantsParent }) => {
    const own = names.map((text, index): ColumnModel => ({ ...columns[index], name: `c_${text}` }));
    const free = own.flatMap(({ type }, index) => (type[1] === 'JSON' ? [] : [index]));
    const primaryKey = free.slice(0, keySize);
    const unique = isUnique ? free.slice(keySize, keySize + 1) : [];
    return { name: tableName, columns: own.map((item, index) => (primaryKey.includes(index) ? { ...item, isRequired: true } : item)), primaryKey, unique, wantsParent };
  });
}

/** A column beside the keys refers to an earlier table, and has the type of its key. */
function withParent(model: TableModel & { readonly wantsParent: number }, earlier: readonly TableModel[]): TableModel {
  const parents = earlier.flatMap((table, index) => (table.primaryKey.length === 1 ? [index] : []));
  const free = model.columns.flatMap((_, index) => (model.primaryKey.includes(index) || model.unique.includes(index) ? [] : [index]));
  if (parents.length === 0 || free.length === 0 || model.wantsParent < 300) return model;
  const parent = { table: parents[model.wantsParent % parents.length], column: free[0], isAltered: model.wantsParent % 2 === 0 };
  const key = earlier[parent.table];
  return { ...model, parent, columns: model.columns.map((item, index) => (index === parent.column ? { ...item, type: key.columns[key.primaryKey[0]].type } : item)) };
}

export const layout: fc.Arbitrary<Layout> = fc.record({
  quote: fc.constantFrom(undefined, ['"', '"'] as const, ['`', '`'] as const, ['[', ']'] as const),
  isUpper: fc.boolean(),
  newline: fc.constantFrom('\n', '\r\n', ' ', '\t\n  '),
  comment: fc.constantFrom('', '-- a comment; with "quotes\'\n', '/* CREATE TABLE x (a INT); */'),
  schema: fc.constantFrom('', 'public.', 'db.public.'),
  options: fc.constantFrom('', 'DISTSTYLE ALL SORTKEY AUTO', 'ENGINE=InnoDB DEFAULT CHARSET=utf8', 'TABLESPACE users', "CLUSTER BY (1) COPY GRANTS", 'WITH (fillfactor = 70)'),
  between: fc.constantFrom('', 'SET x = 1;', "INSERT INTO a VALUES ('CREATE TABLE b (c INT);');", 'CREATE VIEW v AS SELECT 1;', '\\connect shop\n', 'CREATE FUNCTION f() RETURNS INT AS $$ BEGIN; $$ LANGUAGE sql;', 'GRANT SELECT ON a TO b;'),
  isInline: fc.boolean(),
});

/** Writes tables as DDL. */
export function writeDdl(models: readonly TableModel[], style: Layout): string {
  const parts = models.map((model) => writeTable(model, models, style));
  const altered = models.flatMap((model) => (model.parent?.isAltered ? [`ALTER TABLE ${tableName(model, style)} ADD CONSTRAINT fk_${model.name} ${foreignKey(model, models, style)};`] : []));
  return [style.comment, ...parts.flatMap((part) => [part, style.between]), ...altered].join('\n');
}

function writeTable(model: TableModel, models: readonly TableModel[], style: Layout): string {
  const word = (text: string) => (style.isUpper ? text.toUpperCase() : text);
  const quoted = (text: string) => quote(text, style);
  const isAlone = (key: readonly number[], index: number) => style.isInline && key.length === 1 && key[0] === index;
  const lines = model.columns.map(({ name: own, type: [type], isRequired, comment }, index) =>
    [
      quoted(own), word(type), isRequired ? word('not null') : '', isAlone(model.primaryKey, index) ? word('primary key') : '', isAlone(model.unique, index) ? word('unique') : '',
      comment === undefined ? '' : `${word('comment')} '${comment.replaceAll("'", "''")}'`,
    ].filter(Boolean).join(' '),
  );
  const key = (indexes: readonly number[]) => indexes.map((index) => quoted(model.columns[index].name)).join(', ');
  if (model.primaryKey.length > 0 && !(style.isInline && model.primaryKey.length === 1)) lines.push(`${word('constraint')} ${quoted('pk')} ${word('primary key')} (${key(model.primaryKey)})`);
  if (model.unique.length > 0 && !style.isInline) lines.push(`${word('unique')} (${key(model.unique)})`);
  if (model.parent && !model.parent.isAltered) lines.push(foreignKey(model, models, style));
  return `${word('create table if not exists')} ${tableName(model, style)} (${style.newline}${lines.join(`,${style.newline}`)}${style.newline}) ${style.options};`;
}

function foreignKey({ columns, parent }: TableModel, models: readonly TableModel[], style: Layout): string {
  const referred = models[parent?.table ?? 0];
  return `FOREIGN KEY (${quote(columns[parent?.column ?? 0].name, style)}) REFERENCES ${tableName(referred, style)} (${quote(referred.columns[referred.primaryKey[0]].name, style)}) ON DELETE CASCADE`;
}

function tableName(model: TableModel, style: Layout): string {
  return `${style.schema}${quote(model.name, style)}`;
}

function quote(text: string, { quote: marks }: Layout): string {
  return marks ? `${marks[0]}${text}${marks[1]}` : text;
}
