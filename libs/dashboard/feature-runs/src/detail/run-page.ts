import { DatePipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input, numberAttribute, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { AppError, type RunDetail } from '@dw-sim/contracts';
import { RunPageStore, runProblem } from '@dw-sim/dashboard-data-access';
import { FormatPipe, Icon, MomentPipe, ProblemNotice, RunStatusChip } from '@dw-sim/dashboard-ui';
import { eventText } from './event-text';
import { ReproductionNotice } from './reproduction-notice';

const ORIGINS = { request: 'chosen for this run', experiment: 'of the experiment', generated: 'generated' } as const;

/** One run: how it goes or went, its log, and everything that makes it again. */
@Component({
  selector: 'dw-run-page',
  imports: [DatePipe, FormatPipe, Icon, MatButton, MomentPipe, ProblemNotice, ReproductionNotice, RouterLink, RunStatusChip],
  providers: [RunPageStore],
  templateUrl: './run-page.html',
  styleUrl: './run-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunPage {
  /** From the address. */
  readonly id = input.required({ transform: numberAttribute });
  protected readonly store = inject(RunPageStore);
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<AppError | undefined>(undefined);
  protected readonly text = eventText;
  /** How far a run was means nothing once it has ended. */
  protected readonly events = computed(() => (this.store.isActive() ? this.store.log() : this.store.log().filter(({ type }) => type !== 'progress')));
  protected readonly canResume = computed(() => ['FAILED', 'PARKED'].includes(this.store.run()?.status ?? '') && this.store.run()?.kind !== 'reproduce');
  protected readonly canReproduce = computed(() => this.store.run()?.tables.some(({ checksum }) => checksum !== null) ?? false);
  protected readonly failure = computed(() => {
    const error = this.store.run()?.error;
    return error && runProblem(error);
  });
  private readonly router = inject(Router);

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => this.store.open(id));
    });
  }

  protected origin({ seed_origin: origin }: RunDetail): string {
    return origin === null ? '' : ORIGINS[origin];
  }

  protected generators(run: RunDetail): string {
    return Object.entries(run.generators ?? {}).map(([kind, version]) => `${kind} ${version}`).join(', ');
  }

  protected overrides({ overrides }: RunDetail): string {
    return Object.entries(overrides.rows ?? {}).map(([table, rows]) => `${table} ${rows.toLocaleString('en-US')}`).join(', ');
  }

  protected async abort(): Promise<void> {
    await this.attempt(() => this.store.abort(this.id()));
  }

  protected async start(action: 'resume' | 'reproduce'): Promise<void> {
    await this.attempt(async () => {
      const started = await this.store.start(this.id(), action);
      if (started === this.id()) this.store.open(started);
      else await this.router.navigate(['/runs', started]);
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(undefined);
    try {
      await work();
    } catch (error) {
      // The store rejects with AppError only.
      this.problem.set(error as AppError);
    } finally {
      this.isBusy.set(false);
    }
  }
}
