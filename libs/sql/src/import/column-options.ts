import { spanOf } from './ddl-token';
import { addKey, type DraftColumn, type DraftTable } from './draft';
import { didYouMean, type ImportContext } from './import-context';
import { readReference } from './references';
import { isTypeName } from './types/map-type';
import { readQualifiedName, readSimpleName } from './qualified-name';
import type { TokenReader } from './token-reader';

/** What an option is read with. */
interface OptionPlace {
  readonly context: ImportContext;
  readonly table: DraftTable;
  readonly column: DraftColumn;
}

type ReadOption = (reader: TokenReader, place: OptionPlace) => void;

const ignored: ReadOption = () => undefined;
const ignoredName: ReadOption = (reader) => void readQualifiedName(reader);
const ignoredValue: ReadOption = (reader) => {
  reader.take('=');
  reader.skipItem();
};
const ignoredBrackets: ReadOption = (reader) => void reader.takeBrackets();

/** Options of a column by their first word, which has been read. */
const OPTIONS: Readonly<Record<string, ReadOption>> = {
  NOT: readNot,
  NULL: ignored,
  CONSTRAINT: (reader) => void readSimpleName(reader),
  PRIMARY: (reader, { table, column }) => {
    const first = reader.previous;
    reader.take('KEY');
    addKey(table, { columns: [column], isPrimary: true, at: spanOf(first, reader.previous) });
  },
  UNIQUE: (reader, { table, column }) => {
    const first = reader.previous;
    reader.take('KEY');
    addKey(table, { columns: [column], isPrimary: false, at: spanOf(first, reader.previous) });
    if (reader.take('NULLS')) reader.takeAny('NOT', 'DISTINCT');
  },
  // MySQL: KEY alone is PRIMARY KEY.
  KEY: (reader, { table, column }) => addKey(table, { columns: [column], isPrimary: true, at: spanOf(reader.previous) }),
  CHECK: (reader, { table }) => {
    const condition = reader.takeBrackets();
    if (condition) table.checks.push({ condition });
  },
  REFERENCES: (reader, { context, table, column }) => readReference(reader, context, table, [column]),
  // Snowflake: `FOREIGN KEY REFERENCES t (id)` behind a column.
  FOREIGN: (reader, { context, table, column }) => {
    reader.take('KEY');
    if (reader.take('REFERENCES')) readReference(reader, context, table, [column]);
  },
  DEFAULT: readDefault,
  GENERATED: readGenerated,
  AS: (reader, place) => readComputed(reader, place),
  IDENTITY: readIdentity,
  AUTOINCREMENT: readIdentity,
  AUTO_INCREMENT: (_, { column }) => countUp(column, 1, 1),
  COMMENT: (reader, { column }) => {
    reader.take('=');
    column.comment = reader.takeText() ?? column.comment;
  },
  OPTIONS: (reader, { column }) => {
    for (const option of reader.takeBrackets()?.splitAtCommas() ?? []) {
      if (option.take('DESCRIPTION', '=')) column.comment = option.takeText();
    }
  },
  COLLATE: (reader) => void (reader.takeText() ?? readQualifiedName(reader)),
  CHARACTER: (reader) => {
    reader.take('SET');
    readQualifiedName(reader);
  },
  CHARSET: ignoredName,
  ENCODE: ignoredName,
  ENCODING: ignoredName,
  STORAGE: ignoredName,
  COMPRESSION: ignoredName,
  COLUMN_FORMAT: ignoredName,
  STATISTICS: ignoredValue,
  SRID: ignoredValue,
  FORMAT: ignoredValue,
  USING: (reader) => {
    reader.take('INDEX');
    reader.take('TABLESPACE');
    if (!reader.isNext('(')) readQualifiedName(reader);
    reader.takeBrackets();
  },
  // `ON UPDATE CURRENT_TIMESTAMP`, `ON CONFLICT REPLACE`, `ON [PRIMARY]`
  ON: (reader) => {
    if (reader.takeAny('UPDATE', 'DELETE', 'CONFLICT', 'NULL')) reader.skipItem();
    else readQualifiedName(reader);
    reader.takeBrackets();
  },
  WITH: readPolicy,
  MASKING: readPolicy,
  PROJECTION: readPolicy,
  TAG: ignoredBrackets,
  INITIALLY: ignoredValue,
  MATCH: ignoredValue,
  // DB2: `CHAR(5) FOR BIT DATA`.
  FOR: (reader) => void reader.takeAny('BIT', 'SBCS', 'MIXED'),
  DATA: ignored,
  ...Object.fromEntries(
    ('DISTKEY SORTKEY ASC DESC ORDER NOORDER VISIBLE INVISIBLE VIRTUAL STORED PERSISTED RELY NORELY ENFORCED ENABLE DISABLE VALIDATE NOVALIDATE DEFERRABLE SPARSE ' +
      'ROWGUIDCOL CLUSTERED NONCLUSTERED SIGNED UNSIGNED ZEROFILL BINARY ASCII UNICODE LOCAL GLOBAL HIDDEN CASE_SENSITIVE CASE_INSENSITIVE KEYTYPE').split(' ').map((word) => [word, ignored]),
  ),
};

