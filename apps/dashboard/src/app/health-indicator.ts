import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { HealthStore, type HealthState } from '@dw-sim/dashboard-data-access';
import { Icon } from '@dw-sim/dashboard-ui';

const LABELS: Readonly<Record<HealthState, string>> = {
  unknown: 'Checking…',
  ok: 'All warehouses ready',
  degraded: 'Degraded',
  unreachable: 'Server unreachable',
};

/** Health of the server at a glance; a menu tells it for each warehouse. */
@Component({
  selector: 'dw-health-indicator',
  imports: [Icon],
  templateUrl: './health-indicator.html',
  styleUrl: './health-indicator.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HealthIndicator {
  protected readonly store = inject(HealthStore);
  protected readonly label = computed(() => {
    const down = this.store.warehouses().filter(({ status }) => status === 'unavailable').length;
    return this.store.state() === 'degraded' && down > 0 ? `${down} of ${this.store.warehouses().length} warehouses down` : LABELS[this.store.state()];
  });
}
