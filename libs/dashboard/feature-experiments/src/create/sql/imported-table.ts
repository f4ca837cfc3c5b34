import { ChangeDetectionStrategy, Component, input, linkedSignal, output } from '@angular/core';
import type { SqlImportTable, TextPosition } from '@dw-sim/contracts';
import { Badge, FormatPipe, Icon, PluralPipe } from '@dw-sim/dashboard-ui';

/** A table as an import understood it: each column with what fills it, and why. */
@Component({
  selector: 'dw-imported-table',
  imports: [Badge, FormatPipe, Icon, PluralPipe],
  templateUrl: './imported-table.html',
  styleUrls: ['../../detail/table-card.scss', './imported-table.scss'],
  host: { 'class': 'dw-card', '[attr.data-testid]': "'imported-' + table().name" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportedTable {
  readonly table = input.required<SqlImportTable>();
  readonly isInitiallyOpen = input(false);
  readonly placeSelected = output<TextPosition>();
  protected readonly isOpen = linkedSignal(() => this.isInitiallyOpen());

  protected toggle(): void {
    this.isOpen.update((open) => !open);
  }
}
