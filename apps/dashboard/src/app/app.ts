import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { HealthStore, SessionStore } from '@dw-sim/dashboard-data-access';
import { HealthIndicator } from './health-indicator';
import { KeyPage } from './key-page';
import { Logo } from './logo';
import { ThemeToggle } from './theme-toggle';

/** The frame around every page: top bar and outlet. */
@Component({
  selector: 'dw-root',
  imports: [HealthIndicator, KeyPage, Logo, RouterLink, RouterLinkActive, RouterOutlet, ThemeToggle],
  templateUrl: './app.html',
  styleUrl: './app.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  protected readonly keyNeeded = inject(SessionStore).keyNeeded;

  constructor() {
    inject(HealthStore).start();
  }
}
