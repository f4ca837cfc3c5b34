import type { DdlDialect } from '@dw-sim/contracts';
import { closest, distance } from 'fastest-levenshtein';
import type { Span } from './ddl-token';
import { type DraftColumn, type DraftTable, findColumn } from './draft';
import type { ImportReport } from './import-report';
import { lastPart, type QualifiedName } from './qualified-name';
import type { TokenReader } from './token-reader';
import type { MappedType } from './types/mapped-type';

/** What the statements of a text have defined so far. */
export class ImportContext {
  /** By name, then by schema, both in lower case. */
  private readonly byName = new Map<string, Map<string, DraftTable[]>>();
  /** Enums and domains, by name in upper case. */
  readonly types = new Map<string, MappedType>();
  /** Conditions of domains on their VALUE, by name in upper case. */
  readonly domainChecks = new Map<string, readonly TokenReader[]>();
  readonly sequences = new Map<string, { readonly start: number; readonly step: number }>();
  /** Tables that can't be read, in lower case: what refers to them is no further fault. */
  readonly unreadable = new Set<string>();
  /** Columns that LIKE and CLONE have copied. */
  copiedColumns = 0;
  /** Tables that were dropped after their creation. */
  readonly dropped = new Set<DraftTable>();

  constructor(
    readonly source: string,
    readonly dialect: DdlDialect,
    readonly report: ImportReport,
  ) {}

  /** Tables in the order of the text. */
  get tables(): readonly DraftTable[] {
    return [...this.byName.values()].flatMap((schemas) => [...schemas.values()].flat()).sort((a, b) => a.writtenName.at.start - b.writtenName.at.start);
  }

  addTable(table: DraftTable): void {
    const name = lastPart(table.writtenName).toLowerCase();
    const schemas = this.byName.get(name) ?? new Map<string, DraftTable[]>();
    this.byName.set(name, schemas);
    const schema = schemaOf(table.writtenName) ?? '';
    const tables = schemas.get(schema);
    if (tables) tables.push(table);
    else schemas.set(schema, [table]);
  }

  removeTable({ writtenName }: DraftTable): void {
    const schemas = this.byName.get(lastPart(writtenName).toLowerCase());
    const rest = schemas?.get(schemaOf(writtenName) ?? '')?.filter((table) => table.writtenName !== writtenName) ?? [];
    if (rest.length > 0) schemas?.set(schemaOf(writtenName) ?? '', rest);
    else schemas?.delete(schemaOf(writtenName) ?? '');
  }

  definedType = (name: string): MappedType | undefined => this.types.get(name);

  /**
   * The table of a name: with the schema where it has one, otherwise in the schema of the table that refers to it, and
   * otherwise any.
   */
  findTable(name: QualifiedName, near?: QualifiedName): DraftTable | undefined {
    const schemas = this.byName.get(lastPart(name).toLowerCase());
    const schema = schemaOf(name) ?? (near && schemaOf(near)) ?? '';
    const [candidates] = schemas ? [schemas.get(schema) ?? schemas.values().next().value ?? []] : [[]];
    return candidates.find(({ writtenName }) => lastPart(writtenName) === lastPart(name)) ?? candidates[0];
  }

  isUnreadable(name: QualifiedName): boolean {
    return this.unreadable.has(lastPart(name).toLowerCase());
  }

  /** Adds a fault to a table: it is left out of the definition. */
  refuse(table: DraftTable, code: string, at: Span, message: string, hint: string): void {
    table.isFaulty = true;
    this.report.fault(code, at, message, hint);
  }

  /** Columns of a table by their names; undefined, with a fault, where one is missing. */
  columnsOf(table: DraftTable, names: readonly { readonly name: string; readonly at: Span }[]): readonly DraftColumn[] | undefined {
    const found = names.map(({ name, at }) => {
      const column = findColumn(table.columns, name);
      const known = table.columns.map(({ writtenName }) => writtenName);
      if (!column) this.refuse(table, 'unknown_column', at, `the table ${table.writtenName.written} has no column ${name}${didYouMean(name, known)}`, `write one of ${listed(known)}`);
      return column;
    });
    return found.every((column) => column !== undefined) ? found : undefined;
  }
}

/** Schema of a name in lower case. */
export function schemaOf({ parts }: QualifiedName): string | undefined {
  return parts.at(-2)?.toLowerCase();
}

const LONGEST_WORD = 64;
const MOST_COMPARED = 1000;

/** ` (did you mean x?)` where a known name differs in one letter of each three at most, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0 || name.length < 2 || name.length > LONGEST_WORD) return '';
  const folded = known.slice(0, MOST_COMPARED).map((word) => word.toLowerCase());
  const nearest = closest(name.toLowerCase(), folded);
  const isNear = distance(name.toLowerCase(), nearest) <= Math.max(1, Math.floor(name.length / 3));
  return isNear ? ` (did you mean ${known[folded.indexOf(nearest)]}?)` : '';
}

const LONGEST_SHOWN = 80;

/** A piece of the text as it stands in a message. */
export function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

const MOST_LISTED = 12;

/** Names in a message, the first of many. */
export function listed(names: readonly string[]): string {
  const first = names.slice(0, MOST_LISTED).join(', ');
  return names.length > MOST_LISTED ? `${first} and ${names.length - MOST_LISTED} more` : first;
}
