import type { QueryText } from '@dw-sim/contracts';
import type { QueryTextApi } from '@dw-sim/dashboard-data-access';
import type { EditorCompleter } from '@dw-sim/dashboard-ui';
import { catchError, firstValueFrom, of } from 'rxjs';

/** Completes by the server, for the experiment that is chosen when it is asked. */
export function queryCompleter(api: QueryTextApi, chosen: () => Omit<QueryText, 'sql'>): EditorCompleter {
  return async (sql, offset) => {
    // Without an answer nothing is offered: writing must go on.
    const result = await firstValueFrom(api.complete({ ...chosen(), sql, offset }).pipe(catchError(() => of(undefined))));
    return result && { from: result.replace.start, to: result.replace.end, items: result.items };
  };
}
