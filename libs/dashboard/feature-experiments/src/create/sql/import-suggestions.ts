import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { KeySuggestion } from '@dw-sim/contracts';
import { Icon } from '@dw-sim/dashboard-ui';

/** Foreign keys that the names suggest, to tick: those that are taken connect the tables. */
@Component({
  selector: 'dw-import-suggestions',
  imports: [Icon],
  template: `
    <section class="dw-card" aria-labelledby="suggestions-title">
      <h2 id="suggestions-title"><dw-icon name="link" [size]="15" /><span>Suggested foreign keys</span>
        <button type="button" data-testid="suggestions-all" (click)="allToggled.emit(!areAllTaken())">{{ areAllTaken() ? 'None' : 'Take all' }}</button>
      </h2>
      <ul data-testid="suggestions">
        @for (key of keys(); track key.table + '.' + key.column) {
          <li>
            <label [attr.data-testid]="'suggestion-' + key.table + '-' + key.column">
              <input #box type="checkbox" [checked]="isTaken()(key)" (change)="toggled.emit({ key, isTaken: box.checked })" />
              <span><span class="key"><b>{{ key.table }}.{{ key.column }}</b> → {{ key.references_table }}.{{ key.references_column }}</span><span class="why">{{ key.reason }} {{ (100 * key.confidence).toFixed(0) }} % sure.</span></span>
            </label>
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    section { overflow: hidden; }
    h2 { display: flex; align-items: center; gap: 8px; padding: 10px 14px; font-size: 13.5px; border-bottom: 1px solid var(--dw-border); }
    h2 dw-icon { color: var(--dw-text-3); }
    h2 button { margin-inline-start: auto; padding: 2px 6px; border: 0; border-radius: 6px; background: none; font: inherit; font-size: 12.5px; font-weight: 500; color: var(--dw-accent-text); cursor: pointer; }
    h2 button:hover { background: var(--dw-surface-hover); }
    ul { margin: 0; padding: 0; list-style: none; max-height: 280px; overflow-y: auto; }
    li + li { border-top: 1px solid var(--dw-border); }
    label { display: flex; gap: 10px; padding: 9px 14px; font-size: 13px; cursor: pointer; overflow-wrap: anywhere; }
    label:hover { background: var(--dw-surface-hover); }
    input { flex: none; margin: 3px 0 0; width: 14px; height: 14px; accent-color: var(--dw-accent); }
    .key b { font-weight: 560; }
    .why { display: block; font-size: 12px; color: var(--dw-text-3); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportSuggestions {
  readonly keys = input.required<readonly KeySuggestion[]>();
  readonly isTaken = input.required<(key: KeySuggestion) => boolean>();
  readonly toggled = output<{ readonly key: KeySuggestion; readonly isTaken: boolean }>();
  readonly allToggled = output<boolean>();
  protected readonly areAllTaken = computed(() => this.keys().every(this.isTaken()));
}
