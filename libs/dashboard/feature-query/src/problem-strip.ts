import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { SqlDiagnostic } from '@dw-sim/contracts';
import { Icon } from '@dw-sim/dashboard-ui';

/** Problems that are listed before the others are asked for. */
const SHOWN = 1;

/** What is wrong with the text in the editor; choosing a problem shows its place. */
@Component({
  selector: 'dw-problem-strip',
  imports: [Icon],
  template: `
    <ul aria-label="Problems">
      @for (problem of shown(); track problem.offset + problem.message) {
        <li>
          <button type="button" class="problem" data-testid="problem" (click)="chosen.emit(problem)">
            <dw-icon [name]="problem.severity === 'error' ? 'error' : 'warning'" [size]="13" [class]="problem.severity" />
            <span class="place dw-num">{{ problem.position.line }}:{{ problem.position.column }}</span>
            <span class="text">{{ problem.message }}</span>
          </button>
        </li>
      }
    </ul>
    @if (problems().length > 1) {
      <button type="button" class="all" data-testid="problems-toggle" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(!isOpen())">
        {{ isOpen() ? 'Show fewer' : problems().length + ' problems' }}<dw-icon name="chevron-down" [size]="12" [class.up]="!isOpen()" />
      </button>
    }
  `,
  styles: `
    :host { display: flex; flex: none; align-items: flex-start; gap: 8px; padding: 4px 10px; border-top: 1px solid var(--dw-border); background: var(--dw-surface); font-size: 12.5px; }
    ul { flex: 1; min-width: 0; max-height: 118px; margin: 0; padding: 0; overflow-y: auto; list-style: none; }
    button { border: 0; background: none; font: inherit; color: inherit; cursor: pointer; border-radius: 6px; }
    button:hover { background: var(--dw-surface-hover); }
    .problem { display: flex; align-items: baseline; gap: 8px; width: 100%; padding: 3px 6px; text-align: start; }
    .problem dw-icon { align-self: center; }
    .error { color: var(--dw-bad); }
    .warning { color: var(--dw-caution); }
    .place { flex: none; color: var(--dw-text-3); font-size: 11.5px; }
    .text { overflow-wrap: anywhere; }
    .all { flex: none; display: flex; align-items: center; gap: 4px; padding: 3px 8px; color: var(--dw-text-2); white-space: nowrap; }
    .up { transform: rotate(180deg); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProblemStrip {
  readonly problems = input.required<readonly SqlDiagnostic[]>();
  readonly chosen = output<SqlDiagnostic>();
  protected readonly isOpen = signal(false);
  protected readonly shown = computed(() => (this.isOpen() ? this.problems() : this.problems().slice(0, SHOWN)));
}
