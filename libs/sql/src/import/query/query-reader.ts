import { type Span, spanOf } from '../ddl-token';
import { type ImportContext, shortened } from '../import-context';
import { lastPart, type QualifiedName, readQualifiedName, readSimpleName } from '../qualified-name';
import { isWord, type TokenReader } from '../token-reader';
import { expressionType, type TypedColumn } from './expression-type';

/** A column of a query: its name, and the type with what else is known of its values. */
export interface OutputColumn {
  readonly name: string;
  readonly source: TypedColumn;
  readonly at: Span;
}

/** A table of FROM by the name that it has there. */
interface Source {
  readonly alias: string;
  readonly columns: readonly OutputColumn[];
}

const DEEPEST = 20;
/** Words that end the list of FROM. */
const CLAUSES = new Set('WHERE GROUP HAVING ORDER LIMIT QUALIFY WINDOW UNION INTERSECT EXCEPT MINUS FETCH OFFSET CONNECT START PIVOT UNPIVOT'.split(' '));
const JOINS = new Set('JOIN INNER LEFT RIGHT FULL OUTER CROSS NATURAL ASOF'.split(' '));

/** Tells the columns of a query over tables that the text creates. */
export class QueryReader {
  failure: { readonly at: Span; readonly why: string } | undefined;
  /** True where a table of the query has faults of its own. */
  readsFaulty = false;

  constructor(
    private readonly context: ImportContext,
    private readonly near: QualifiedName,
  ) {}

  /** Undefined, with a failure, where a column can't be told. */
  read(reader: TokenReader, named: ReadonlyMap<string, readonly OutputColumn[]> = new Map(), depth = 0): readonly OutputColumn[] | undefined {
    if (depth > DEEPEST) return this.fail(reader.here, 'its queries are nested too deeply');
    if (reader.isNext('(')) return this.readBrackets(reader, named, depth);
    if (!reader.isNext('WITH')) return this.readSelect(reader, named, depth);
    reader.skip();
    reader.take('RECURSIVE');
    const inside = new Map(named);
    do {
      const name = readSimpleName(reader);
      const names = reader.takeBrackets()?.splitAtCommas().flatMap((item) => readSimpleName(item)?.name ?? []);
      reader.take('AS');
      reader.takeAny('NOT', 'MATERIALIZED');
      const query = reader.takeBrackets();
      const columns = name && query && this.read(query, inside, depth + 1);
      if (!columns) return undefined;
      inside.set(name.name.toLowerCase(), columns.map((column, index) => ({ ...column, name: names?.[index] ?? column.name })));
    } while (reader.take(','));
    return this.read(reader, inside, depth + 1);
  }

  private readBrackets(reader: TokenReader, named: ReadonlyMap<string, readonly OutputColumn[]>, depth: number): readonly OutputColumn[] | undefined {
    const inside = reader.takeBrackets();
    return inside && this.read(inside, named, depth + 1);
  }

  private readSelect(reader: TokenReader, named: ReadonlyMap<string, readonly OutputColumn[]>, depth: number): readonly OutputColumn[] | undefined {
    if (!reader.take('SELECT')) return this.fail(reader.here, 'only SELECT is understood');
    if (reader.takeAny('DISTINCT', 'ALL')) if (reader.take('ON')) reader.takeBrackets();
    if (reader.take('TOP')) reader.skipItem();
    const start = reader.rest();
    // `* EXCEPT (a)` leaves columns out; elsewhere EXCEPT is between queries.
    while (!reader.isAtEnd && !reader.isNext('FROM') && (!reader.isOneOf(CLAUSES) || reader.previous.text === '*')) reader.skipItem();
    const items = start.until(reader.index).splitAtCommas();
    const sources = reader.take('FROM') ? this.readSources(reader, named, depth) : [];
    if (!sources) return undefined;
    const output: OutputColumn[] = [];
    for (const item of items) {
      const columns = this.readItem(item, sources);
      if (!columns) return undefined;
      output.push(...columns);
    }
    return output.length > 0 ? output : this.fail(reader.here, 'it selects nothing');
  }

