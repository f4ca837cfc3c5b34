import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RunStatus } from '@dw-sim/contracts';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';
import { Badge, type BadgeTone } from './badge';

const LOOK: Readonly<Record<RunStatus, { tone: BadgeTone; icon: IconName; label: string }>> = {
  QUEUED: { tone: 'neutral', icon: 'clock', label: 'Queued' },
  RUNNING: { tone: 'accent', icon: 'spinner', label: 'Running' },
  PARKED: { tone: 'caution', icon: 'clock', label: 'Parked' },
  COMPLETED: { tone: 'good', icon: 'success', label: 'Completed' },
  FAILED: { tone: 'bad', icon: 'failed', label: 'Failed' },
  ABORTED: { tone: 'caution', icon: 'stop', label: 'Aborted' },
};

/** The status of a run as a chip with an icon, so that colour is not the only sign. */
@Component({
  selector: 'dw-run-status',
  imports: [Badge, Icon],
  template: '<dw-badge [tone]="look().tone"><dw-icon [name]="look().icon" [size]="12" />{{ look().label }}</dw-badge>',
  host: { '[attr.data-status]': 'status()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunStatusChip {
  readonly status = input.required<RunStatus>();
  protected readonly look = computed(() => LOOK[this.status()]);
}
