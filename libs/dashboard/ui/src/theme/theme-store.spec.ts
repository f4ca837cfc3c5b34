import { TestBed } from '@angular/core/testing';
import { ThemeStore } from './theme-store';

describe('ThemeStore', () => {
  beforeEach(() => localStorage.clear());

  it('follows the system until the user chooses, and goes round the three themes', () => {
    const store = TestBed.inject(ThemeStore);
    const seen = [0, 1, 2, 3].map(() => {
      TestBed.tick();
      const { theme } = document.documentElement.dataset;
      const entry = [store.theme(), theme, localStorage.getItem('dw-theme')];
      store.toggle();
      return entry;
    });
    expect(seen).toEqual([
      ['system', undefined, 'system'],
      ['light', 'light', 'light'],
      ['dark', 'dark', 'dark'],
      ['system', undefined, 'system'],
    ]);
  });

  it('remembers the choice', () => {
    localStorage.setItem('dw-theme', 'dark');
    expect(TestBed.inject(ThemeStore).theme()).toBe('dark');
  });
});
