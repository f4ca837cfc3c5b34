import type { Routes } from '@angular/router';

/** The query workbench. */
export const QUERY_ROUTES: Routes = [
  { path: '', title: 'Query', loadComponent: () => import('./query-page').then((page) => page.QueryPage) },
];
