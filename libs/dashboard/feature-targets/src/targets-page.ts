import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { entryOf } from '@dw-sim/contracts';
import type { AppError, TargetSummary, TargetTestResult, WarehouseHealth } from '@dw-sim/contracts';
import { HealthStore, TargetsStore } from '@dw-sim/dashboard-data-access';
import { Confirm, FaultList, Icon, ProblemNotice } from '@dw-sim/dashboard-ui';
import { AddTargetDialog } from './add-target-dialog';
import { TargetRow } from './target-row';

/** The list of targets with their health: test, add and remove them. */
@Component({
  selector: 'dw-targets-page',
  imports: [FaultList, Icon, MatButton, ProblemNotice, TargetRow],
  templateUrl: './targets-page.html',
  styleUrl: './targets-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TargetsPage {
  protected readonly store = inject(TargetsStore);
  protected readonly testing = signal('');
  protected readonly error = signal<AppError | undefined>(undefined);
  private readonly health = inject(HealthStore);
  private readonly byId = computed(() => new Map(this.health.warehouses().map((warehouse) => [warehouse.id, warehouse])));
  private readonly dialog = inject(MatDialog);
  private readonly confirm = inject(Confirm);

  constructor() {
    this.store.load();
    this.health.refresh();
  }

  protected resultOf(id: string): TargetTestResult | undefined {
    return entryOf(this.store.results(), id);
  }

  protected healthOf(id: string): WarehouseHealth | undefined {
    return this.byId().get(id);
  }

  protected add(): void {
    this.dialog.open(AddTargetDialog, { width: '560px' });
  }

  protected async test(id: string): Promise<void> {
    this.testing.set(id);
    await this.attempt(() => this.store.test(id));
    this.testing.set('');
  }

  protected async remove({ id, name }: TargetSummary): Promise<void> {
    const agreed = await this.confirm.ask({ title: `Remove “${name}”?`, message: 'The definition goes; the data stays where it is.', action: 'Remove', isDestructive: true });
    if (agreed) await this.attempt(() => this.store.remove(id));
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.error.set(undefined);
    try {
      await work();
    } catch (error) {
      // The store rejects with AppError only.
      this.error.set(error as AppError);
    }
  }
}
