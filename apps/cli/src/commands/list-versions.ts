import type { DefinitionChange } from '@dw-sim/contracts';
import { formatCount, formatTime } from '../output/quantities';
import { formatTable } from '../output/table';
import { truncate, visible } from '../output/visible-text';
import type { CliContext } from '../cli-context';
import type { Terminal } from '../output/terminal';

const COLUMNS = [{ title: 'VERSION' }, { title: 'CHANGE' }, { title: 'CREATED' }, { title: 'RUNS', align: 'right' }, { title: 'SHA-256' }] as const;
const SHOWN_DIGITS = 12;

/** `dw-sim experiment versions` */
export async function listVersions(context: CliContext, name: string): Promise<void> {
  const list = await (await context.api()).listVersions(name);
  if (context.json) return context.terminal.printJson(list);
  const rows = list.items.map((item) => [
    `${item.version}${item.is_current ? ' (present)' : ''}`,
    item.restored_from === null ? item.change : `${item.change}, from ${item.restored_from}`,
    formatTime(item.created_at),
    formatCount(item.run_count),
    item.definition_hash.slice(0, SHOWN_DIGITS),
  ]);
  context.terminal.print(formatTable(COLUMNS, rows, context.terminal.outColors.bold));
}

/** `dw-sim experiment show --version`: the definition itself, to be read, saved or used again. */
export async function showVersion(context: CliContext, name: string, version: string): Promise<void> {
  const found = await (await context.api()).showVersion(name, version);
  context.terminal.printJson(context.json ? found : found.definition);
}

/** `dw-sim experiment diff` */
export async function diffVersions(context: CliContext, name: string, before: string, after: string | undefined): Promise<void> {
  const api = await context.api();
  const diff = await api.diffVersions(name, before, after ?? (await api.showExperiment(name)).version);
  const { terminal } = context;
  if (context.json) return terminal.printJson(diff);
  if (diff.changes.length === 0) return terminal.note(`The definitions of ${diff.before} and ${diff.after} are the same.`);
  printDefinitionChanges(terminal, diff.changes);
}

/** A line for each difference: `~` changed, `+` added, `-` removed, with its place in the document. */
export function printDefinitionChanges(terminal: Terminal, changes: readonly DefinitionChange[]): void {
  const { green, red, yellow, dim } = terminal.outColors;
  const marks = { added: green('+'), removed: red('-'), changed: yellow('~') };
  for (const { path, subject, change, before, after } of changes) {
    const values = change === 'changed' ? `${shown(before)} → ${shown(after)}` : shown(change === 'added' ? after : before);
    terminal.print(`${marks[change]} ${subject === '' ? path : `${subject}  ${dim(path)}`}: ${values}`);
  }
}

function shown(value: unknown): string {
  return truncate(visible(JSON.stringify(value) ?? ''), 80);
}
