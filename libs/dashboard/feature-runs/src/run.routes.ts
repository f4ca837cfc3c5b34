import type { Routes } from '@angular/router';

/** Pages of runs: all of them, one, and two side by side. */
export const RUN_ROUTES: Routes = [
  { path: '', title: 'Runs', loadComponent: () => import('./list/runs-page').then((page) => page.RunsPage) },
  { path: ':id', title: (route) => `Run ${route.params['id']}`, loadComponent: () => import('./detail/run-page').then((page) => page.RunPage) },
  { path: ':before/diff/:after', title: 'Compare runs', loadComponent: () => import('./diff/run-diff-page').then((page) => page.RunDiffPage) },
];
