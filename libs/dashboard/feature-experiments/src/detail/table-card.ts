import { ChangeDetectionStrategy, Component, input, linkedSignal } from '@angular/core';
import type { TableSummary } from '@dw-sim/contracts';
import { Badge, FormatPipe, Icon, PluralPipe } from '@dw-sim/dashboard-ui';

/** One table: its size, and under a fold its columns with what fills them. */
@Component({
  selector: 'dw-table-card',
  imports: [Badge, FormatPipe, Icon, PluralPipe],
  templateUrl: './table-card.html',
  styleUrl: './table-card.scss',
  host: { 'class': 'dw-card', '[attr.data-testid]': "'table-' + table().name" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TableCard {
  readonly table = input.required<TableSummary>();
  readonly isInitiallyOpen = input(false);
  protected readonly isOpen = linkedSignal(() => this.isInitiallyOpen());

  protected toggle(): void {
    this.isOpen.update((open) => !open);
  }
}
