import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { QueryResult } from '@dw-sim/contracts';
import { AgGridAngular } from 'ag-grid-angular';
import {
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnAutoSizeModule,
  type GridOptions,
  ModuleRegistry,
  TooltipModule,
  themeQuartz,
} from 'ag-grid-community';
import { type ResultRow, gridColumns } from './result-columns';

ModuleRegistry.registerModules([CellStyleModule, ClientSideRowModelModule, ColumnAutoSizeModule, TooltipModule]);

const THEME = themeQuartz.withParams({
  browserColorScheme: 'inherit',
  accentColor: 'var(--dw-accent)',
  backgroundColor: 'var(--dw-surface)',
  foregroundColor: 'var(--dw-text)',
  borderColor: 'var(--dw-border)',
  chromeBackgroundColor: 'var(--dw-surface-2)',
  headerTextColor: 'var(--dw-text-2)',
  rowHoverColor: 'var(--dw-surface-hover)',
  fontFamily: 'var(--dw-font)',
  fontSize: 13,
  headerFontSize: 12.5,
  headerFontWeight: 550,
  cellHorizontalPadding: 12,
  rowHeight: 32,
  headerHeight: 34,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
});

const OPTIONS: GridOptions<ResultRow> = {
  theme: THEME,
  defaultColDef: { sortable: true, resizable: true, minWidth: 80 },
  autoSizeStrategy: { type: 'fitCellContents', defaultMaxWidth: 360 },
  suppressFieldDotNotation: true,
  enableCellTextSelection: true,
  ensureDomOrder: true,
  // Cells have their text as soon as they are there.
  suppressAnimationFrame: true,
  suppressNoRowsOverlay: false,
};

/** The rows of a result. This component brings ag-Grid with it: show it in a deferred block. */
@Component({
  selector: 'dw-result-grid',
  imports: [AgGridAngular],
  template: '<ag-grid-angular [gridOptions]="options" [columnDefs]="columns()" [rowData]="rows()" />',
  styleUrl: './result-grid.scss',
  host: { 'data-testid': 'result-grid' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ResultGrid {
  readonly result = input.required<Pick<QueryResult, 'columns' | 'rows'>>();
  protected readonly options = OPTIONS;
  protected readonly columns = computed(() => gridColumns(this.result()));
  protected readonly rows = computed(() => [...this.result().rows]);
}
