import type { HttpInterceptorFn } from '@angular/common/http';
import { Injector, inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { toAppError } from './problem';
import { SessionStore } from './session-store';

/** Makes every failed request of the dashboard fail with an `AppError`. One that needs a key makes the dashboard ask for it. */
export const problemInterceptor: HttpInterceptorFn = (request, next) => {
  // The store needs the HTTP client itself: it is made when it is first asked for.
  const injector = inject(Injector);
  return next(request).pipe(
    catchError((error: unknown) =>
      from(toAppError(error)).pipe(
        switchMap((problem) => {
          if (problem.code === 'unauthorized') injector.get(SessionStore).askForKey();
          return throwError(() => problem);
        }),
      ),
    ),
  );
};
