import { ChangeDetectionStrategy, Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ExperimentVersionList, ExperimentVersionSummary, VersionDiff } from '@dw-sim/contracts';
import { ExperimentsApi, Loadable } from '@dw-sim/dashboard-data-access';
import { Badge, Confirm, DefinitionChanges, MomentPipe, ProblemNotice, formatPlural } from '@dw-sim/dashboard-ui';
import { firstValueFrom } from 'rxjs';
import { ExperimentActions } from '../experiment-actions';

/** The versions of an experiment, the latest first: compare one with the present, or go back to it. */
@Component({
  selector: 'dw-versions',
  imports: [Badge, DefinitionChanges, MatButton, MomentPipe, ProblemNotice, RouterLink],
  templateUrl: './versions-card.html',
  styleUrl: './versions-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VersionsCard {
  readonly experiment = input.required<string>();
  /** The present one: the list is fetched again when it changes. */
  readonly version = input.required<string>();
  readonly canRestore = input(true);
  readonly restored = output();
  protected readonly list = new Loadable<ExperimentVersionList>();
  protected readonly diff = new Loadable<VersionDiff>();
  protected readonly compared = signal<string | undefined>(undefined);
  private readonly api = inject(ExperimentsApi);
  private readonly confirm = inject(Confirm);
  private readonly actions = inject(ExperimentActions);

  constructor() {
    effect(() => {
      const name = this.experiment();
      this.version();
      untracked(() => this.list.load(this.api.versions(name)));
    });
  }

  protected compare({ version }: ExperimentVersionSummary): void {
    this.diff.clear();
    if (this.compared() === version) this.compared.set(undefined);
    else {
      this.compared.set(version);
      this.diff.load(this.api.diffVersions(this.experiment(), version, this.version()));
    }
  }

  protected async restore({ version }: ExperimentVersionSummary): Promise<void> {
    const name = this.experiment();
    const lost = await firstValueFrom(this.api.planRestore(name, version)).then(({ lost_rows: rows }) => rows, () => 0);
    const agreed = await this.confirm.ask({
      title: `Go back to ${version}?`,
      message: `Its definition becomes a new version; the present one is kept. ${lost > 0 ? `Tables that differ are built anew, which loses ${formatPlural(lost, 'row')}.` : 'No rows are lost.'}`,
      action: lost > 0 ? 'Restore and lose the rows' : 'Restore',
      isDestructive: lost > 0,
    });
    if (!agreed) return;
    const done = await this.actions.report(() => firstValueFrom(this.api.restore(name, version, lost > 0)), (result) => (result.change ? `Restored ${version} as ${result.version}.` : `${version} is the present definition already.`));
    if (done) this.restored.emit();
  }
}
