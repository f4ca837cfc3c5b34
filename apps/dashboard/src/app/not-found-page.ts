import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyState } from '@dw-sim/dashboard-ui';

/** Shown for an address that leads nowhere. */
@Component({
  selector: 'dw-not-found-page',
  imports: [EmptyState, MatButton, RouterLink],
  template: `
    <div class="dw-page">
      <dw-empty icon="warning" title="There is no such page">
        <p>The address leads nowhere in this dashboard.</p>
        <a matButton="filled" routerLink="/experiments">Go to the experiments</a>
      </dw-empty>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFoundPage {}
