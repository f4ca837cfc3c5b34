import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { AppError, Fault, ValidationReport } from '@dw-sim/contracts';
import { FaultList, Icon, type IconName, formatPlural } from '@dw-sim/dashboard-ui';
import type { DraftState } from './definition-draft';

const ICONS: Readonly<Record<DraftState, IconName>> = { checking: 'spinner', valid: 'success', invalid: 'error', malformed: 'error' };

/** What the server found in the document: its faults, each a way to its place, and warnings. */
@Component({
  selector: 'dw-check-panel',
  imports: [FaultList, Icon],
  templateUrl: './check-panel.html',
  styleUrl: './check-panel.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CheckPanel {
  readonly state = input.required<DraftState>();
  readonly report = input.required<ValidationReport>();
  readonly error = input<AppError>();
  /** Said where nothing is wrong. */
  readonly readyText = input('Ready to create');
  readonly faultSelected = output<Fault>();
  readonly syntaxErrorSelected = output();

  protected readonly icon = computed(() => ICONS[this.state()]);
  protected readonly position = computed(() => this.error()?.details.position);
  protected readonly hasFindings = computed(() => this.error() !== undefined || this.report().errors.length + this.report().warnings.length > 0);
  protected readonly headline = computed(() => {
    const state = this.state();
    if (state === 'checking') return 'Checking…';
    if (state === 'valid') return this.readyText();
    return state === 'malformed' ? 'Can’t be read' : formatPlural(this.report().errors.length, 'problem');
  });
}
