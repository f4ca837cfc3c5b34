import type { HttpInterceptorFn } from '@angular/common/http';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { toAppError } from './problem';

/** Makes every failed request of the dashboard fail with an `AppError`. */
export const problemInterceptor: HttpInterceptorFn = (request, next) =>
  next(request).pipe(
    catchError((error: unknown) => from(toAppError(error)).pipe(switchMap((problem) => throwError(() => problem)))),
  );
