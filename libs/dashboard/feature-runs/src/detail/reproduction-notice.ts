import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Reproduction } from '@dw-sim/contracts';
import { Icon, PluralPipe } from '@dw-sim/dashboard-ui';

/** Whether a run could be made again, and where not, which tables differ and why. */
@Component({
  selector: 'dw-reproduction',
  imports: [Icon, PluralPipe],
  template: `
    <section class="dw-card" [class.good]="reproduction().matches" data-testid="reproduction" [attr.data-matches]="reproduction().matches" role="status">
      <h2><dw-icon [name]="reproduction().matches ? 'success' : 'warning'" />
        @if (reproduction().matches) { Reproduced: all {{ files() | dwPlural: 'file' }} of run {{ reproduction().source_run_id }} have the same SHA-256 }
        @else { Not reproduced: files of run {{ reproduction().source_run_id }} came out different }
      </h2>
      @for (table of differing(); track table.table) {
        <p><strong>{{ table.table }}</strong>: {{ table.differing_files.join(', ') }}</p>
        @for (reason of table.reasons; track $index) { <p class="dw-muted">{{ reason }}</p> }
      }
    </section>
  `,
  styles: `
    section { padding: 14px 20px; display: grid; gap: 6px; border-color: var(--dw-caution-border); }
    h2 { display: flex; align-items: center; gap: 8px; font-size: 14px; }
    dw-icon { color: var(--dw-caution); flex: none; }
    .good { border-color: var(--dw-border); }
    .good dw-icon { color: var(--dw-good); }
    p { font-size: 13px; margin: 0; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReproductionNotice {
  readonly reproduction = input.required<Reproduction>();
  protected readonly files = computed(() => this.reproduction().tables.reduce((sum, table) => sum + table.files, 0));
  protected readonly differing = computed(() => this.reproduction().tables.filter(({ matches }) => !matches));
}