  private readSources(reader: TokenReader, named: ReadonlyMap<string, readonly OutputColumn[]>, depth: number): readonly Source[] | undefined {
    const sources: Source[] = [];
    while (!reader.isAtEnd && !reader.isOneOf(CLAUSES)) {
      reader.take('LATERAL');
      const at = reader.here;
      const isQuery = reader.isNext('(');
      const name = isQuery ? undefined : readQualifiedName(reader);
      const columns = isQuery ? this.readBrackets(reader, named, depth) : name && this.columnsOf(name, named);
      if (!columns) return this.fail(at, `${name?.written ?? this.context.source.slice(at.start, at.end)} is no table that this text creates before`);
      reader.take('AS');
      const alias = reader.isOneOf(CLAUSES) || reader.isOneOf(JOINS) || reader.isNext('ON') || reader.isNext('USING') ? undefined : readSimpleName(reader)?.name;
      sources.push({ alias: alias ?? (name ? lastPart(name) : ''), columns });
      while (!reader.isAtEnd && !reader.isNext(',') && !reader.isNext('JOIN') && !reader.isOneOf(CLAUSES)) reader.skipItem();
      reader.takeAny(',', 'JOIN');
    }
    return sources;
  }

  private columnsOf(name: QualifiedName, named: ReadonlyMap<string, readonly OutputColumn[]>): readonly OutputColumn[] | undefined {
    const own = name.parts.length === 1 ? named.get(lastPart(name).toLowerCase()) : undefined;
    if (own) return own;
    const table = this.context.findTable(name, this.near);
    this.readsFaulty ||= table?.isFaulty === true;
    return table?.columns.map((column) => ({ name: column.writtenName, source: column, at: name.at }));
  }

  /** Columns of an item of the select list: several of `*` and `t.*`. */
  private readItem(item: TokenReader, sources: readonly Source[]): readonly OutputColumn[] | undefined {
    const first = item.here;
    const start = item.index;
    if (item.take('*')) return this.withoutExcluded(sources.flatMap(({ columns }) => columns), item);
    if (isWord(item.peek(1), '.') && isWord(item.peek(2), '*')) {
      const alias = readSimpleName(item)?.name.toLowerCase();
      const source = sources.find((candidate) => candidate.alias.toLowerCase() === alias);
      item.skip(2);
      return source ? this.withoutExcluded(source.columns, item) : this.fail(first, `${alias}.* is of no table of FROM`);
    }
    const resolve = (parts: readonly string[]) => columnIn(sources, parts);
    const source = expressionType(item, resolve, this.context);
    const name = outputName(item) ?? lastName(item, start);
    const at = spanOf(first, item.previous);
    if (source && name) return [{ name, source, at }];
    item.skipRest();
    const text = item.textFrom(start);
    return this.fail(spanOf(first, item.previous), `${source ? 'the name' : 'the type'} of ${shortened(text)} is not known`);
  }

  /** `* EXCLUDE (a, b)`, `* EXCEPT (a)`; what else may stand behind the star is not understood. */
  private withoutExcluded(columns: readonly OutputColumn[], item: TokenReader): readonly OutputColumn[] | undefined {
    if (item.isAtEnd) return columns;
    const at = item.here;
    const names = item.takeAny('EXCLUDE', 'EXCEPT') ? (item.takeBrackets()?.splitAtCommas() ?? [item]).map((name) => readSimpleName(name)?.name.toLowerCase()) : [];
    if (names.length > 0 && item.isAtEnd) return columns.filter(({ name }) => !names.includes(name.toLowerCase()));
    return this.fail(at, `what stands behind * is not understood`);
  }

  private fail(at: Span, why: string): undefined {
    this.failure ??= { at, why };
    return undefined;
  }
}

/** `AS name`, or a name behind the expression. */
function outputName(item: TokenReader): string | undefined {
  item.take('AS');
  const name = item.isAtEnd ? undefined : readSimpleName(item)?.name;
  return item.isAtEnd ? name : undefined;
}

/** A column without an alias keeps its own name, a function gives its own. */
function lastName(item: TokenReader, start: number): string | undefined {
  if (!item.isAtEnd) return undefined;
  const name = readQualifiedName(item.from(start));
  return name && lastPart(name);
}

function columnIn(sources: readonly Source[], parts: readonly string[]): TypedColumn | undefined {
  const name = parts.at(-1) ?? '';
  const alias = parts.at(-2)?.toLowerCase();
  for (const source of sources) {
    if (alias !== undefined && source.alias.toLowerCase() !== alias) continue;
    const found = source.columns.find((column) => column.name === name) ?? source.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
    if (found) return found.source;
  }
  return undefined;
}

