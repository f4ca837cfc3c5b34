import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { AppError, ExampleSummary } from '@dw-sim/contracts';
import { ExperimentsStore } from '@dw-sim/dashboard-data-access';
import { FormatPipe, Icon, PluralPipe, ProblemNotice } from '@dw-sim/dashboard-ui';

/** The built-in examples; opening one creates its experiment where there is none yet. */
@Component({
  selector: 'dw-example-cards',
  imports: [FormatPipe, Icon, MatButton, PluralPipe, ProblemNotice],
  templateUrl: './example-cards.html',
  styleUrl: './example-cards.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExampleCards {
  readonly examples = input.required<readonly ExampleSummary[]>();
  protected readonly opening = signal('');
  protected readonly error = signal<AppError | undefined>(undefined);
  private readonly store = inject(ExperimentsStore);
  private readonly router = inject(Router);

  protected async open(example: ExampleSummary): Promise<void> {
    this.opening.set(example.name);
    this.error.set(undefined);
    try {
      await this.router.navigate(['/experiments', await this.store.openExample(example)]);
    } catch (error) {
      // The store rejects with AppError only.
      this.error.set(error as AppError);
    } finally {
      this.opening.set('');
    }
  }
}
