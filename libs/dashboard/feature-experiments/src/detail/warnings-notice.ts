import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { Warning } from '@dw-sim/contracts';
import { Icon } from '@dw-sim/dashboard-ui';

/** What the user should know about an experiment; each can be put away until the page is opened again. */
@Component({
  selector: 'dw-warnings',
  imports: [Icon],
  template: `
    @for (warning of shown(); track warning) {
      <p role="note" data-testid="warning">
        <dw-icon name="warning" />
        <span><code>{{ warning.path }}</code> {{ warning.message }}</span>
        <button class="dw-icon-button" type="button" aria-label="Dismiss the warning" (click)="dismiss(warning)"><dw-icon name="x" [size]="15" /></button>
      </p>
    }
  `,
  styles: `
    :host { display: grid; gap: 8px; }
    :host(:not(:has(p))) { display: none; }
    p { display: flex; align-items: flex-start; gap: 10px; padding: 10px 8px 10px 14px; border-radius: 10px; background: var(--dw-caution-soft); border: 1px solid var(--dw-caution-border); font-size: 13.5px; }
    p > dw-icon { color: var(--dw-caution); margin-top: 3px; }
    span { flex: 1; overflow-wrap: anywhere; }
    code { color: var(--dw-caution); }
    button { width: 26px; height: 26px; margin-top: -2px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WarningsNotice {
  readonly warnings = input.required<readonly Warning[]>();
  protected readonly shown = computed(() => this.warnings().filter((warning) => !this.dismissed().has(keyOf(warning))));
  private readonly dismissed = signal<ReadonlySet<string>>(new Set());

  protected dismiss(warning: Warning): void {
    this.dismissed.update((keys) => new Set([...keys, keyOf(warning)]));
  }
}

function keyOf({ path, code }: Warning): string {
  return `${code} ${path}`;
}
