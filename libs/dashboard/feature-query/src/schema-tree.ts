import { ChangeDetectionStrategy, Component, input, linkedSignal, output } from '@angular/core';
import type { TableSummary } from '@dw-sim/contracts';
import { FormatPipe, Icon } from '@dw-sim/dashboard-ui';

/** Tables and columns of an experiment; choosing one hands out its name. */
@Component({
  selector: 'dw-schema-tree',
  imports: [FormatPipe, Icon],
  templateUrl: './schema-tree.html',
  styleUrl: './schema-tree.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SchemaTree {
  readonly tables = input.required<readonly TableSummary[]>();
  readonly nameChosen = output<string>();
  /** Names of the tables that show their columns; all of them at first. */
  protected readonly opened = linkedSignal<ReadonlySet<string>>(() => new Set(this.tables().map(({ name }) => name)));

  protected toggle(table: string): void {
    this.opened.update((names) => (names.has(table) ? new Set([...names].filter((name) => name !== table)) : new Set([...names, table])));
  }
}
