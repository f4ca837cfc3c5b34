import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from './icon/icon';
import type { IconName } from './icon/icons';

/** What a place shows that has nothing to show yet: why, and (as content) what to do. */
@Component({
  selector: 'dw-empty',
  imports: [Icon],
  template: `
    <span class="icon"><dw-icon [name]="icon()" [size]="22" /></span>
    <h2>{{ title() }}</h2>
    <ng-content />
  `,
  styles: `
    :host { display: grid; justify-items: center; text-align: center; gap: 8px; padding: 44px 24px; color: var(--dw-text-2); }
    .icon { display: grid; place-items: center; width: 48px; height: 48px; border-radius: 12px; background: var(--dw-accent-soft); color: var(--dw-accent-text); margin-bottom: 4px; }
    h2 { color: var(--dw-text); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly title = input.required<string>();
}
