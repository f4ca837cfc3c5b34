import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';

/** `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'dw-theme';
const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

/** The user's choice between light and dark, kept in the browser. `public/theme.js` applies it before the first paint. */
@Injectable({ providedIn: 'root' })
export class ThemeStore {
  private readonly document = inject(DOCUMENT);
  private readonly choice = signal<Theme>(this.read());

  readonly theme = this.choice.asReadonly();

  constructor() {
    effect(() => this.apply(this.choice()));
  }

  /** Goes on to the next choice: system, light, dark. */
  toggle(): void {
    this.choice.update((theme) => NEXT[theme]);
  }

  private apply(theme: Theme): void {
    const { documentElement, defaultView } = this.document;
    if (theme === 'system') delete documentElement.dataset['theme'];
    else documentElement.dataset['theme'] = theme;
    defaultView?.localStorage.setItem(KEY, theme);
  }

  private read(): Theme {
    const stored = this.document.defaultView?.localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  }
}
