import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { RunStatus, RunSummary } from '@dw-sim/contracts';
import { isActiveRun, RunsStore } from '@dw-sim/dashboard-data-access';
import { EmptyState, FormatPipe, Icon, MomentPipe, ProblemNotice, RunStatusChip } from '@dw-sim/dashboard-ui';

/** What the filter of the page offers, by the words of its address. */
const FILTERS: Readonly<Record<string, { readonly label: string; readonly status?: readonly RunStatus[] }>> = {
  all: { label: 'All' },
  active: { label: 'Active', status: ['RUNNING', 'QUEUED', 'PARKED'] },
  completed: { label: 'Completed', status: ['COMPLETED'] },
  failed: { label: 'Failed', status: ['FAILED'] },
  aborted: { label: 'Aborted', status: ['ABORTED'] },
};

const COMPARED = 2;

/** The runs of all experiments, live: filter them, open one, compare two. */
@Component({
  selector: 'dw-runs-page',
  imports: [EmptyState, FormatPipe, Icon, MatButton, MomentPipe, ProblemNotice, RouterLink, RunStatusChip],
  providers: [RunsStore],
  templateUrl: './runs-page.html',
  styleUrl: './runs-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunsPage {
  /** From the query of the address. */
  readonly status = input<string>();
  readonly experiment = input<string>();
  protected readonly store = inject(RunsStore);
  protected readonly filters = Object.entries(FILTERS).map(([key, { label }]) => ({ key, label }));
  protected readonly current = computed(() => (this.status() !== undefined && this.status()! in FILTERS ? this.status()! : 'all'));
  protected readonly isFiltered = computed(() => this.current() !== 'all' || this.experiment() !== undefined);
  /** Numbers of the runs that are chosen, in the order of choosing. */
  protected readonly chosen = signal<readonly number[]>([]);
  private readonly router = inject(Router);

  constructor() {
    effect(() => {
      const filter = { status: FILTERS[this.current()]?.status, experiment: this.experiment() };
      untracked(() => this.store.open(filter));
    });
  }

  protected choose(id: number): void {
    const others = this.chosen().filter((other) => other !== id);
    this.chosen.set(others.length < this.chosen().length ? others : [...others, id].slice(-COMPARED));
  }

  protected async compare(): Promise<void> {
    const [before, after] = [...this.chosen()].sort((a, b) => a - b);
    await this.router.navigate(['/runs', before, 'diff', after]);
  }

  protected isActive(run: RunSummary): boolean {
    return isActiveRun(run);
  }

  /** Share of its rows that a run has made or loaded, in percent. */
  protected percent({ kind, requested_rows: wanted, generated_rows: made, loaded_rows: loaded }: RunSummary): number {
    if (wanted === 0) return 0;
    const share = kind === 'generate' ? (made + loaded) / (2 * wanted) : kind === 'load' ? loaded / wanted : made / wanted;
    return Math.min(100, Math.floor(100 * share));
  }
}
