import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AppError } from '@dw-sim/contracts';
import { Icon } from '../icon/icon';
import { FaultList } from './fault-list';

/** An error as the user should see it: what failed, where, what to do about it, and every fault. */
@Component({
  selector: 'dw-problem',
  imports: [FaultList, Icon],
  templateUrl: './problem-notice.html',
  styleUrl: './problem-notice.scss',
  host: { role: 'alert' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProblemNotice {
  readonly error = input.required<AppError>();
  protected readonly faults = computed(() => this.error().details.errors ?? []);
  protected readonly place = computed(() => {
    const position = this.error().details.position;
    return position ? `Line ${position.line}, column ${position.column}` : '';
  });
}