/** Reads the options behind the type of a column. */
export function readColumnOptions(reader: TokenReader, context: ImportContext, table: DraftTable, column: DraftColumn): void {
  const place = { context, table, column };
  while (!reader.isAtEnd) {
    const token = reader.peek();
    const read = token?.kind === 'word' && Object.hasOwn(OPTIONS, token.text) ? OPTIONS[token.text] : undefined;
    if (!read) return refuseOption(reader, place);
    reader.skip();
    read(reader, place);
  }
}

function refuseOption(reader: TokenReader, { context, table, column }: OptionPlace): void {
  const token = reader.here;
  const written = context.source.slice(token.start, token.end);
  const follower = reader.peek(1);
  const looksLikeColumn = (token.kind === 'word' || token.kind === 'quoted') && follower?.kind === 'word' && isTypeName(follower.text);
  const near = looksLikeColumn ? '' : didYouMean(written, Object.keys(OPTIONS));
  const hint = looksLikeColumn ? 'write a comma before it if it is another column' : 'write NOT NULL, PRIMARY KEY, UNIQUE, DEFAULT, CHECK, REFERENCES or another option of the dialect';
  context.refuse(table, 'unknown_option', token, `${written} is no option of the column ${column.writtenName}${near}`, hint);
  reader.skipRest();
}

/** `NOT NULL`, `NOT ENFORCED`, `NOT DEFERRABLE`, `NOT VISIBLE`, `NOT FOR REPLICATION`. */
function readNot(reader: TokenReader, { column }: OptionPlace): void {
  if (reader.take('NULL')) {
    column.isRequired = true;
    if (reader.take('ON', 'CONFLICT')) reader.skip();
  } else if (reader.take('FOR')) reader.skip();
  else if (!reader.isAtEnd && !reader.isNext('UL')) reader.skip();
}

function readDefault(reader: TokenReader, { column, context }: OptionPlace): void {
  // Oracle: `DEFAULT ON NULL 5`
  reader.take('ON', 'NULL');
  const start = reader.index;
  const sequence = sequenceOf(reader.rest());
  const identity = identityOf(reader.rest());
  do reader.skipItem();
  while (!reader.isAtEnd && !startsOption(reader));
  column.defaultValue = reader.textFrom(start);
  if (identity) return countUp(column, ...identity);
  if (sequence === undefined) return;
  const { start: first = 1, step = 1 } = context.sequences.get(sequence.toLowerCase()) ?? {};
  countUp(column, first, step);
}

/** Start and step in `"identity"(100571, 0, '0,1'::text)`, as Redshift's catalogue shows IDENTITY(0, 1). */
function identityOf(reader: TokenReader): readonly [start: number, step: number] | undefined {
  const name = readSimpleName(reader)?.name.toLowerCase();
  const written = name === 'identity' || name === 'default_identity' ? reader.takeBrackets()?.splitAtCommas()[2]?.takeText() : undefined;
  const [, start, step] = /^\s*(-?\d+)\s*,\s*(-?\d+)\s*$/.exec(written ?? '') ?? [];
  return start === undefined ? undefined : [Number(start), Number(step)];
}

