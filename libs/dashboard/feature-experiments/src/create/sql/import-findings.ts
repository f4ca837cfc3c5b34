import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { AppError, Fault, SqlImportReport, TextPosition } from '@dw-sim/contracts';
import { Icon, type IconName, formatPlural } from '@dw-sim/dashboard-ui';
import type { SqlDraftState } from './sql-draft';

const ICONS: Readonly<Record<SqlDraftState, IconName>> = { reading: 'spinner', understood: 'success', refused: 'error' };

/** What an import found in the SQL: faults, warnings and statements that were passed over, each a way to its place. */
@Component({
  selector: 'dw-import-findings',
  imports: [Icon],
  templateUrl: './import-findings.html',
  styleUrl: './import-findings.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportFindings {
  readonly state = input.required<SqlDraftState>();
  readonly report = input<SqlImportReport>();
  readonly error = input<AppError>();
  readonly placeSelected = output<TextPosition>();

  protected readonly icon = computed(() => ICONS[this.state()]);
  protected readonly faults = computed<readonly Fault[]>(() => this.error()?.details.errors ?? []);
  protected readonly headline = computed(() => {
    if (this.state() === 'reading') return 'Reading…';
    if (this.state() === 'refused') return this.faults().length > 0 ? formatPlural(this.faults().length, 'problem') : 'Not possible';
    return 'Ready to create';
  });
  protected readonly summary = computed(() => {
    const tables = this.report()?.tables ?? [];
    const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
    return `${formatPlural(tables.length, 'table')} with ${formatPlural(columns, 'column')}, each with a generator.`;
  });

  protected goTo(position: TextPosition | undefined): void {
    if (position) this.placeSelected.emit(position);
  }

  protected placeOf({ line, column }: TextPosition): string {
    return `Line ${line}, column ${column}`;
  }

  /** Where a fault that is not of the SQL belongs: the field of the form. */
  protected fieldOf({ path }: Fault): string {
    return path === '$.name' ? 'Name' : path === '$.target_warehouse' ? 'Target' : path;
  }
}
