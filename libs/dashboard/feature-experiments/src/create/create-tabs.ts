import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon } from '@dw-sim/dashboard-ui';

/** The ways to describe a new experiment. */
@Component({
  selector: 'dw-create-tabs',
  imports: [Icon, RouterLink, RouterLinkActive],
  template: `
    <nav aria-label="Form of the definition">
      <a routerLink="/experiments/new" routerLinkActive="active" ariaCurrentWhenActive="page" [routerLinkActiveOptions]="{ exact: true }" data-testid="create-tab-json"><dw-icon name="json" [size]="15" />JSON</a>
      <a routerLink="/experiments/new/sql" routerLinkActive="active" ariaCurrentWhenActive="page" data-testid="create-tab-sql"><dw-icon name="terminal" [size]="15" />SQL</a>
    </nav>
  `,
  styles: `
    nav { display: inline-flex; gap: 2px; margin-top: 12px; padding: 3px; border-radius: 9px; background: var(--dw-surface-2); border: 1px solid var(--dw-border); }
    a { display: flex; align-items: center; gap: 6px; padding: 4px 14px; border-radius: 6px; font-size: 13.5px; font-weight: 500; color: var(--dw-text-2); }
    a:hover { text-decoration: none; color: var(--dw-text); }
    a.active { background: var(--dw-surface); color: var(--dw-text); box-shadow: var(--dw-shadow-1), 0 0 0 1px var(--dw-border); }
    a.active dw-icon { color: var(--dw-accent-text); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CreateTabs {}
