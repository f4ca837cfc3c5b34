import type { Routes } from '@angular/router';

/** The places where data lands. */
export const TARGET_ROUTES: Routes = [
  { path: '', title: 'Targets', loadComponent: () => import('./targets-page').then((page) => page.TargetsPage) },
];
