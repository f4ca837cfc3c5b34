import type { Routes } from '@angular/router';

/** Every page is a lazy chunk of its own feature library. */
export const APP_ROUTES: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'experiments' },
  {
    path: 'experiments',
    loadChildren: () => import('@dw-sim/dashboard-feature-experiments').then((library) => library.EXPERIMENT_ROUTES),
  },
  {
    path: 'runs',
    loadChildren: () => import('@dw-sim/dashboard-feature-runs').then((library) => library.RUN_ROUTES),
  },
  {
    path: 'query',
    loadChildren: () => import('@dw-sim/dashboard-feature-query').then((library) => library.QUERY_ROUTES),
  },
  {
    path: 'targets',
    loadChildren: () => import('@dw-sim/dashboard-feature-targets').then((library) => library.TARGET_ROUTES),
  },
  { path: '**', title: 'Not found', loadComponent: () => import('./not-found-page').then((page) => page.NotFoundPage) },
];
