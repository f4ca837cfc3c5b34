import type { Fault, GenerateRequest, TableSummary } from '@dw-sim/contracts';
import { formatCount } from '@dw-sim/dashboard-ui';

/** Rows that a table may be asked for, both ends included. */
export const MIN_ROWS = 1;
export const MAX_ROWS = 4_294_967_296;

const WHOLE = /^\d{1,16}$/;
const INTEGER = /^-?\d{1,16}$/;
const SEPARATORS = /[\s,_']/g;

/** What the user typed: rows by table, and the seed. */
export interface GenerateInput {
  readonly rows: Readonly<Record<string, string>>;
  readonly seed: string;
}

/** Messages beside the fields; the keys are those of the tables that have one. */
export interface GenerateErrors {
  readonly rows: Readonly<Record<string, string>>;
  readonly seed?: string;
}

/** The input that a dialog starts with: rows that follow from a parent's are not chosen. */
export function initialInput(tables: readonly TableSummary[], seed: number | undefined): GenerateInput {
  return {
    rows: Object.fromEntries(tables.filter(({ derived_from: parent }) => parent === null).map((table) => [table.name, formatCount(table.target_rows)])),
    seed: seed === undefined ? '' : String(seed),
  };
}

/** What is wrong with the input, before it is sent. Digits may be grouped with a comma, an underscore or a space. */
export function checkInput({ rows, seed }: GenerateInput): GenerateErrors {
  const faulty = Object.entries(rows).filter(([, text]) => parseRows(text) === undefined);
  return {
    rows: Object.fromEntries(faulty.map(([table]) => [table, 'Whole number, 1 to 4,294,967,296'])),
    seed: parseSeed(seed) === undefined && seed.trim() !== '' ? 'Whole number, or empty' : undefined,
  };
}

/** The request of an input without errors. */
export function requestOf({ rows, seed }: GenerateInput): GenerateRequest {
  const counts = Object.entries(rows).map(([table, text]) => [table, parseRows(text)]);
  return { rows: Object.fromEntries(counts) as Record<string, number>, seed: parseSeed(seed) };
}

/** Rows that are chosen, over all tables; those that can't be read count as none. */
export function totalOf({ rows }: GenerateInput): number {
  return Object.values(rows).reduce((sum, text) => sum + (parseRows(text) ?? 0), 0);
}

/** Rows that follow from those of parents, by table: as many for each parent as in the definition, so about so many. */
export function derivedRows(tables: readonly TableSummary[], { rows }: GenerateInput): Readonly<Record<string, number>> {
  const countOf = (table: TableSummary): number => {
    const parent = tables.find(({ name }) => name === table.derived_from);
    if (!parent) return parseRows(rows[table.name] ?? '') ?? 0;
    return Math.round((countOf(parent) * table.target_rows) / Math.max(1, parent.target_rows));
  };
  return Object.fromEntries(tables.filter(({ derived_from: parent }) => parent !== null).map((table) => [table.name, countOf(table)]));
}

/** The server's faults, put to their fields; `rest` are those of no field. */
export function errorsOfFaults(faults: readonly Fault[], tables: readonly string[]): GenerateErrors & { readonly rest: readonly Fault[] } {
  const rows: [string, string][] = [];
  let seed: string | undefined;
  const rest: Fault[] = [];
  for (const fault of faults) {
    const table = tables.find((name) => fault.path === `$.rows.${name}`);
    if (table !== undefined) rows.push([table, fault.message]);
    else if (fault.path === '$.seed') seed = fault.message;
    else rest.push(fault);
  }
  return { rows: Object.fromEntries(rows), seed, rest };
}

function parseRows(text: string): number | undefined {
  const digits = text.replace(SEPARATORS, '');
  const count = Number(digits);
  return WHOLE.test(digits) && count >= MIN_ROWS && count <= MAX_ROWS ? count : undefined;
}

function parseSeed(text: string): number | undefined {
  const digits = text.replace(SEPARATORS, '');
  const seed = Number(digits);
  return INTEGER.test(digits) && Number.isSafeInteger(seed) ? seed : undefined;
}
