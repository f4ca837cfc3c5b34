import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RunError } from '@dw-sim/contracts';
import { runProblem } from '@dw-sim/dashboard-data-access';
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
  protected readonly problem = computed(() => runProblem(this.error()));
}
