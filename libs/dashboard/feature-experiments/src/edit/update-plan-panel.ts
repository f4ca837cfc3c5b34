import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TableAction, UpdatePlan, VersionChange } from '@dw-sim/contracts';
import { Badge, type BadgeTone, DefinitionChanges, FormatPipe, Icon } from '@dw-sim/dashboard-ui';

const WORDS: Readonly<Record<VersionChange, string>> = {
  created: '',
  major: 'Queries that worked may fail: something is gone or of another type.',
  minor: 'Other rows, or something more.',
  patch: 'The same rows from the same seed.',
};
const ACTIONS: Readonly<Record<TableAction, { readonly label: string; readonly tone: BadgeTone }>> = {
  keep: { label: 'Stays', tone: 'neutral' },
  create: { label: 'Created', tone: 'good' },
  rebuild: { label: 'Built anew', tone: 'caution' },
  drop: { label: 'Dropped', tone: 'bad' },
};

/** What saving a change would do: its version, what differs, and what becomes of the tables. */
@Component({
  selector: 'dw-update-plan',
  imports: [Badge, DefinitionChanges, FormatPipe, Icon],
  template: `
    <section class="dw-card" aria-labelledby="plan-title" data-testid="update-plan">
      @if (plan().change; as change) {
        <h2 id="plan-title">{{ plan().previous_version }}<dw-icon name="arrow-right" [size]="14" /><span data-testid="plan-version">{{ plan().version }}</span><span class="dw-faint">{{ change }}</span></h2>
        <p class="dw-muted">{{ words[change] }}</p>
        @if (affected().length) {
          <ul>
            @for (table of affected(); track table.table) {
              <li [attr.data-testid]="'plan-table-' + table.table"><dw-badge [tone]="actions[table.action].tone">{{ actions[table.action].label }}</dw-badge>
                <div><strong>{{ table.table }}</strong>@if (table.loaded_rows) { <span class="dw-num lost">, loses {{ table.loaded_rows | dwFormat: 'count' }} rows</span> }<p class="dw-muted">{{ table.reason }}</p></div></li>
            }
          </ul>
        } @else { <p class="dw-muted">All tables stay as they are, with their rows.</p> }
        <dw-definition-changes [changes]="plan().changes" />
      } @else {
        <h2 id="plan-title">Nothing changed</h2>
        <p class="dw-muted">This is the definition of version {{ plan().version }}.</p>
      }
    </section>
  `,
  styles: `
    section { padding: 14px 0 6px; display: grid; gap: 8px; }
    h2 { display: flex; align-items: center; gap: 8px; font-size: 14px; padding: 0 16px; }
    h2 dw-icon { color: var(--dw-text-3); }
    h2 .dw-faint { font-weight: 400; font-size: 12.5px; }
    section > p { margin: 0; padding: 0 16px; font-size: 13px; }
    ul { list-style: none; margin: 0; padding: 4px 16px; display: grid; gap: 8px; }
    li { display: flex; gap: 10px; align-items: baseline; font-size: 13px; }
    li p { margin: 0; font-size: 12.5px; }
    .lost { color: var(--dw-bad); }
    dw-badge { flex: none; }
    dw-definition-changes { border-top: 1px solid var(--dw-border); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UpdatePlanPanel {
  readonly plan = input.required<UpdatePlan>();
  protected readonly words = WORDS;
  protected readonly actions = ACTIONS;
  protected readonly affected = computed(() => this.plan().tables.filter(({ action }) => action !== 'keep'));
}
