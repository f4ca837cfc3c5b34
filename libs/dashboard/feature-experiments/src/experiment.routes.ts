import type { Routes } from '@angular/router';

/** Pages of experiments: the list, a new one, one of them. */
export const EXPERIMENT_ROUTES: Routes = [
  { path: '', title: 'Experiments', loadComponent: () => import('./list/experiments-page').then((page) => page.ExperimentsPage) },
  { path: 'new', title: 'New experiment', loadComponent: () => import('./create/create-page').then((page) => page.CreatePage) },
  { path: 'new/sql', title: 'New experiment from SQL', loadComponent: () => import('./create/sql/sql-import-page').then((page) => page.SqlImportPage) },
  { path: ':name/edit', title: (route) => `Edit ${route.params['name']}`, loadComponent: () => import('./edit/edit-page').then((page) => page.EditPage) },
  {
    path: ':name',
    title: (route) => String(route.params['name']),
    loadComponent: () => import('./detail/experiment-page').then((page) => page.ExperimentPage),
  },
];
