import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon, type IconName, type Theme, ThemeStore } from '@dw-sim/dashboard-ui';

const LOOK: Readonly<Record<Theme, { icon: IconName; label: string }>> = {
  system: { icon: 'sun-moon', label: 'Theme: as the system' },
  light: { icon: 'sun', label: 'Theme: light' },
  dark: { icon: 'moon', label: 'Theme: dark' },
};

/** Goes through the themes: system, light, dark. */
@Component({
  selector: 'dw-theme-toggle',
  imports: [Icon, MatTooltip],
  template: `
    <button class="dw-icon-button" type="button" data-testid="theme-toggle" [attr.aria-label]="look().label" [matTooltip]="look().label" (click)="store.toggle()">
      <dw-icon [name]="look().icon" [size]="17" />
    </button>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ThemeToggle {
  protected readonly store = inject(ThemeStore);
  protected readonly look = computed(() => LOOK[this.store.theme()]);
}
