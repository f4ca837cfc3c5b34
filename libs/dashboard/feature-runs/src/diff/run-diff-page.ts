import { ChangeDetectionStrategy, Component, computed, effect, inject, input, numberAttribute, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RunDiff } from '@dw-sim/contracts';
import { Loadable, RunsApi } from '@dw-sim/dashboard-data-access';
import { DefinitionChanges, FormatPipe, Icon, ProblemNotice } from '@dw-sim/dashboard-ui';

/** Two runs side by side: settings, definition, rows and files that differ. */
@Component({
  selector: 'dw-run-diff-page',
  imports: [DefinitionChanges, FormatPipe, Icon, ProblemNotice, RouterLink],
  templateUrl: './run-diff-page.html',
  styleUrl: './run-diff-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunDiffPage {
  /** From the address. */
  readonly before = input.required({ transform: numberAttribute });
  readonly after = input.required({ transform: numberAttribute });
  protected readonly loaded = new Loadable<RunDiff>();
  protected readonly differs = computed(() => {
    const diff = this.loaded.value();
    return diff !== undefined && diff.settings.length + diff.definition.length + diff.tables.length > 0;
  });
  private readonly api = inject(RunsApi);

  constructor() {
    effect(() => {
      const [before, after] = [this.before(), this.after()];
      untracked(() => this.loaded.load(this.api.diff(before, after)));
    });
  }

  protected shown(value: unknown): string {
    return value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  }
}
