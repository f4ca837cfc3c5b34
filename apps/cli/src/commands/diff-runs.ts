import type { RunDiff, RunReference, RunTableChange } from '@dw-sim/contracts';
import { EXIT_STATUS } from '../exit-status';
import { formatBytes, formatCount } from '../output/quantities';
import { formatTable } from '../output/table';
import { truncate, visible } from '../output/visible-text';
import { printDefinitionChanges } from './list-versions';
import type { CliContext } from '../cli-context';

/** `dw-sim run diff` */
export async function diffRuns(context: CliContext, before: number, after: number, { exitCode = false }: { readonly exitCode?: boolean }): Promise<void> {
  const diff = await (await context.api()).diffRuns(before, after);
  const differs = diff.settings.length + diff.definition.length + diff.tables.length > 0;
  if (exitCode && differs) context.exitStatus = EXIT_STATUS.failed;
  const { terminal } = context;
  if (context.json) return terminal.printJson(diff);
  const { bold } = terminal.outColors;
  terminal.print(`${headOf(diff.before)} → ${headOf(diff.after)}: ${verdictOf(diff, differs)}`);
  if (diff.settings.length > 0) {
    const rows = diff.settings.map(({ setting, before: old, after: now }) => [setting, shown(old), shown(now)]);
    terminal.print(`\n${formatTable([{ title: 'SETTING' }, { title: 'BEFORE' }, { title: 'AFTER' }], rows, bold)}`);
  }
  if (diff.definition.length > 0) {
    terminal.print('');
    printDefinitionChanges(terminal, diff.definition);
  }
  if (diff.tables.length > 0) {
    const columns = [{ title: 'TABLE' }, { title: 'ROWS' }, { title: 'LOADED' }, { title: 'BYTES' }, { title: 'FILES' }];
    terminal.print(`\n${formatTable(columns, diff.tables.map(rowOf), bold)}`);
  }
}

function headOf({ id, experiment, experiment_version: version }: RunReference): string {
  return `run ${id} (${experiment} ${version})`;
}

function verdictOf({ same_bytes: same }: RunDiff, differs: boolean): string {
  if (same === true) return 'the files are the same';
  if (same === false) return 'the files differ';
  return differs ? 'one of them has made no files' : 'nothing differs';
}

function shown(value: unknown): string {
  return value === null ? '-' : truncate(visible(typeof value === 'string' ? value : JSON.stringify(value)), 60);
}

function rowOf({ table, before, after, differing_files: files }: RunTableChange): readonly string[] {
  const change = (of: (side: NonNullable<RunTableChange['before']>) => string) => {
    const [old, now] = [before ? of(before) : 'none', after ? of(after) : 'none'];
    return old === now ? old : `${old} → ${now}`;
  };
  const named = files.length > 3 ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more` : files.join(', ');
  return [table, change((side) => formatCount(side.generated_rows)), change((side) => formatCount(side.loaded_rows)), change((side) => formatBytes(side.byte_length)), named === '' ? '' : `differ: ${named}`];
}
