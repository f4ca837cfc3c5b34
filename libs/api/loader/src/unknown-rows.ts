import { AppError } from '@dw-sim/contracts';

/** Tells errors before rows may have been added to a table from those after it. */
export interface KnownRows {
  /** From here on the rows may be there. */
  readonly begin: () => void;
  /** What `work` answers. @throws what it throws, before `begin`; AppError `interrupted` afterwards, also where it was stopped */
  readonly settle: <T>(work: Promise<T>) => Promise<T>;
}

/** For one table, rows of which must not be added twice. */
export function unknownOnceBegun(table: string): KnownRows {
  let begun = false;
  return {
    begin: () => {
      begun = true;
    },
    settle: (work) =>
      work.catch((error: unknown) => {
        throw begun ? unknownRows(table, error) : error;
      }),
  };
}

function unknownRows(table: string, cause: unknown): AppError {
  const { message } = cause as Error;
  return new AppError('interrupted', `Whether the rows for table "${table}" were added is not known: it failed while they became the table's, or just after it. ${message}`, { hint: 'Count its rows.' }, { cause });
}
