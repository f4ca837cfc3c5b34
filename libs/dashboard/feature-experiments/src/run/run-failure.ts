import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { AppError } from '@dw-sim/contracts';
import type { RunError } from '@dw-sim/contracts';
import { ProblemNotice } from '@dw-sim/dashboard-ui';

/** Why a run failed, and in which table. */
@Component({
  selector: 'dw-run-failure',
  imports: [ProblemNotice],
  template: '<dw-problem [error]="problem()" data-testid="run-error" />',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunFailure {
  readonly error = input.required<RunError>();
  protected readonly problem = computed(() => {
    const { code, message, table, errors } = this.error();
    return new AppError(code, message, { errors, hint: table ? `It happened in the table “${table}”.` : undefined });
  });
}