/** Behind a default: the next word is an option, not a part of the expression. */
function startsOption(reader: TokenReader): boolean {
  const token = reader.peek();
  if (token?.kind !== 'word' || !Object.hasOwn(OPTIONS, token.text)) return false;
  if (token.text === 'WITH') return reader.isNext('WITH', 'MASKING') || reader.isNext('WITH', 'TAG') || reader.isNext('WITH', 'PROJECTION');
  if (token.text === 'CHARACTER') return reader.isNext('CHARACTER', 'SET');
  return token.text !== 'NOT' || reader.isNext('NOT', 'NULL') || reader.isNext('NOT', 'ENFORCED') || reader.isNext('NOT', 'DEFERRABLE');
}

/** Name of the sequence in `nextval('s'::regclass)`, `s.nextval` and `NEXT VALUE FOR s`. */
function sequenceOf(reader: TokenReader): string | undefined {
  reader.take('(');
  if (reader.take('NEXT', 'VALUE', 'FOR')) return readQualifiedName(reader)?.parts.at(-1);
  if (reader.isNext('NEXTVAL')) {
    reader.skip();
    return (reader.takeBrackets()?.takeText() ?? '').split('.').at(-1)?.replaceAll('"', '');
  }
  const parts = readQualifiedName(reader)?.parts ?? [];
  return parts.length > 1 && parts.at(-1)?.toUpperCase() === 'NEXTVAL' ? parts.at(-2) : undefined;
}

/** Makes a column count up. */
export function countUp(column: DraftColumn, start: number, step: number): void {
  column.identity = { start, step: step === 0 ? 1 : step };
  column.isRequired = true;
}

/** `IDENTITY(1, 1)`, `AUTOINCREMENT START 1 INCREMENT 1 NOORDER`; also `START WITH 1 INCREMENT BY 1`. */
function readIdentity(reader: TokenReader, { column }: OptionPlace): void {
  const [first, second] = reader.takeBrackets()?.splitAtCommas() ?? [];
  const { start, step } = readSequenceOptions(reader);
  countUp(column, first?.takeNumber() ?? start ?? 1, second?.takeNumber() ?? step ?? 1);
}

/** Options of a sequence in whatever order; all but start and increment are passed over. */
export function readSequenceOptions(reader: TokenReader): { readonly start?: number; readonly step?: number } {
  let start: number | undefined;
  let step: number | undefined;
  while (!reader.isAtEnd) {
    if (reader.take('START')) {
      reader.takeAny('WITH', '=');
      start = reader.takeNumber();
    } else if (reader.take('INCREMENT')) {
      reader.takeAny('BY', '=');
      step = reader.takeNumber();
    } else if (reader.takeAny('MINVALUE', 'MAXVALUE', 'CACHE')) reader.takeNumber();
    else if (!reader.takeAny('NO', 'CYCLE', 'ORDER', 'NOORDER', ',')) break;
  }
  return { start, step };
}

/** `GENERATED ALWAYS AS IDENTITY (…)`, `GENERATED ALWAYS AS (expression) STORED`, `GENERATED ALWAYS AS ROW START`. */
function readGenerated(reader: TokenReader, place: OptionPlace): void {
  reader.takeAny('ALWAYS', 'BY', 'DEFAULT', 'ON', 'NULL');
  reader.take('AS');
  if (reader.take('ROW')) return reader.skip();
  if (!reader.take('IDENTITY')) return readComputed(reader, place);
  const inside = reader.takeBrackets();
  const rest = inside?.rest();
  const { start, step } = readSequenceOptions(inside ?? reader);
  // Redshift: `GENERATED BY DEFAULT AS IDENTITY (1, 1)`
  const [first, second] = rest?.splitAtCommas() ?? [];
  countUp(place.column, start ?? first?.takeNumber() ?? 1, step ?? second?.takeNumber() ?? 1);
}

function readComputed(reader: TokenReader, { context, table, column }: OptionPlace): void {
  const start = reader.index;
  if (!reader.takeBrackets()) return;
  const expression = reader.textFrom(start);
  context.report.warn('computed_column', column.at, `${column.writtenName} is computed as ${expression} in the database; here it gets values of its own. Give it the generator "expression" to compute it`, { table, column });
}

/** `WITH MASKING POLICY p USING (a, b)`, `WITH TAG (…)`. */
function readPolicy(reader: TokenReader): void {
  if (reader.take('TAG')) return void reader.takeBrackets();
  reader.takeAny('MASKING', 'PROJECTION');
  if (reader.take('POLICY')) readQualifiedName(reader);
  else reader.takeBrackets();
  if (reader.take('USING')) reader.takeBrackets();
}
