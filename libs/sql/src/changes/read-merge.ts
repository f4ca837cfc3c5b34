import type { Part } from '../translate/text';
import type { ChangeReader } from './change-reader';
import type { ReadChange } from './read-changes';
import { readAssignments, readTarget } from './read-rows-change';
import type { MergeAction } from './written-change';

/** A WHEN clause: the rows that it is about, and what becomes of them. */
interface Branch {
  readonly matched: boolean;
  readonly condition: readonly Part[];
  readonly action: MergeAction | { readonly kind: 'nothing' };
  readonly values: readonly (readonly Part[])[];
}

/**
 * `MERGE INTO t USING s ON … WHEN [NOT] MATCHED [AND …] THEN …`: a query for each clause. The first clause that fits a row is the one
 * that holds, so that each leaves out what those before it took.
 */
export function readMerge(reader: ChangeReader): ReadChange {
  reader.take('INTO');
  const { target, source, qualifier } = readTarget(reader, 'USING');
  reader.expect('USING');
  const [on, when] = [reader.find('ON'), reader.find('WHEN', 'REMOVE')];
  const using = reader.part(reader.at, on);
  reader.at = on;
  reader.expect('ON');
  const match = reader.part(reader.at, when);
  reader.at = when;
  if (reader.isAtEnd) reader.fail('WHEN');
  if (reader.take('REMOVE', 'DUPLICATES')) return withoutDuplicates(reader, { target, source, qualifier }, using, match);
  const branches: Branch[] = [];
  while (!reader.isAtEnd) branches.push(readBranch(reader));
  const queries = branches.flatMap((branch, index): (readonly Part[])[] => {
    if (branch.action.kind === 'nothing') return [];
    const before = branches.slice(0, index).filter(({ matched }) => matched === branch.matched);
    const conditions: Part[] = [...branch.condition, ...before.flatMap(({ condition }): Part[] => [' AND NOT coalesce((1 = 1', ...condition, '), false)'])];
    if (!branch.matched) return [['SELECT ', ...listed(branch.values), ' FROM ', ...using, ' WHERE NOT EXISTS (SELECT 1 FROM ', ...source, ' WHERE ', ...match, ')', ...conditions]];
    const values = branch.values.flatMap((value, at): Part[] => [', (', ...value, `) AS dw_${at + 1}`]);
    return [['SELECT ', ...qualifier, `.${reader.rowId} AS dw_row`, ...values, ' FROM ', ...source, ', ', ...using, ' WHERE (', ...match, ')', ...conditions]];
  });
  const actions = branches.flatMap(({ action }) => (action.kind === 'nothing' ? [] : [action]));
  return { change: { kind: 'merge', target, actions }, queries };
}

/** Redshift's short form: rows that match go, and those of the source come, each once (https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html). */
function withoutDuplicates(reader: ChangeReader, { target, source, qualifier }: ReturnType<typeof readTarget>, using: readonly Part[], match: readonly Part[]): ReadChange {
  if (reader.dialect !== 'redshift') reader.refuse(reader.at - 2, 'REMOVE DUPLICATES is Redshift’s.', 'Write WHEN MATCHED and WHEN NOT MATCHED.');
  if (!reader.isAtEnd) reader.fail('the end of the statement');
  const gone: readonly Part[] = ['SELECT ', ...qualifier, `.${reader.rowId} AS dw_row FROM `, ...source, ', ', ...using, ' WHERE (', ...match, ')'];
  return { change: { kind: 'merge', target, actions: [{ kind: 'delete' }, { kind: 'insert' }] }, queries: [gone, ['SELECT DISTINCT * FROM ', ...using]] };
}

function listed(values: readonly (readonly Part[])[]): readonly Part[] {
  return values.flatMap((value, index): Part[] => [index === 0 ? '(' : ', (', ...value, `) AS dw_${index + 1}`]);
}

function readBranch(reader: ChangeReader): Branch {
  reader.expect('WHEN');
  const matched = !reader.take('NOT');
  reader.expect('MATCHED');
  if (reader.isWord('BY')) reader.refuse(reader.at, 'WHEN NOT MATCHED BY SOURCE is not supported.', 'Use DELETE or UPDATE with NOT EXISTS.');
  const then = reader.find('THEN');
  const condition: readonly Part[] = reader.take('AND') ? [' AND (', ...reader.part(reader.at, then), ')'] : [];
  reader.at = then;
  reader.expect('THEN');
  const end = reader.find('WHEN');
  const branch = readAction(reader, end, matched);
  reader.at = end;
  return { matched, condition, ...branch };
}

function readAction(reader: ChangeReader, end: number, matched: boolean): Pick<Branch, 'action' | 'values'> {
  if (reader.take('DO', 'NOTHING')) return { action: { kind: 'nothing' }, values: [] };
  if (matched && reader.take('DELETE')) return { action: { kind: 'delete' }, values: [] };
  if (matched) {
    reader.expect('UPDATE', 'SET');
    const assignments = readAssignments(reader, end);
    return { action: { kind: 'update', columns: assignments.map(({ column }) => column) }, values: assignments.map(({ value }) => value) };
  }
  reader.expect('INSERT');
  const columns = reader.columnList();
  reader.expect('VALUES');
  if (!reader.isSymbol('(')) reader.fail('"("');
  const values = reader.split(reader.at + 1, reader.behind(reader.at) - 1).map(([from, to]) => reader.part(from, to));
  return { action: { kind: 'insert', ...(columns && { columns }) }, values };
}
