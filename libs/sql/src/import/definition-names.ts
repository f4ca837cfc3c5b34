import { isReservedWord, NAME_PATTERN, unreservedName } from '@dw-sim/contracts';
import type { DraftTable } from './draft';
import { groupBy } from './group-by';
import { schemaOf } from './import-context';
import type { ImportReport } from './import-report';
import { lastPart } from './qualified-name';

const MAX_LENGTH = 63;
const SEPARATOR_LENGTH = 3;

/**
 * Gives every table and column its name in the definition: the name of the text where it can be one, otherwise one that
 * is near, with a warning. Tables of the same name in several schemas get the schema in front.
 */
export function chooseNames(tables: readonly DraftTable[], report: ImportReport): void {
  const groups = groupBy(tables, ({ writtenName }) => lastPart(writtenName).toLowerCase());
  const shared = new Set([...groups].flatMap(([name, group]) => (new Set(group.map(({ writtenName }) => schemaOf(writtenName))).size > 1 ? [name] : [])));
  const taken = new NameSet();
  for (const table of tables) {
    const { writtenName } = table;
    const own = lastPart(writtenName);
    const isShared = shared.has(own.toLowerCase());
    table.name = taken.choose(isShared ? writtenName.parts.slice(-2).join('_') : own, false);
    if (table.name !== own) report.warn('adapted_name', writtenName.at, `the table ${writtenName.written} is imported as ${table.name}${reasonOf(own, isShared)}`, { table });
    chooseColumnNames(table, report);
  }
}

function chooseColumnNames(table: DraftTable, report: ImportReport): void {
  const taken = new NameSet();
  for (const column of table.columns) {
    const own = column.writtenName;
    column.name = taken.choose(own, true);
    if (column.name !== own) report.warn('adapted_name', column.at, `the column ${own} of ${table.name} is imported as ${column.name}${reasonOf(own, false)}`, { table, column });
  }
}

function reasonOf(own: string, isShared: boolean): string {
  if (isShared) return ', since two schemas have a table of this name';
  if (own.length > MAX_LENGTH) return `, since names have ${MAX_LENGTH} characters at most`;
  if (!NAME_PATTERN.test(own)) return ', since names have letters, digits and underscores';
  return isReservedWord(own) ? ', since it is a reserved word of SQL' : ', since another one differs in case only';
}

/** Names that are taken, whatever their case. */
class NameSet {
  private readonly names = new Set<string>();
  /** Number that was given last to a name. */
  private readonly numbers = new Map<string, number>();

  /** The name itself or one near to it that can be used and is free. */
  choose(written: string, isColumn: boolean): string {
    const plain = plainName(written, isColumn);
    const base = isReservedWord(plain) ? unreservedName(plain, isColumn) : plain;
    let name = base;
    for (let n = (this.numbers.get(base) ?? 1) + 1; this.names.has(name.toLowerCase()); n++) {
      name = `${base.slice(0, MAX_LENGTH - SEPARATOR_LENGTH - String(n).length)}_${n}`;
      this.numbers.set(base, n);
    }
    this.names.add(name.toLowerCase());
    return name;
  }
}

/** Letters, digits and underscores only: accents go, `ß` becomes `ss`, all else an underscore. */
function plainName(written: string, isColumn: boolean): string {
  if (NAME_PATTERN.test(written)) return written;
  const letters = written.normalize('NFKD').replace(/\p{M}+/gu, '').replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('æ', 'ae');
  const plain = letters.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '').slice(0, MAX_LENGTH - SEPARATOR_LENGTH);
  if (plain === '') return isColumn ? 'column_1' : 'table_1';
  return /^\d/.test(plain) ? `_${plain}` : plain;
}
